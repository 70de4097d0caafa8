import { worstFirst } from '../order';
import { isRestorePoint } from '../restore-points';
import type { ServerRow } from '../types';
import type { Order, ServerSort } from './address';

type Worth = number | string | null;

/** By what a column orders: what leads has the least. Null: nothing to go by, which is last in either direction. */
const worths: Record<Exclude<ServerSort, 'worst'>, (row: ServerRow) => Worth> = {
  name: (row) => row.stored.server.name,
  // Never backed up is older than any age; what is not known has none.
  age: (row) =>
    row.restoreAgeMs === null
      ? row.coverage === 'unknown'
        ? null
        : Number.NEGATIVE_INFINITY
      : -row.restoreAgeMs,
  quota: (row) => {
    const quota = row.stored.reading === null ? null : row.stored.reading.quota;
    return quota !== null && quota.kind === 'limited' ? -quota.used / quota.limit : null;
  },
  size: (row) => {
    const sizeBytes = newestSizeOf(row);
    return sizeBytes === null ? null : -sizeBytes;
  },
  provider: (row) => `${row.providerName} ${row.account.label}`,
};

/**
 * The rows in an order that leaves nothing to chance: what a column does not decide is decided as in the popup, worst
 * first. `reversed` turns the column round, and neither that nor what has nothing to go by.
 */
export function ordered(
  rows: readonly ServerRow[],
  { by, reversed }: Order<ServerSort>,
): readonly ServerRow[] {
  const sign = reversed ? -1 : 1;
  if (by === 'worst') return [...rows].sort((a, b) => sign * worstFirst(a, b));
  const worthOf = worths[by];
  return rows
    .map((row) => ({ row, worth: worthOf(row) }))
    .sort((a, b) => comparedBy(a.worth, b.worth, sign) || worstFirst(a.row, b.row))
    .map(({ row }) => row);
}

/** The stored size of the newest restore point of which the provider states one; a disk's size is none. */
export function newestSizeOf({ backups, providerNow }: ServerRow): number | null {
  for (const backup of backups) {
    const { size } = backup;
    if (
      size !== null &&
      size.basis === 'stored' &&
      size.sizeBytes > 0 &&
      isRestorePoint(backup, providerNow)
    ) {
      return size.sizeBytes;
    }
  }
  return null;
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Compares by what two rows are worth; null is last whatever the sign. */
export function comparedBy(a: Worth, b: Worth, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' || typeof b === 'string') return sign * byName.compare(String(a), String(b));
  return a === b ? 0 : sign * (a < b ? -1 : 1);
}
