import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Count = { readonly passed: number; readonly failed: number };

/** The parts of a JSON report of vitest that are counted. */
export type Report = {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
};

/** What a suite that broke before it could count is worth. */
export const BROKEN: Count = { passed: 0, failed: 1 };

/**
 * Counts a report. Whatever did not pass failed: a skipped test, a test that was never written, and a file that broke
 * before its tests ran. `exitCode` catches what no test can tell, such as an error after the last one.
 */
export function countReport(report: Report, exitCode: number): Count {
  let passed = 0;
  let failed = 0;
  for (const file of report.testResults) {
    const good = file.assertionResults.filter(({ status }) => status === 'passed').length;
    const bad = file.assertionResults.length - good;
    passed += good;
    failed += bad === 0 && (file.status !== 'passed' || good === 0) ? 1 : bad;
  }
  if (passed + failed === 0 || (exitCode !== 0 && failed === 0)) failed += 1;
  return { passed, failed };
}

/** The one line that everything ends with. */
export function summaryLine(counts: readonly Count[]): string {
  const sum = (part: keyof Count) => counts.reduce((total, count) => total + count[part], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed`;
}

/** Runs commands one after the other, as one check: the first that fails, fails it. */
export async function check(...commands: readonly (readonly [string, ...string[]])[]): Promise<Count> {
  for (const command of commands) {
    if ((await run(command)) !== 0) return BROKEN;
  }
  return { passed: 1, failed: 0 };
}

/** Runs one project of vitest and counts its report. */
export async function vitest(project: string): Promise<Count> {
  const file = join('out', 'tests', `${project}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const exitCode = await run([
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  try {
    return countReport(JSON.parse(readFileSync(file, 'utf8')) as Report, exitCode);
  } catch (error) {
    console.error(`The suite ${project} left no report: ${String(error)}`);
    return BROKEN;
  }
}

/** Longer than any suite takes on two slow cores; one that hangs must not hang the whole run. */
const LIMIT_MS = 55 * 60_000;

/** Runs a command of the project's own tools, its output passing through. Resolves with the exit code. */
export function run([tool, ...parameters]: readonly [string, ...string[]]): Promise<number> {
  const onWindows = process.platform === 'win32';
  const child = spawn(join('node_modules', '.bin', tool), parameters, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: onWindows,
    detached: !onWindows,
  });
  return new Promise((resolve) => {
    const limit = setTimeout(() => {
      console.error(`${tool} took longer than ${LIMIT_MS / 60_000} minutes and was ended.`);
      if (child.pid === undefined || onWindows) child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
    }, LIMIT_MS);
    const end = (code: number) => {
      clearTimeout(limit);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(`${tool} did not start: ${error.message}`);
      end(1);
    });
    child.once('exit', (code) => end(code ?? 1));
  });
}
