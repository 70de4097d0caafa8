import type { Backup, Schedule } from '../../model/backup';
import type { ServerReading } from '../../model/server';

/** The schedules that run, as far as is known: one whose switch is not stated counts as on. */
export function enabledSchedules(reading: ServerReading): readonly Schedule[] {
  return reading.schedules.filter(({ enabled }) => enabled !== false);
}

/**
 * Whether a used-up quota only means that the schedules replace their own copies: they have as many as they keep, or
 * there is room for all that they keep beside everything else. Where one does not say how many it keeps, that is not
 * known, and unknown is not fine.
 */
export function rotates(reading: ServerReading): boolean {
  const kept = enabledSchedules(reading).map(({ retentionCount }) => retentionCount ?? 0);
  if (kept.length === 0 || kept.some((count) => count < 1)) return false;
  const keptInAll = kept.reduce((a, b) => a + b, 0);
  const scheduled = scheduledCopies(reading);
  if (scheduled >= keptInAll) return true;
  const { quota } = reading;
  if (quota.kind !== 'limited') return false;
  // A copy of unknown kind takes a slot too, and no schedule is known to replace it.
  const others = Math.max(manualCopies(reading), quota.used - scheduled);
  return keptInAll <= quota.limit - others;
}

/**
 * Whether an enabled schedule finds no slot: the provider says that none is free for it or, where it does not say, the
 * quota is full; and no copies of its own are there to make room. What happens at its next run no provider documents.
 */
export function isStarved(reading: ServerReading): boolean {
  const schedules = enabledSchedules(reading);
  if (schedules.length === 0 || reading.quota.kind === 'absent') return false;
  if (freeSlots(reading) !== 0 || rotates(reading)) return false;
  const mayReplace = schedules.some(({ retentionCount }) => retentionCount === null);
  return !mayReplace || scheduledCopies(reading) === 0;
}

/** Slots for scheduled backups: as stated, else 0 where the quota is full, else null (not known). */
function freeSlots({ settings, quota }: ServerReading): number | null {
  const stated = settings === null ? null : settings.scheduledSlots;
  return stated ?? (quota.kind === 'limited' && quota.remaining <= 0 ? 0 : null);
}

function scheduledCopies(reading: ServerReading): number {
  const stated = reading.settings === null ? null : reading.settings.scheduledActive;
  return stated ?? listedOf(reading, 'scheduled');
}

function manualCopies(reading: ServerReading): number {
  const stated = reading.settings === null ? null : reading.settings.manualActive;
  return stated ?? listedOf(reading, 'manual');
}

function listedOf({ backups }: ServerReading, kind: Backup['kind']): number {
  return backups.filter((backup) => backup.kind === kind).length;
}
