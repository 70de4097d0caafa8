import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import JSZip from 'jszip';

/** The root of the repository. */
export const root = resolve(import.meta.dirname, '../../..');

/** What the builds, the tools and the version control leave behind: no source. */
const NO_SOURCE = new Set(['node_modules', '.git', '.output', '.wxt', 'out']);

/** The targets of WXT, with what its command line calls them. */
export const targets = {
  chrome: ['-b', 'chrome'],
  firefox: ['-b', 'firefox', '--mv3'],
} as const;

export type Target = keyof typeof targets;

/** Copies the sources as they lie in the working folder, and lends the copy the installed tools. */
export function copyProject(folder: string): void {
  cpSync(root, folder, {
    recursive: true,
    filter: (source) => !NO_SOURCE.has(relative(root, source).split(sep)[0] ?? ''),
  });
  lendTools(folder);
}

/** Lets a folder use the packages that are installed here, as `npm ci` in it would install the same. */
export function lendTools(folder: string): void {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
}

/** Packs the extension of a folder with WXT. Throws with what WXT said where it fails. */
export function pack(folder: string, target: Target, surroundings: NodeJS.ProcessEnv = {}): void {
  // The installed tool itself: npx and shells differ between systems.
  const wxt = join(root, 'node_modules', 'wxt', 'bin', 'wxt.mjs');
  runNode([wxt, 'zip', ...targets[target]], folder, surroundings);
}

/** Packs as `pack` does. Returns the names of the packages whose code went in, and `OURSELVES`. */
export function packAndList(
  folder: string,
  target: Target,
  surroundings: NodeJS.ProcessEnv = {},
): readonly string[] {
  const list = join(folder, '.output', `${target}-packages.json`);
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const script = join(import.meta.dirname, 'pack-listing.ts');
  runNode(['--import', tsx, script, target, list], folder, surroundings);
  return JSON.parse(readFileSync(list, 'utf8')) as string[];
}

function runNode(parameters: readonly string[], cwd: string, surroundings: NodeJS.ProcessEnv): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, parameters, {
    cwd,
    encoding: 'utf8',
    env: { ...withoutTests(process.env), ...surroundings },
    timeout: 120_000,
  });
  if (status !== 0) throw new Error(`${parameters.join(' ')} failed:\n${stdout}${stderr}`);
}

/** A test runner tells tools that they run in a test; a build that is to be shipped must not know. */
function withoutTests(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(NODE_ENV|VITEST.*|TEST|DEV|PROD|MODE|SSR)$/.test(name),
    ),
  );
}

/** Where `pack` leaves a package. */
export function packageOf(folder: string, kind: Target | 'sources'): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string;
    readonly version: string;
  };
  return join(folder, '.output', `${name}-${version}-${kind}.zip`);
}

/** The files of a zip with their bytes. */
export async function filesOf(zip: string): Promise<ReadonlyMap<string, Buffer>> {
  const { files } = await JSZip.loadAsync(readFileSync(zip));
  const read = Object.values(files)
    .filter(({ dir }) => !dir)
    .map(async (file) => [file.name, await file.async('nodebuffer')] as const);
  return new Map(await Promise.all(read));
}

/** Unpacks a zip into a folder that is not there yet. */
export async function unpack(zip: string, folder: string): Promise<void> {
  if (existsSync(folder)) throw new Error(`${folder} is there already`);
  for (const [name, bytes] of await filesOf(zip)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

/** The SHA-256 of a file in hex. */
export function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
