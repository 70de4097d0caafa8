import { goneOf } from '../fleet/dashboard/gone';
import type { PointEnd } from '../fleet/dashboard/timeline';
import { isRestorePoint } from '../fleet/restore-points';
import type { Overview, ServerRow } from '../fleet/types';
import type { Backup, Size } from '../model/backup';
import type { SeenBackup } from '../model/finding';
import { serverColumns } from './servers';
import { type Columns, iso, type Table, tableOf } from './table';

/** A backup that is listed, or one that was seen and went away, with its end. */
type Item = {
  readonly row: ServerRow;
  readonly backup: Backup | null;
  readonly seen: SeenBackup | null;
  readonly end: PointEnd | null;
};

const sized = (basis: Size['basis']) => (item: Item) => {
  const { size } = about(item);
  if (size === null || size.basis !== basis) return null;
  return size.basis === 'disk' ? size.diskBytes : size.sizeBytes;
};

const columns: Columns<Item> = {
  ...Object.fromEntries(
    Object.entries(serverColumns).map(([name, cell]) => [name, ({ row }: Item) => cell(row)]),
  ),
  backup: (item) => about(item).id,
  kind: (item) => about(item).kind,
  state: ({ backup }) => (backup === null ? 'gone' : backup.state),
  restorePoint: ({ row, backup }) => backup !== null && isRestorePoint(backup, row.providerNow),
  lastGood: ({ row, backup }) => backup !== null && backup === row.lastGood,
  createdAt: (item) => iso(about(item).createdAt),
  expiresAt: (item) => iso(about(item).expiresAt),
  storedBytes: sized('stored'),
  restoreDiskBytes: sized('disk'),
  protected: ({ backup }) => backup && backup.protected,
  note: (item) => about(item).note,
  wentAwayAt: ({ end }) => iso(end && end.at),
  wentAwayWhy: ({ end }) => end && end.why,
};

function about({
  backup,
  seen,
}: Item): Pick<Backup, 'id' | 'kind' | 'createdAt' | 'expiresAt' | 'size' | 'note'> {
  const known = backup ?? seen;
  if (known === null) throw new Error('a row is about a backup');
  return known;
}

/** Every backup of every server, newest first within its server, then those that were seen and went away. */
export function backupsTable({ rows, gone }: Overview): Table {
  const items = [...rows, ...gone].flatMap((row): Item[] => [
    ...row.backups.map((backup) => ({ row, backup, seen: null, end: null })),
    ...goneOf(row).map(({ seen, end }) => ({ row, backup: null, seen, end })),
  ]);
  return tableOf('backups', items, columns);
}
