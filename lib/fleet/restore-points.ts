import type { Backup } from '../model/backup';
import { CLOCK_TOLERANCE_MS, type EpochMs } from '../model/time';

/**
 * Whether a backup can be restored, as far as its provider says: complete, not expired. `providerNow` is the
 * provider's clock.
 */
export function isRestorePoint(backup: Backup, providerNow: EpochMs): boolean {
  return backup.state === 'complete' && (backup.expiresAt === null || backup.expiresAt > providerNow);
}

/** Whether a date can carry an age: stated, and not in the future of the provider's clock. */
export function isDated<Row extends { readonly createdAt: EpochMs | null }>(
  row: Row,
  providerNow: EpochMs,
): row is Row & { createdAt: EpochMs } {
  return row.createdAt !== null && row.createdAt <= providerNow + CLOCK_TOLERANCE_MS;
}

export type LastGood = { readonly backup: Backup; readonly restoreAgeMs: number };

/** The newest restore point with its age in milliseconds; null where no dated one exists. */
export function lastGoodOf(backups: readonly Backup[], providerNow: EpochMs): LastGood | null {
  let best: Dated | null = null;
  for (const backup of backups) {
    if (!isRestorePoint(backup, providerNow) || !isDated(backup, providerNow)) continue;
    if (best === null || comesBefore(backup, best)) best = backup;
  }
  return best && { backup: best, restoreAgeMs: Math.max(0, providerNow - best.createdAt) };
}

type Dated = Backup & { readonly createdAt: EpochMs };

/** The newer one; of two that were made at once the one that is kept longer, so that the order of rows decides nothing. */
function comesBefore(a: Dated, b: Dated): boolean {
  if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt;
  const [aEnds, bEnds] = [a.expiresAt ?? Number.MAX_VALUE, b.expiresAt ?? Number.MAX_VALUE];
  return aEnds === bEnds ? a.id < b.id : aEnds > bEnds;
}

/** Restore points that exist but whose date is missing or in the future, so that no age can be told. */
export function undatedRestorePoints(backups: readonly Backup[], providerNow: EpochMs): number {
  return backups.filter((backup) => isRestorePoint(backup, providerNow) && !isDated(backup, providerNow))
    .length;
}

/** Newest first; rows without a date last, in the order in which the provider gave them. */
export function newestFirst(backups: readonly Backup[]): readonly Backup[] {
  return [...backups].sort(
    (a, b) => (b.createdAt ?? Number.NEGATIVE_INFINITY) - (a.createdAt ?? Number.NEGATIVE_INFINITY) || 0,
  );
}
