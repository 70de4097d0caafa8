import type { Backup } from '../../model/backup';
import type { ServerReading } from '../../model/server';
import type { EpochMs } from '../../model/time';
import { probablyEvicted } from '../findings/eviction';
import { named } from '../findings/named';
import { enabledSchedules, isStarved } from '../findings/rotation';
import { isDated, isRestorePoint, lastGoodOf } from '../restore-points';
import type { ServerRow } from '../types';
import { deletesOldest, slotsLeft } from './slots';
import type { Eviction } from './types';

/** A server's reading, and its provider's clock. */
export type Slots = Pick<ServerRow, 'stored' | 'providerNow'>;

/** What a backup by hand takes the place of; null where a slot is free for it and none is missing afterwards. */
export function evictionOf({ stored, providerNow }: Slots): Eviction | null {
  const { reading } = stored;
  if (reading === null) return null;
  const left = slotsLeft(reading);
  if (left === null) return null;
  if (left > 0) return starvingOf(reading);
  const evicts = deletesOldest(reading);
  if (evicts === false) return { kind: 'refused' };
  const oldest = probablyEvicted(reading.backups, providerNow);
  const lastGood = lastGoodOf(reading.backups, providerNow);
  return {
    kind: 'evicts',
    stated: evicts === true,
    oldest: oldest && named(oldest),
    isLastGood: oldest !== null && lastGood !== null && lastGood.backup.id === oldest.id,
  };
}

/**
 * Whether the provider could delete this backup when it needs so many slots. It deletes "the oldest": of all, or of
 * those made by hand, which is not said; protected ones hardly. Of older ones whose protection nobody states one may
 * well be protected, so two of those stand for one that goes first.
 */
export function couldBeEvicted(
  chosen: Backup,
  backups: readonly Backup[],
  slotsNeeded: number,
  providerNow: EpochMs,
): boolean {
  if (chosen.protected === true) return false;
  if (!isDated(chosen, providerNow)) return true;
  const older = backups.filter(
    (backup) =>
      backup.id !== chosen.id &&
      backup.protected !== true &&
      isRestorePoint(backup, providerNow) &&
      isDated(backup, providerNow) &&
      backup.createdAt < chosen.createdAt,
  );
  const isManual = chosen.kind === 'manual' || chosen.kind === 'unknown';
  const goFirst = isManual ? older.filter(({ kind }) => kind === 'manual') : older;
  const certain = goFirst.reduce((sum, backup) => sum + (backup.protected === false ? 1 : 0.5), 0);
  return certain < slotsNeeded;
}

/** What a backup by hand leaves to the schedules, where they had a slot before it. */
function starvingOf(reading: ServerReading): Eviction | null {
  if (isStarved(reading)) return null;
  const after = withOneMore(reading);
  if (!isStarved(after)) return null;
  const runs = enabledSchedules(reading).flatMap(({ nextRunAt }) => (nextRunAt === null ? [] : [nextRunAt]));
  return { kind: 'starves', nextRunAt: runs.length === 0 ? null : Math.min(...runs) };
}

function withOneMore(reading: ServerReading): ServerReading {
  const { quota, settings } = reading;
  return {
    ...reading,
    quota:
      quota.kind === 'limited' ? { ...quota, used: quota.used + 1, remaining: quota.remaining - 1 } : quota,
    settings: settings && {
      ...settings,
      manualActive: settings.manualActive === null ? null : settings.manualActive + 1,
      scheduledSlots: settings.scheduledSlots === null ? null : Math.max(0, settings.scheduledSlots - 1),
    },
  };
}
