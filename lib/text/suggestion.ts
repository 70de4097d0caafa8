import type { Coverage, Overview, ServerRow } from '../fleet/types';
import { formatAge } from './format';
import { locale, t } from './i18n';
import { isolate } from './trouble';
import { coverageWord } from './words';

/** A piece of a line in the address bar: `match` is what was typed, `dim` what is beside the point. */
export type Part = { readonly text: string; readonly style: 'plain' | 'match' | 'dim' };

/** The name, how the server stands, and whose it is: "web-1 · exposed, last good backup 9 d old · …", with what was typed marked. */
export function serverParts(row: ServerRow, words: readonly string[]): readonly Part[] {
  const { server } = row.stored;
  const name = marked(isolate(server.name), words);
  const other = [server.hostname ?? '', ...server.addresses].find(
    (text) => text !== server.name && words.some((word) => text.toLocaleLowerCase().includes(word)),
  );
  return [
    ...name,
    ...(other === undefined ? [] : [plain(' ('), ...marked(isolate(other), words), plain(')')]),
    plain(` · ${standWords(row)}`),
    { text: ` · ${row.providerName} · ${isolate(row.account.label)}`, style: 'dim' },
  ];
}

/** How a server stands, with its restore age; what is not known is never said to be fine. */
export function standWords(row: ServerRow): string {
  if (row.stored.goneSince !== null) return t('shortcut.gone');
  const coverage = coverageWord(row.coverage);
  const age = row.restoreAgeMs === null ? null : formatAge(row.restoreAgeMs);
  if (row.coverage === 'unknown') {
    return age === null ? coverage : t('shortcut.lastKnown', { coverage, age });
  }
  return age === null ? t('shortcut.never', { coverage }) : t('shortcut.age', { coverage, age });
}

/** The line for a coverage that was asked for: how many stand so, of how many. */
export function coverageParts(
  rows: readonly ServerRow[],
  { rows: all }: Overview,
  asked: Coverage,
): readonly Part[] {
  const standing: readonly Coverage[] = asked === 'overdue' ? ['overdue', 'exposed'] : [asked];
  const coverage = new Intl.ListFormat(locale(), { type: 'disjunction' }).format(standing.map(coverageWord));
  return [plain(t('shortcut.coverage', { coverage, found: rows.length, count: all.length }))];
}

export function plain(text: string): Part {
  return { text, style: 'plain' };
}

/** The text with each place where one of the words stands as a part of its own. */
function marked(text: string, words: readonly string[]): readonly Part[] {
  if (words.length === 0) return [plain(text)];
  const longestFirst = [...words].sort((a, b) => b.length - a.length);
  const any = new RegExp(`(${longestFirst.map(escaped).join('|')})`, 'giu');
  return text
    .split(any)
    .map((piece, at): Part => ({ text: piece, style: at % 2 === 1 ? 'match' : 'plain' }))
    .filter((part) => part.text !== '');
}

function escaped(word: string): string {
  return word.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&');
}

/** The parts as Chromium reads them: XML, in which a name is text and no more. */
export function xmlOf(parts: readonly Part[]): string {
  return parts
    .map(({ text, style }) => (style === 'plain' ? asXml(text) : `<${style}>${asXml(text)}</${style}>`))
    .join('');
}

/** The parts as Firefox shows them. */
export function plainOf(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** XML has no place for most control characters and for half letters, not even escaped. */
function asXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, ' ')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}
