import type { Backup } from '../../model/backup';
import { isDated } from '../restore-points';
import { type Draft, ourTime, type ReadingCase } from './draft';
import { medianOf } from './median';
import { named } from './named';

/** So many backups before the newest say what is usual; fewer say nothing. */
const USUAL = 5;

/** That the newest backup stores less than half of what is usual. Sizes of disks say nothing of what was stored. */
export function shrunkFindings(current: ReadingCase): readonly Draft[] {
  const { row } = current;
  const sized = row.backups
    .filter((backup) => backup.state === 'complete' && storedBytesOf(backup) > 0)
    .filter((backup) => isDated(backup, row.providerNow))
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
  const [newest, ...earlier] = sized.slice(0, 1 + USUAL);
  if (newest === undefined || earlier.length < USUAL) return [];
  const sizeBytes = storedBytesOf(newest);
  const medianBytes = medianOf(earlier.map(storedBytesOf));
  if (medianBytes === null || sizeBytes >= medianBytes / 2) return [];
  return [
    {
      facts: { kind: 'shrunk', backup: named(newest), sizeBytes, medianBytes },
      severity: 'warning',
      since: ourTime(newest.createdAt, current),
      occurrence: newest.id,
    },
  ];
}

/** 0 where the provider does not say what the backup takes up: no backup is empty. */
function storedBytesOf({ size }: Backup): number {
  return size !== null && size.basis === 'stored' ? size.sizeBytes : 0;
}
