import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../suites';
import { lendTools, pack, packageOf, root, sha256, type Target, unpack } from './packages';

const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
const home = mkdtempSync(join(tmpdir(), 'lastgood-'));
const targets: readonly Target[] = ['chrome', 'firefox'];

/** Makes what is uploaded to addons.mozilla.org, and proves that a reviewer gets the same. Throws where it fails. */
async function buildForAmo(): Promise<void> {
  for (const target of targets) pack(root, target);

  const unpacked = join(home, 'firefox');
  await unpack(packageOf(root, 'firefox'), unpacked);
  await must(['web-ext', 'lint', '--source-dir', unpacked], 'Mozilla’s linter found errors');

  const sources = join(home, 'sources');
  await unpack(packageOf(root, 'sources'), sources);
  if (values.fresh) install(sources);
  else lendTools(sources);
  pack(sources, 'firefox');
  for (const kind of ['firefox', 'sources'] as const) {
    if (sha256(packageOf(sources, kind)) !== sha256(packageOf(root, kind))) {
      throw new Error(`the packed sources build another package: ${kind}`);
    }
  }
  await must(
    ['tsx', join('test', 'harness', 'supply', 'sbom.ts')],
    'the bill of materials could not be made',
  );
  tell();
}

async function must(command: readonly [string, ...string[]], otherwise: string): Promise<void> {
  if ((await run(command)) !== 0) throw new Error(otherwise);
}

function install(folder: string): void {
  const { status } = spawnSync('npm', ['ci'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed in the unpacked sources');
}

function tell(): void {
  const line = (kind: Target | 'sources', what: string) => {
    const path = packageOf(root, kind);
    console.log(`  ${relative(root, path)}\n    ${what}\n    SHA-256 ${sha256(path)}`);
  };
  console.log('\nThe packed sources, built elsewhere, give the same Firefox package. Upload:');
  line('firefox', 'as the add-on');
  line('sources', 'where the form asks for source code; the reviewer runs: npm ci && npm run zip');
  console.log('\nFor the Chrome Web Store:');
  line('chrome', 'as the package');
  const { status, stdout } = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  if (status !== 0 || stdout !== '') {
    console.log('\nThe working folder differs from what is committed: these packages are for trying out.');
  }
}

try {
  await buildForAmo();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
