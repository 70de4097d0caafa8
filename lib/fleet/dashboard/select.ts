import { type Filter, filterRows } from '../filter';
import type { ServerRow } from '../types';
import type { Address } from './address';

/** The words and the account of an address. */
export function filterOf({ query, accountId }: Address): Filter {
  return { query, accountId };
}

/** The servers that an address leaves in, in the order in which they came. */
export function rowsIn(rows: readonly ServerRow[], address: Address): readonly ServerRow[] {
  const { provider, coverage } = address;
  return filterRows(rows, filterOf(address)).filter(
    (row) =>
      (provider === null || row.provider === provider) && (coverage === null || row.coverage === coverage),
  );
}

/** Whether an address leaves anything out at all. */
export function isFiltered({ query, accountId, provider, coverage }: Address): boolean {
  return query.trim() !== '' || accountId !== null || provider !== null || coverage !== null;
}

/** Everything is shown again. */
export const unfiltered = { query: '', accountId: null, provider: null, coverage: null } as const;
