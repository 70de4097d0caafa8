import type { Backup } from '../../model/backup';
import type { ServerReading } from '../../model/server';
import { probablyEvicted } from '../findings/eviction';
import { enabledSchedules } from '../findings/rotation';
import type { ServerRow } from '../types';
import { couldBeEvicted, evictionOf } from './eviction';
import { opensWithRoom } from './make-room';
import { CHAIN_LASTS_MS, deletesOldest, mayRunMeanwhile, slotsLeft } from './slots';
import type { SafetyBackup } from './types';

/**
 * Whether the server's current state can be backed up before it is overwritten, without the restore point being lost to
 * that. `own`: the restore point where it is one of this server; another server's takes no part in its slots.
 */
export function safetyOf(row: ServerRow, reading: ServerReading, own: Backup | null): SafetyBackup {
  if (row.create.kind !== 'offered') {
    const reason = row.create.kind === 'blocked' ? row.create.reason : null;
    return { kind: 'notPossible', reason, roomHelps: opensWithRoom(reading) };
  }
  if (own !== null && own.expiresAt !== null && own.expiresAt <= row.providerNow + CHAIN_LASTS_MS) {
    return { kind: 'expiresBefore', at: own.expiresAt };
  }
  const mayRun = mayRunMeanwhile(reading, row.providerNow);
  if (own !== null && mayRun && isOldestCopy(own, reading)) return { kind: 'rotatesBefore' };
  const eviction = evictionOf(row);
  const left = slotsLeft(reading);
  if (left === null) return { kind: 'possible', eviction };
  const evicts = deletesOldest(reading);
  if (evicts === false) return left > 0 ? { kind: 'possible', eviction } : { kind: 'noSlot' };
  const missing = 1 + (mayRun ? 1 : 0) - left;
  if (own !== null && missing > 0 && couldBeEvicted(own, reading.backups, missing, row.providerNow)) {
    const oldest = probablyEvicted(reading.backups, row.providerNow);
    return {
      kind: 'couldEvict',
      probable: left <= 0 && oldest !== null && oldest.id === own.id,
      stated: evicts === true,
    };
  }
  return { kind: 'possible', eviction };
}

/**
 * Whether a schedule that has as many copies as it keeps would replace this one next. Where it is not said which schedule
 * made it, an older copy may be another schedule's: then each of them has to have one.
 */
function isOldestCopy(own: Backup, reading: ServerReading): boolean {
  if (own.kind !== 'scheduled' || own.protected === true) return false;
  const { createdAt } = own;
  if (createdAt === null) return true;
  const older = reading.backups.filter(
    (backup) =>
      backup.id !== own.id &&
      backup.kind === 'scheduled' &&
      (own.scheduleId === null || backup.scheduleId === own.scheduleId) &&
      backup.createdAt !== null &&
      backup.createdAt < createdAt,
  );
  return older.length < (own.scheduleId === null ? Math.max(1, enabledSchedules(reading).length) : 1);
}
