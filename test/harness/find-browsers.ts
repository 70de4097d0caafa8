import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export type BrowserKind = 'chromium' | 'firefox';

type Places = {
  readonly variable: string;
  readonly commands: readonly string[];
  readonly mac: readonly string[];
  readonly windows: readonly string[];
  readonly debianPackage: string;
  readonly advice: string;
};

const PLACES: Readonly<Record<BrowserKind, Places>> = {
  chromium: {
    variable: 'CHROME_PATH',
    commands: [
      'google-chrome-stable',
      'google-chrome',
      'chromium',
      'chromium-browser',
      'microsoft-edge-stable',
      'microsoft-edge',
    ],
    mac: [
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Chromium.app/Contents/MacOS/Chromium',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    windows: [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ],
    debianPackage: 'chromium',
    advice: 'Install Chrome, Chromium or Edge, or point CHROME_PATH at one.',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    mac: ['Firefox.app/Contents/MacOS/firefox'],
    windows: ['Mozilla Firefox/firefox.exe'],
    debianPackage: 'firefox-esr',
    advice: 'Install Firefox 140 or newer, or point FIREFOX_PATH at one.',
  },
};

/** A browser that is not here and cannot be put here; its message is the sentence that says what to do. */
export class BrowserMissing extends Error {}

/** The path of an installed browser of this kind, or null. The environment's own choice wins. */
export function findBrowser(kind: BrowserKind): string | null {
  const places = PLACES[kind];
  const chosen = process.env[places.variable];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new BrowserMissing(`${places.variable} names ${chosen}, and there is no such file.`);
  }
  return candidates(places).find((path) => existsSync(path)) ?? null;
}

/**
 * The paths of browsers of all these kinds. As root on Debian and Ubuntu, what is missing is installed from the
 * distribution; elsewhere a `BrowserMissing` says what to install.
 */
export function ensureBrowsers(kinds: readonly BrowserKind[]): Readonly<Record<BrowserKind, string>> {
  const missing = kinds.filter((kind) => findBrowser(kind) === null);
  if (missing.length > 0 && mayInstall()) install(missing.map((kind) => PLACES[kind].debianPackage));
  const paths: Record<BrowserKind, string> = { chromium: '', firefox: '' };
  for (const kind of kinds) {
    const path = findBrowser(kind);
    if (path === null)
      throw new BrowserMissing(`No browser for the ${kind} target was found. ${PLACES[kind].advice}`);
    paths[kind] = path;
  }
  return paths;
}

function candidates(places: Places): string[] {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((root) =>
      places.mac.map((path) => join(root, path)),
    );
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
      const root = process.env[variable];
      return root ? places.windows.map((path) => join(root, path)) : [];
    });
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return places.commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function mayInstall(): boolean {
  if (process.platform !== 'linux' || !isRoot() || !existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function install(packages: readonly string[]): void {
  console.log(`Installing ${packages.join(' and ')} …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const steps = [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages, 'fonts-dejavu-core'],
  ];
  for (const step of steps) {
    const { status, error } = spawnSync('apt-get', step, {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (status !== 0) {
      throw new BrowserMissing(
        `apt-get ${step[0]} failed (${error?.message ?? `status ${status}`}). Install ${packages.join(' and ')} by hand.`,
      );
    }
  }
}

/** Chromium refuses to sandbox for root, and only then the sandbox is switched off. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
