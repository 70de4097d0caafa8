import type { Backup, BackupId } from '../../model/backup';
import type { Settings } from '../../model/settings';
import { coverageOf, freshForMs } from '../coverage';
import { isDated, isRestorePoint, lastGoodOf } from '../restore-points';
import type { ServerRow } from '../types';
import type { DeleteImpact, DeleteRefusal } from './types';
import { withheldOf } from './withheld';

/** What deleting a backup would leave, and what may stand against it. */
export function deleteImpact(row: ServerRow, backupId: BackupId, settings: Settings): DeleteImpact {
  const { reading } = row.stored;
  const unmatched = reading === null ? [] : reading.unmatched;
  const older = unmatched.find(({ id }) => id === backupId) ?? null;
  const backup = row.backups.find(({ id }) => id === backupId) ?? older;
  const left = row.backups.filter(({ id }) => id !== backupId);
  const points = left.filter((other) => isRestorePoint(other, row.providerNow));
  const newest = lastGoodOf(left, row.providerNow);
  return {
    backup,
    ageMs:
      backup !== null && isDated(backup, row.providerNow)
        ? Math.max(0, row.providerNow - backup.createdAt)
        : null,
    remaining: {
      count: points.length,
      newest: newest && newest.backup,
      ageMs: newest && newest.restoreAgeMs,
      coverage: coverageOf({
        reading: reading && { ...reading, backups: left },
        readAgoMs: row.readAgoMs,
        goalMs: row.goalMs,
        graceMs: settings.graceMs,
        providerNow: row.providerNow,
        freshForMs: freshForMs(settings),
      }),
      unreadable: reading === null ? 0 : reading.unreadableBackups,
    },
    isLast: points.length === 0,
    refusal: withheldOf(row, 'delete') ?? refusalOf(row, backup, older !== null),
  };
}

function refusalOf(row: ServerRow, backup: Backup | null, isOlder: boolean): DeleteRefusal | null {
  if (backup === null) return { kind: 'gone' };
  if (backup.protected === true) return { kind: 'protected' };
  if (backup.state === 'running') return { kind: 'notComplete' };
  const knowsNumber = Object.hasOwn(row.account.legacyIds, row.stored.server.id);
  return isOlder && !knowsNumber ? { kind: 'needsNumber' } : null;
}
