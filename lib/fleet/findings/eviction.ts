import type { Backup } from '../../model/backup';
import type { EpochMs } from '../../model/time';
import { isDated, isRestorePoint } from '../restore-points';

/**
 * The backup that would probably go if the provider deleted the oldest: of the dated restore points that are not known
 * to be protected. Null where there is none. `providerNow` is the provider's clock.
 */
export function probablyEvicted(backups: readonly Backup[], providerNow: EpochMs): Backup | null {
  const [oldest] = backups
    .filter((backup) => isRestorePoint(backup, providerNow) && backup.protected !== true)
    .filter((backup) => isDated(backup, providerNow))
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
  return oldest ?? null;
}
