import type { Backup } from '../model/backup';
import { CLOCK_TOLERANCE_MS, type EpochMs } from '../model/time';

/**
 * Whether a backup can be restored, as far as its provider says: complete, not expired. `providerNow` is the
 * provider's clock.
 */
export function isRestorePoint(backup: Backup, providerNow: EpochMs): boolean {
  return backup.state === 'complete' && (backup.expiresAt === null || backup.expiresAt > providerNow);
}

/** Whether the restore point's date can carry an age: stated, and not in the future. */
function isDated(backup: Backup, providerNow: EpochMs): backup is Backup & { createdAt: EpochMs } {
  return backup.createdAt !== null && backup.createdAt <= providerNow + CLOCK_TOLERANCE_MS;
}

export type LastGood = { readonly backup: Backup; readonly restoreAgeMs: number };

/** The newest restore point with its age in milliseconds; null where no dated one exists. */
export function lastGoodOf(backups: readonly Backup[], providerNow: EpochMs): LastGood | null {
  let best: (Backup & { createdAt: EpochMs }) | null = null;
  for (const backup of backups) {
    if (!isRestorePoint(backup, providerNow) || !isDated(backup, providerNow)) continue;
    if (best === null || backup.createdAt > best.createdAt) best = backup;
  }
  return best && { backup: best, restoreAgeMs: Math.max(0, providerNow - best.createdAt) };
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
