import type { Coverage, ServerRow } from './types';
import { isUncovered } from './uncovered';

/** What a person looks for: every word has to be found; with a coverage, only servers that stand so. */
export type Query = { readonly words: readonly string[]; readonly coverage: Coverage | null };

/** The words for a coverage, as they are typed after an exclamation mark: the same in every language. */
export const coverageWords = ['overdue', 'exposed', 'unknown', 'covered'] as const satisfies Coverage[];

/** Reads what was typed: `!overdue`, or its beginning, asks for a coverage; everything else is a word to be found. */
export function queryOf(text: string): Query {
  const words: string[] = [];
  let coverage: Coverage | null = null;
  for (const word of text.toLocaleLowerCase().split(/\s+/).filter(Boolean)) {
    const asked = word.startsWith('!')
      ? coverageWords.find((name) => name.startsWith(word.slice(1)))
      : undefined;
    if (word === '!') continue;
    if (asked === undefined) words.push(word);
    else coverage = asked;
  }
  return { words, coverage };
}

/**
 * Whether a server stands as was asked for; null asks for nothing. What is exposed is past its goal as well: `!overdue`
 * asks for all that "Back up all" means.
 */
export function stands(row: ServerRow, coverage: Coverage | null): boolean {
  if (coverage === null) return true;
  return coverage === 'overdue' ? isUncovered(row) : row.coverage === coverage;
}

/** The servers that a text asks for, the ones that it names best first; equals stay in the order in which they came. */
export function findServers(rows: readonly ServerRow[], text: string): readonly ServerRow[] {
  const { words, coverage } = queryOf(text);
  return rows
    .filter((row) => stands(row, coverage))
    .map((row) => ({ row, distance: distanceOf(row, words) }))
    .filter(({ distance }) => distance < NOWHERE)
    .sort((a, b) => a.distance - b.distance)
    .map(({ row }) => row);
}

/** How far a word is from being a name. The worst word of a query decides. */
const WHOLE = 0;
const BEGINS = 1;
const BEGINS_A_PART = 2;
const WITHIN = 3;
const OF_ITS_ACCOUNT = 4;
const NOWHERE = 5;

function distanceOf(row: ServerRow, words: readonly string[]): number {
  const names = namesOf(row);
  const around = [row.providerName, ...[row.account, ...row.otherAccounts].map(({ label }) => label)];
  return words.reduce((worst, word) => Math.max(worst, distanceOfWord(word, names, around)), WHOLE);
}

function distanceOfWord(word: string, names: readonly string[], around: readonly string[]): number {
  const nearest = names.reduce((best, name) => Math.min(best, distanceTo(name, word)), NOWHERE);
  if (nearest < NOWHERE) return nearest;
  return around.some((text) => text.toLocaleLowerCase().includes(word)) ? OF_ITS_ACCOUNT : NOWHERE;
}

function distanceTo(name: string, word: string): number {
  const at = name.indexOf(word);
  if (at === -1) return NOWHERE;
  if (at === 0) return name.length === word.length ? WHOLE : BEGINS;
  return /[\p{L}\d]/u.test(name.charAt(at - 1)) ? WITHIN : BEGINS_A_PART;
}

function namesOf({ key, stored: { server } }: ServerRow): readonly string[] {
  return [server.name, server.hostname ?? '', ...server.addresses, key].map((name) =>
    name.toLocaleLowerCase(),
  );
}

/** The longest selection that may be a name: what is longer is prose. */
export const LONGEST_NAME = 200;

/** A text that a person selected, as it is looked for: one line, without space around it, cut at `LONGEST_NAME`. */
export function trimmedName(text: string): string {
  return Array.from(text.trim().replace(/\s+/g, ' ')).slice(0, LONGEST_NAME).join('').trim();
}

/**
 * The servers whose name, hostname, address or key a text is, also where it stands in an address or before a port
 * (`https://web-1.example.com/status`, `root@192.0.2.10:22`); a hostname's first part counts where nothing is it wholly.
 */
export function serversNamed(rows: readonly ServerRow[], text: string): readonly ServerRow[] {
  const wanted = new Set([plain(text), plain(hostIn(text))].filter(Boolean));
  const whole = rows.filter((row) => namesOf(row).some((name) => wanted.has(plain(name))));
  if (whole.length > 0) return whole;
  return rows.filter(({ stored: { server } }) =>
    [server.hostname ?? '', server.name].some((name) => wanted.has(firstPartOf(plain(name)))),
  );
}

/** The host of what may be an address, a login or a host with a port; else the text as it is. */
function hostIn(text: string): string {
  const [, host = text] =
    /^(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^@/\s]+@)?(\[[^\]]+\]|[^:/\s]+)(?::\d+)?(?:[/?#].*)?$/i.exec(
      text.trim(),
    ) ?? [];
  return host;
}

/** "web-1" of "web-1.example.com"; empty where that is no word: an address in numbers has no such part. */
function firstPartOf(name: string): string {
  return /^([^.]*\p{L}[^.]*)\./u.exec(name)?.[1] ?? '';
}

/** Without case, brackets and a last dot; of the many ways to write an IPv6 address the one that is agreed on. */
function plain(name: string): string {
  const bare = name
    .trim()
    .toLocaleLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  const address = `http://[${bare}]/`;
  const isAddress = /^[\da-f:.]*:[\da-f:.]*$/.test(bare) && URL.canParse(address);
  return isAddress ? new URL(address).hostname.slice(1, -1) : bare;
}
