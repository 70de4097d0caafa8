import { serversNamed, trimmedName } from '../../fleet/search';
import type { Overview } from '../../fleet/types';
import { pageOfRow, pageOfSearch } from '../pages';
import { known } from './omnibox';

/**
 * The page that tells of a text that a person selected on some page: the server of that name or address, else the list
 * searched for it, which says where nothing is found. The text goes nowhere else.
 */
export function pageForSelection(view: Overview | null, selection: string): string {
  const text = trimmedName(selection);
  const [first, ...others] = view === null ? [] : serversNamed(known(view), text);
  return first === undefined || others.length > 0 ? pageOfSearch(text) : pageOfRow(first.key);
}
