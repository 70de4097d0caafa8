import type { ServerRow } from '../types';
import { evictionOf } from './eviction';
import type { Eviction } from './types';

export type BulkEntry = {
  readonly row: ServerRow;
  /** What its backup takes the place of, if anything. */
  readonly eviction: Exclude<Eviction, { readonly kind: 'refused' }> | null;
};

/** Servers that are to be backed up at once, those that are left out for a reason of their own beside them. */
export type Bulk = {
  readonly included: readonly BulkEntry[];
  /** No slot is free, and their provider makes none: backing them up would be refused. */
  readonly full: readonly ServerRow[];
  /** "Back up now" is not offered for them; the row says why. */
  readonly withheld: readonly ServerRow[];
};

/** Sorts out what "Back up" can mean for these servers. */
export function bulkOf(rows: readonly ServerRow[]): Bulk {
  const included: BulkEntry[] = [];
  const full: ServerRow[] = [];
  const withheld: ServerRow[] = [];
  for (const row of rows) {
    const eviction = evictionOf(row);
    if (row.create.kind !== 'offered') withheld.push(row);
    else if (eviction !== null && eviction.kind === 'refused') full.push(row);
    else included.push({ row, eviction });
  }
  return { included, full, withheld };
}
