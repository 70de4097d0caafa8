import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Guard } from './guard';
import { guards } from './guards';

/**
 * Takes each guard away, one at a time, in a copy of the sources, and runs the test that docs/security.md names for it:
 * a test that still passes guards nothing. `npm run guards` for all, `npm run guards -- 7 12` for some rows.
 */
const root = new URL('../../', import.meta.url).pathname;
const wanted = new Set(process.argv.slice(2).map(Number));
const copy = mkdtempSync(join(tmpdir(), 'lastgood-guards-'));
const left = /^(node_modules|\.git|\.output|out)$/;

function run(command: readonly string[]): { readonly passed: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync('npx', [...command], { cwd: copy, encoding: 'utf8' });
  return { passed: status === 0, output: `${stdout}${stderr}` };
}

function runTest(test: string): { readonly passed: boolean; readonly output: string } {
  const project = test === 'rules.test.ts' ? 'rules' : test.slice(0, test.indexOf('/'));
  if (project === 'e2e' || test.startsWith('unit/manifest')) build();
  return run(['vitest', 'run', '--project', project, `test/${test}`]);
}

function build(): void {
  for (const browser of [['chrome'], ['firefox', '--mv3']]) {
    const { passed, output } = run(['wxt', 'build', '-b', ...browser]);
    if (!passed) throw new Error(output);
  }
}

function isNoticed({ file, find, replace, test }: Guard): boolean {
  const path = join(copy, file);
  const sound = readFileSync(path, 'utf8');
  if (sound.split(find).length !== 2) throw new Error(`${file} does not hold this exactly once: ${find}`);
  writeFileSync(
    path,
    sound.replace(find, () => replace),
  );
  try {
    const { passed, output } = runTest(test);
    // A test that could not even start has noticed nothing.
    if (!passed && !/\d+ failed/.test(output)) throw new Error(output);
    return !passed;
  } finally {
    writeFileSync(path, sound);
  }
}

try {
  cpSync(root, copy, {
    recursive: true,
    filter: (path) => !left.test(path.slice(root.length).split('/')[0] ?? ''),
  });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  let unnoticed = 0;
  for (const guard of guards.filter(({ row }) => wanted.size === 0 || wanted.has(row))) {
    const noticed = isNoticed(guard);
    if (!noticed) unnoticed++;
    console.log(`${noticed ? 'noticed  ' : 'UNNOTICED'} ${guard.row}: ${guard.file}, by test/${guard.test}`);
  }
  process.exitCode = unnoticed === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
