import type { Backup } from '../../model/backup';
import { isRestorePoint, lastGoodOf } from '../restore-points';
import { type Draft, ourTime, type ReadingCase } from './draft';

/**
 * That the last good backup expires soon and leaves nothing, or nothing young enough. What remains is judged by its age
 * now: new backups may come until then. Where backups are kept so briefly that each would be "expiring" from its birth
 * on, half of the time it is kept is what counts as soon.
 */
export function expiringFindings(current: ReadingCase): readonly Draft[] {
  const { row, settings } = current;
  const { lastGood, providerNow } = row;
  if (lastGood === null || lastGood.createdAt === null || lastGood.expiresAt === null) return [];
  const { id, createdAt, expiresAt } = lastGood;
  const withinMs = Math.min(settings.expiringWithinMs, Math.max(0, expiresAt - createdAt) / 2);
  if (expiresAt - providerNow > withinMs) return [];
  const remaining = row.backups.filter(
    (backup) =>
      backup.id !== id && isRestorePoint(backup, providerNow) && outlives(backup, providerNow + withinMs),
  );
  const newest = lastGoodOf(remaining, providerNow);
  if (newest && newest.restoreAgeMs <= row.goalMs + settings.graceMs) return [];
  return [
    {
      facts: { kind: 'expiring', expiresAt, last: remaining.length === 0 },
      severity: 'warning',
      since: ourTime(expiresAt - withinMs, current),
      occurrence: id,
    },
  ];
}

function outlives({ expiresAt }: Backup, at: number): boolean {
  return expiresAt === null || expiresAt > at;
}
