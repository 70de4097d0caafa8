import type { Schedule } from '../../model/backup';
import type { ServerReading } from '../../model/server';
import { isStarved } from '../findings/rotation';
import type { Room } from './types';

/** How many backups a schedule may keep at most, as far as the provider says. */
export function retentionLimitOf({ settings, quota }: ServerReading): number | null {
  const stated = settings === null ? null : (settings.retentionLimit ?? settings.totalLimit);
  return stated ?? (quota.kind === 'limited' ? quota.limit : null);
}

/** Slots that schedules can fill: those that are free, and those that their own copies hold. Null: not known. */
export function roomForSchedules(reading: ServerReading): number | null {
  const { settings, quota } = reading;
  const free = settings?.scheduledSlots ?? (quota.kind === 'limited' ? Math.max(0, quota.remaining) : null);
  const own = settings?.scheduledActive ?? reading.backups.filter(({ kind }) => kind === 'scheduled').length;
  return free === null ? null : free + own;
}

/** What a schedule keeps against the slots of its server. One that is off takes none. */
export function roomOf(schedule: Schedule, reading: ServerReading): Room {
  const { retentionCount, enabled } = schedule;
  if (enabled === false) return { kind: 'enough' };
  if (isStarved(reading)) return { kind: 'starved' };
  return retentionCount === null ? { kind: 'enough' } : roomFor(retentionCount, reading);
}

/** The same for a number that is still to be kept. */
export function roomFor(retentionCount: number, reading: ServerReading): Room {
  const limit = retentionLimitOf(reading);
  if (limit !== null && retentionCount > limit) return { kind: 'overLimit', limit };
  const room = roomForSchedules(reading);
  return room !== null && retentionCount > room ? { kind: 'tooMany', room } : { kind: 'enough' };
}
