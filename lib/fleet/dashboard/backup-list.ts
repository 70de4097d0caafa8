import type { Backup } from '../../model/backup';
import type { SeenBackup } from '../../model/finding';
import type { EpochMs } from '../../model/time';
import { filterLines } from '../filter';
import type { Overview, ServerRow } from '../types';
import type { Address, BackupSort, Order } from './address';
import { goneOf } from './gone';
import { comparedBy } from './order';
import { filterOf, rowsIn } from './select';
import type { PointEnd } from './timeline';

/** One line of the list of all backups: one that is listed, or one of the ledger that went away. */
export type BackupItem = {
  readonly key: string;
  readonly row: ServerRow;
  readonly end: PointEnd | null;
  /** Whole while it is listed; of one that is gone, what the ledger kept. */
  readonly backup: Backup | SeenBackup;
};

/** The backup of a line as its provider lists it; null for one that went away. */
export function listedBackup({ backup }: BackupItem): Backup | null {
  return 'state' in backup ? backup : null;
}

/**
 * All backups of all servers that an address leaves in, in its order: those that went away among them, and those of
 * servers that are no longer listed, as they were last read.
 */
export function backupListOf(overview: Overview, address: Address): readonly BackupItem[] {
  const rows = rowsIn([...overview.rows, ...overview.gone], { ...address, query: '' });
  const items = rows.flatMap((row) => [...(address.goneOnly ? [] : listedOf(row)), ...wentAwayOf(row)]);
  return orderedItems(filterLines(items, filterOf(address)), address.backupSort);
}

function listedOf(row: ServerRow): readonly BackupItem[] {
  return row.backups.map((backup) => ({ key: `${row.key} ${backup.id}`, row, backup, end: null }));
}

function wentAwayOf(row: ServerRow): readonly BackupItem[] {
  return goneOf(row).map(({ seen, end }) => ({ key: `${row.key} ${seen.id}`, row, backup: seen, end }));
}

/** What leads has the least; null has nothing to go by and is last. */
const worths: Record<BackupSort, (item: BackupItem) => number | string | null> = {
  date: (item) => newestFirst(item),
  server: ({ row }) => row.stored.server.name,
  size: ({ backup: { size } }) =>
    size !== null && size.basis === 'stored' && size.sizeBytes > 0 ? -size.sizeBytes : null,
  kind: ({ backup }) => backup.kind,
  expiry: ({ backup }) => backup.expiresAt,
  gone: ({ end }) => (end === null ? null : -end.at),
};

/** The lines by one column; what that does not decide is newest first, and then by the key, so that nothing is left open. */
function orderedItems(
  items: readonly BackupItem[],
  { by, reversed }: Order<BackupSort>,
): readonly BackupItem[] {
  const sign = reversed ? -1 : 1;
  const worthOf = worths[by];
  return items
    .map((item) => ({ item, worth: worthOf(item), age: newestFirst(item) }))
    .sort(
      (a, b) =>
        comparedBy(a.worth, b.worth, sign) ||
        comparedBy(a.age, b.age, 1) ||
        (a.item.key < b.item.key ? -1 : 1),
    )
    .map(({ item }) => item);
}

function newestFirst({ backup: { createdAt } }: BackupItem): EpochMs | null {
  return createdAt === null ? null : -createdAt;
}
