import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Who asked for a host: the extension, a web page, a person's address bar (or the harness in their place), or the
 * browser for reasons of its own. `reached` is nobody's word: a connection that named the host arrived.
 */
export type Asker = 'extension' | 'page' | 'tab' | 'browser' | 'reached';
export type Asked = { readonly by: Asker; readonly host: string };

const RECORD = new URL('../../out/hosts/', import.meta.url).pathname;
const LIST = new URL('../fixtures/hosts.txt', import.meta.url).pathname;
let runs = 0;

/** Forgets what earlier runs asked for. */
export function clearRecord(): void {
  rmSync(RECORD, { recursive: true, force: true });
}

/** Writes down what one browser asked for, from its start to its end. */
export function record(kind: string, asked: readonly Asked[]): void {
  mkdirSync(RECORD, { recursive: true });
  runs += 1;
  writeFileSync(
    join(RECORD, `${kind}-${process.pid}-${runs}.txt`),
    linesOf(asked)
      .map((line) => `${line}\n`)
      .join(''),
  );
}

/** What all recorded runs asked for together, each line once: `<who> <host>`. */
export function recorded(): readonly string[] {
  const files = readdirSync(RECORD).filter((name) => name.endsWith('.txt'));
  return unique(files.flatMap((name) => linesIn(readFileSync(join(RECORD, name), 'utf8'))));
}

/** The committed list. */
export function expected(): readonly string[] {
  return linesIn(readFileSync(LIST, 'utf8'));
}

export type Judged = {
  readonly missing: readonly string[];
  readonly surplus: readonly string[];
  /** What the browsers asked for of their own accord: told, and no part of the list. */
  readonly ofBrowsers: readonly string[];
};

/** A record beside the list. Nothing is left out by its name: only what no page and no extension asked for is set apart. */
export function judge(lines: readonly string[], list: readonly string[]): Judged {
  const isOfBrowser = (line: string) => line.startsWith('browser ');
  return {
    missing: list.filter((line) => !lines.includes(line)),
    surplus: lines.filter((line) => !isOfBrowser(line) && !list.includes(line)),
    ofBrowsers: lines.filter(isOfBrowser),
  };
}

function linesOf(asked: readonly Asked[]): readonly string[] {
  return unique(asked.map(({ by, host }) => `${by} ${host}`));
}

function linesIn(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function unique(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].sort();
}
