import { clockOf } from '../fleet/schedules/draft';
import type { Backup, BackupSettings, Schedule } from '../model/backup';
import type { PartTrouble, ServerReading } from '../model/server';

/**
 * A new reading with the earlier values of the parts that it could not read; its troubles say which they are. What turns
 * out to be another server's is nothing to keep.
 */
export function keepParts(before: ServerReading, reading: ServerReading): ServerReading {
  const unread = reading.partTroubles.filter(({ trouble }) => trouble.kind !== 'otherServer');
  let kept = reading;
  for (const { part } of unread) kept = { ...kept, ...earlierPart(part, before, kept) };
  return kept;
}

function earlierPart(
  part: PartTrouble['part'],
  before: ServerReading,
  reading: ServerReading,
): Partial<ServerReading> {
  switch (part) {
    case 'snapshots':
      return { snapshots: before.snapshots };
    case 'schedules':
      return { schedules: before.schedules, settings: before.settings };
    case 'legacySchedules':
      return {
        history: before.history,
        schedules: completedBy(before.schedules, reading.schedules),
        settings: settingsCompletedBy(before.settings, reading.settings),
      };
    case 'legacyBackups':
      return { unmatched: before.unmatched, backups: enrichedAs(before.backups, reading.backups) };
  }
}

/** The schedules with what the older list alone had said of them, and those that it alone had named. */
function completedBy(before: readonly Schedule[], schedules: readonly Schedule[]): readonly Schedule[] {
  const completed = schedules.map((schedule) => {
    const earlier = before.find(
      ({ id, frequency }) => id === schedule.id && frequency === schedule.frequency,
    );
    return earlier ? scheduleCompletedBy(earlier, schedule) : schedule;
  });
  const isListed = ({ id, frequency }: Schedule) =>
    schedules.some((other) => other.id === id || (frequency !== null && other.frequency === frequency));
  const others = before.filter((schedule) => schedule.historyId === schedule.id && !isListed(schedule));
  return [...completed, ...others];
}

/** A next run that was stated once is not kept: past its time it would tell of a run that did not come. */
function scheduleCompletedBy(before: Schedule, schedule: Schedule): Schedule {
  const { historyId } = before;
  return {
    ...schedule,
    name: schedule.name ?? before.name,
    timeText: isWithinHour(before.timeText, schedule.timeText) ? before.timeText : schedule.timeText,
    dayText: schedule.dayText ?? before.dayText,
    ...(historyId === undefined ? {} : { historyId }),
  };
}

/** Whether the earlier time adds but minutes to a full hour, or all where none is stated. */
function isWithinHour(before: string | null, now: string | null): boolean {
  if (now === null) return true;
  const [earlier, later] = [clockOf(before), clockOf(now)];
  return earlier !== null && later !== null && later.minute === 0 && later.hour === earlier.hour;
}

/**
 * The settings with what they leave out now. How many there are, and whether the oldest is deleted, may have changed:
 * that is not known.
 */
function settingsCompletedBy(
  before: BackupSettings | null,
  settings: BackupSettings | null,
): BackupSettings | null {
  if (before === null) return settings;
  if (settings === null) {
    return { ...before, manualActive: null, scheduledActive: null, autoDeleteOldest: null };
  }
  return {
    totalLimit: settings.totalLimit ?? before.totalLimit,
    manualActive: settings.manualActive,
    scheduledActive: settings.scheduledActive,
    scheduledSlots: settings.scheduledSlots ?? before.scheduledSlots,
    autoDeleteOldest: settings.autoDeleteOldest,
    manualLimit: settings.manualLimit ?? before.manualLimit,
    scheduledLimit: settings.scheduledLimit ?? before.scheduledLimit,
    schedulesLimit: settings.schedulesLimit ?? before.schedulesLimit,
    retentionLimit: settings.retentionLimit ?? before.retentionLimit,
  };
}

function enrichedAs(before: readonly Backup[], backups: readonly Backup[]): readonly Backup[] {
  const known = new Map(before.map((backup) => [backup.id, backup]));
  return backups.map((backup) => {
    const earlier = known.get(backup.id);
    if (!earlier) return backup;
    const { protected: isProtected, scheduleId, files } = earlier;
    return { ...backup, protected: isProtected, scheduleId, files };
  });
}
