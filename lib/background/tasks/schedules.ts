import { mayCostBackups, type ScheduleTask } from '../../fleet/schedules/costly';
import { clockOf } from '../../fleet/schedules/draft';
import { toldOf } from '../../fleet/schedules/told';
import { isUnread } from '../../fleet/unread';
import type { BackupSettingsChange, Schedule, ScheduleDraft } from '../../model/backup';
import type { Operation } from '../../model/operation';
import type { ServerReading } from '../../model/server';
import type { Trouble } from '../../model/trouble';
import {
  type Call,
  type Departure,
  done,
  type Handling,
  isEarly,
  open,
  type Sight,
  type Verdict,
} from './handling';

type TaskOf<Kind> = Extract<ScheduleTask, { readonly kind: Kind }>;

/** A schedule that is to be made, or to take the place of the one of the same frequency. */
export function scheduleSaving(task: TaskOf<'saveSchedule'>): Handling {
  const { schedule } = task;
  return {
    ...settled(task),
    callOf: ({ saveSchedule }) =>
      saveSchedule
        ? answered((http, { account, stored: { server } }) =>
            saveSchedule(http, server, schedule, account.legacyIds[server.id] ?? null),
          )
        : null,
    verdictOf: (operation, sight) => verdictOf(savedIn(sight.reading, schedule), operation, sight),
  };
}

export function scheduleDeletion(task: TaskOf<'deleteSchedule'>): Handling {
  const { scheduleId } = task;
  return {
    ...settled(task),
    callOf: ({ deleteSchedule }) =>
      deleteSchedule ? answered((http, { stored }) => deleteSchedule(http, stored.server, scheduleId)) : null,
    // Somebody else deleted it first; or its address means nothing to the provider.
    mayBeDone: new Set(['notFound', 'callNotFound']),
    verdictOf: (operation, sight) => {
      const isThere = sight.reading.schedules.some(({ id }) => id === scheduleId);
      return verdictOf(!isThere, operation, sight);
    },
  };
}

export function settingsChange(task: TaskOf<'changeSettings'>): Handling {
  const { change } = task;
  return {
    ...settled(task),
    callOf: ({ changeBackupSettings }) =>
      changeBackupSettings
        ? answered((http, { stored }) => changeBackupSettings(http, stored.server, change))
        : null,
    verdictOf: (operation, sight) => verdictOf(changedIn(sight.reading, change), operation, sight),
  };
}

/** What the three have in common: nothing is to be followed, and the next reading shows what is set. */
function settled(task: ScheduleTask): Omit<Handling, 'callOf' | 'verdictOf'> {
  return {
    refusalOf: (departure) => refusalOf(task, departure),
    missing: 'notDone',
    mayBeDone: new Set(),
    readsEntry: false,
  };
}

/** A change leaves where the very same would be told of it now or, where nobody was asked, where it costs no backups. */
function refusalOf(
  task: ScheduleTask,
  { stored: { reading }, providerNow, unread, told }: Departure,
): Trouble | null {
  if (unread !== null) return unread;
  const mayLeave =
    told === null
      ? !mayCostBackups(task, reading)
      : reading !== null && toldOf(task, reading, providerNow) === told;
  return mayLeave ? null : { kind: 'changed' };
}

function answered(call: (...given: Parameters<Call>) => Promise<void>): Call {
  return async (...given) => {
    await call(...given);
    return 'done';
  };
}

/** Whether what the provider shows is as it was asked for; null where it does not say. */
type AsAsked = boolean | null;

/** What is as it was asked for was done, whoever did it. A list that was not read whole says nothing. */
function verdictOf(asAsked: AsAsked, operation: Operation, sight: Sight): Verdict {
  const { reading } = sight;
  if (reading.unreadableRows > 0 || isUnread(reading, 'schedules')) return open;
  if (asAsked === true) return done;
  if (isEarly(operation, sight)) return open;
  return { kind: asAsked === null ? 'unclear' : 'notDone' };
}

function savedIn(reading: ServerReading, draft: ScheduleDraft): AsAsked {
  const saved = reading.schedules.find(({ frequency }) => frequency === draft.frequency);
  if (saved === undefined) return false;
  // Minutes stand in the older list alone.
  const isOlderRead = !isUnread(reading, 'legacySchedules');
  const clock = clockOf(saved.timeText);
  return allOf([
    clock === null ? null : clock.hour === draft.hour,
    draft.minute === null || (clock === null || !isOlderRead ? null : clock.minute === draft.minute),
    dayIn(saved, draft),
    saved.retentionCount === null ? null : saved.retentionCount === draft.retentionCount,
    saved.enabled === null ? null : saved.enabled === draft.enabled,
  ]);
}

/** What the day of a schedule is counted from is not documented for a text that is no number. */
function dayIn({ dayText }: Schedule, draft: ScheduleDraft): AsAsked {
  if (draft.frequency === 'daily') return true;
  const day = draft.frequency === 'weekly' ? draft.dayOfWeek : draft.dayOfMonth;
  return dayText === null || !/^\d+$/.test(dayText) ? null : Number(dayText) === day;
}

function changedIn(
  { settings }: ServerReading,
  { totalLimit, autoDeleteOldest }: BackupSettingsChange,
): AsAsked {
  const isSame = <Value>(asked: Value | undefined, shown: Value | null): AsAsked =>
    asked === undefined || (shown === null ? null : shown === asked);
  return settings === null
    ? null
    : allOf([isSame(totalLimit, settings.totalLimit), isSame(autoDeleteOldest, settings.autoDeleteOldest)]);
}

function allOf(parts: readonly AsAsked[]): AsAsked {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}
