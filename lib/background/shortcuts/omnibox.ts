import { findServers, queryOf } from '../../fleet/search';
import type { Overview, ServerRow } from '../../fleet/types';
import { t } from '../../text/i18n';
import { coverageParts, type Part, plain, serverParts } from '../../text/suggestion';
import { named } from '../../text/trouble';
import { PAGE_VIEW, pageOfRow, pageOfSearch } from '../pages';

/** More than any browser shows under its address bar. */
const MOST_LINES = 8;

/** `first`: what Enter does with the text as it was typed. `content`: the text that stands for a line of its own. */
export type Suggestions = {
  readonly first: readonly Part[];
  readonly others: readonly { readonly content: string; readonly parts: readonly Part[] }[];
};

/** What the address bar offers for a text; `view` null while Lastgood is locked. */
export function suggestionsFor(view: Overview | null, text: string): Suggestions {
  if (view === null) return { first: [plain(t('shortcut.locked'))], others: [] };
  if (view.accounts.length === 0) return { first: [plain(t('shortcut.empty'))], others: [] };
  const { words, coverage } = queryOf(text);
  const found = findServers(known(view), text);
  const line = (row: ServerRow) => ({ content: row.key, parts: serverParts(row, words) });
  if (coverage !== null) {
    const first = coverageParts(found, view, coverage);
    return { first, others: found.slice(0, MOST_LINES).map(line) };
  }
  const [best, ...rest] = words.length === 0 ? [] : found;
  if (best === undefined) {
    const first = words.length === 0 ? t('shortcut.hint') : t('shortcut.none', { text: named(text.trim()) });
    return { first: [plain(first)], others: [] };
  }
  return { first: serverParts(best, words), others: rest.slice(0, MOST_LINES).map(line) };
}

/** The page that Enter opens for a text: the server that it names best, or a list of those that it asks for. */
export function pageForText(view: Overview | null, text: string): string {
  const { words, coverage } = queryOf(text);
  if (words.length === 0 && coverage === null) return PAGE_VIEW;
  const [best] = view === null || coverage !== null ? [] : findServers(known(view), text);
  return best === undefined ? pageOfSearch(text.trim()) : pageOfRow(best.key);
}

/** Servers that their provider no longer lists may still have backups; they come last among equals. */
export function known({ rows, gone }: Overview): readonly ServerRow[] {
  return [...rows, ...gone];
}
