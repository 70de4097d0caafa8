import type { BackupSettingsChange, Schedule, ScheduleDraft } from '../../model/backup';
import type { ServerReading } from '../../model/server';
import type { EpochMs } from '../../model/time';
import { probablyEvicted } from '../findings/eviction';
import { named } from '../findings/named';
import { isStarved } from '../findings/rotation';
import type { ScheduleTask } from './costly';
import { clockOf } from './draft';
import { roomFor } from './room';
import type { Consequence } from './types';

/** What follows from a change. `providerNow` is the provider's clock. */
export function consequencesOf(
  task: ScheduleTask,
  reading: ServerReading,
  providerNow: EpochMs,
): readonly Consequence[] {
  switch (task.kind) {
    case 'saveSchedule':
      return savingConsequences(task.schedule, reading);
    case 'deleteSchedule':
      return deletionConsequences(reading);
    case 'changeSettings':
      return settingsConsequences(task.change, reading, providerNow);
  }
}

/** What follows from saving a schedule. `reading` is the server's as it stands. */
export function savingConsequences(draft: ScheduleDraft, reading: ServerReading): readonly Consequence[] {
  const same = reading.schedules.find(({ frequency }) => frequency === draft.frequency);
  const others = reading.schedules.filter((schedule) => schedule !== same);
  return [
    ...others.map((schedule): Consequence => ({ kind: 'otherSchedule', schedule })),
    ...fewerKept(draft, reading),
    ...roomConsequence(draft, reading),
    ...(draft.frequency === 'monthly' && draft.dayOfMonth > 28
      ? [{ kind: 'shortMonths', dayOfMonth: draft.dayOfMonth } as const]
      : []),
    ...(same === undefined ? [] : lostMinute(draft, same)),
    ...(draft.enabled ? [] : [{ kind: 'switchedOff' } as const]),
  ];
}

/** Any schedule may be the one that is replaced, and one that states no number may keep more than the new one. */
function fewerKept({ retentionCount }: ScheduleDraft, { schedules }: ServerReading): readonly Consequence[] {
  const kept = schedules.map((schedule) => schedule.retentionCount);
  if (kept.length === 0) return [];
  const most = kept.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)));
  return most === null || most > retentionCount
    ? [{ kind: 'keepsFewer', from: most, to: retentionCount }]
    : [];
}

function roomConsequence(draft: ScheduleDraft, reading: ServerReading): readonly Consequence[] {
  if (!draft.enabled) return [];
  const { retentionCount } = draft;
  const asSaved = { ...reading, schedules: [asSchedule(draft)] };
  const evicts = reading.settings === null ? null : reading.settings.autoDeleteOldest;
  if (isStarved(asSaved)) return [{ kind: 'starved', evicts }];
  const room = roomFor(retentionCount, reading);
  return room.kind === 'tooMany'
    ? [{ kind: 'tooMany', retention: retentionCount, room: room.room, evicts }]
    : [];
}

function asSchedule({ frequency, retentionCount, enabled, name }: ScheduleDraft): Schedule {
  return {
    id: '',
    name,
    frequency,
    frequencyText: frequency,
    timeText: null,
    dayText: null,
    retentionCount,
    enabled,
    lastRunAt: null,
    nextRunAt: null,
  };
}

function lostMinute({ minute }: ScheduleDraft, { timeText }: Schedule): readonly Consequence[] {
  const present = clockOf(timeText);
  const isLost = minute === null && timeText !== null && present !== null && present.minute !== 0;
  return isLost ? [{ kind: 'losesMinute', timeText }] : [];
}

/** What follows from deleting a schedule; `copies`: how many backups it made are listed, null where that is not known. */
export function deletionConsequences(reading: ServerReading): readonly Consequence[] {
  const copies = reading.settings === null ? null : reading.settings.scheduledActive;
  return [{ kind: 'deletesSchedule', copies }];
}

/** What follows from changed settings. `providerNow` is the provider's clock. */
export function settingsConsequences(
  change: BackupSettingsChange,
  reading: ServerReading,
  providerNow: EpochMs,
): readonly Consequence[] {
  const { autoDeleteOldest, totalLimit } = change;
  return [
    ...(totalLimit === undefined ? [] : limitConsequences(totalLimit, reading)),
    ...(autoDeleteOldest === undefined
      ? []
      : [evictionConsequence(autoDeleteOldest, totalLimit ?? limitOf(reading), reading, providerNow)]),
  ];
}

function limitConsequences(limit: number, reading: ServerReading): readonly Consequence[] {
  const present = limitOf(reading);
  const used = usedOf(reading);
  const retention = reading.schedules
    .filter(({ enabled }) => enabled !== false)
    .reduce((most, { retentionCount }) => Math.max(most, retentionCount ?? 0), 0);
  return [
    ...(used !== null && used > limit ? [{ kind: 'belowUsed', used, limit } as const] : []),
    ...(present === null || limit < present
      ? [{ kind: 'lowersLimit', from: present, to: limit } as const]
      : []),
    ...(retention > limit ? [{ kind: 'belowRetention', retention, limit } as const] : []),
    ...(present !== null && limit > present
      ? [{ kind: 'raisesLimit', from: present, to: limit } as const]
      : []),
  ];
}

function evictionConsequence(
  evicts: boolean,
  limit: number | null,
  reading: ServerReading,
  providerNow: EpochMs,
): Consequence {
  const used = usedOf(reading);
  const isFull = used !== null && limit !== null && used >= limit;
  if (!evicts) return { kind: 'refusesWhenFull', isFull };
  const oldest = probablyEvicted(reading.backups, providerNow);
  return { kind: 'evicts', oldest: oldest && named(oldest), isFull };
}

/** The limit that the settings set, else the quota's; null where neither is stated. */
export function limitOf({ settings, quota }: ServerReading): number | null {
  const set = settings === null ? null : settings.totalLimit;
  return set ?? (quota.kind === 'limited' ? quota.limit : null);
}

function usedOf({ settings, quota }: ServerReading): number | null {
  if (quota.used !== null) return quota.used;
  if (settings === null || settings.manualActive === null || settings.scheduledActive === null) return null;
  return settings.manualActive + settings.scheduledActive;
}
