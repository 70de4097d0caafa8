import type { Frequency, HistoryEntry, NamedBackup, Schedule } from '../../model/backup';
import type { EpochMs } from '../../model/time';
import type { Trouble } from '../../model/trouble';
import type { ServerRow } from '../types';

/** How often backups came by themselves, worked out from the restore points alone: never a promise. */
export type Observed = {
  /** The middle of the spans between two of them. */
  readonly intervalMs: number;
  /** Whether most of the spans are about as long as that one. */
  readonly isRegular: boolean;
  /** How many restore points it rests on. */
  readonly count: number;
  readonly lastAt: EpochMs;
};

/** What makes a server's backups come by themselves, as far as is known. */
export type Rhythm =
  /** The provider's own timetable. */
  | { readonly kind: 'schedule'; readonly schedule: Schedule }
  /** The provider makes them by itself and nobody can set it; `stated`: how often it says it does. */
  | {
      readonly kind: 'automatic';
      readonly stated: { readonly frequency: Frequency; readonly keptWeeks: number } | null;
      readonly observed: Observed | null;
    }
  /** The provider says that there is none. */
  | { readonly kind: 'none' }
  /** It does not say, and nothing was observed. */
  | { readonly kind: 'notStated' }
  /** It could not be read; null where it was simply not read yet. */
  | { readonly kind: 'notRead'; readonly trouble: Trouble | null };

export type NextRun =
  /** A moment that the provider states. */
  | { readonly kind: 'stated'; readonly at: EpochMs }
  /** The last one and the observed interval: an estimate. It may lie in the past. */
  | { readonly kind: 'estimated'; readonly at: EpochMs }
  | { readonly kind: 'off' }
  | { readonly kind: 'notStated' };

/** What came of the newest run. */
export type LastResult =
  | { readonly kind: 'made'; readonly at: EpochMs }
  | { readonly kind: 'running'; readonly at: EpochMs | null }
  | { readonly kind: 'failed'; readonly at: EpochMs | null; readonly errorText: string | null }
  | { readonly kind: 'possibleFailure'; readonly at: EpochMs | null; readonly entry: HistoryEntry }
  /** It ran, and no backup of it is listed. */
  | { readonly kind: 'nothingListed'; readonly at: EpochMs }
  | { readonly kind: 'notStated' };

/** What a schedule keeps against the slots that there are. */
export type Room =
  /** Enough for all that it keeps, or nothing is stated that speaks against it. */
  | { readonly kind: 'enough' }
  /** No slot is free for it, and it has no copies of its own to replace. */
  | { readonly kind: 'starved' }
  /** It keeps more than may ever be kept. */
  | { readonly kind: 'overLimit'; readonly limit: number }
  /** It keeps more than there is room for beside the other backups: `room` slots, its own copies counted. */
  | { readonly kind: 'tooMany'; readonly room: number };

/** What a line asks for, most pressing first. */
export const attentions = [
  'failed',
  'starved',
  'late',
  'unknown',
  'missing',
  'off',
  'crowded',
  'none',
] as const;
export type Attention = (typeof attentions)[number];

/** One line of the table of all schedules. */
export type ScheduleLine = {
  /** The server's key, and the schedule's id where it has one. */
  readonly key: string;
  readonly row: ServerRow;
  readonly rhythm: Rhythm;
  readonly lastRunAt: EpochMs | null;
  readonly next: NextRun;
  readonly result: LastResult;
  readonly room: Room;
  readonly attention: Attention;
};

/** Whether a server's schedules may be changed from here, and why not. */
export type ScheduleOffer =
  | { readonly kind: 'offered' }
  /** The provider has no call for it. */
  | { readonly kind: 'notOffered' }
  | { readonly kind: 'readOnlyKey' }
  /** The account cannot be used now. */
  | { readonly kind: 'unavailable'; readonly trouble: Trouble }
  /** Another operation of this server is under way. */
  | { readonly kind: 'running' }
  /** Schedules or settings could not be read, so what a change would replace is not known. */
  | { readonly kind: 'notRead' }
  /** The reading is too old to confirm anything on. */
  | { readonly kind: 'unread' };

/** What follows from a change, in the order in which it is to be said. */
export type Consequence =
  /** Only one schedule may be active; what becomes of this one of another frequency is not documented. */
  | { readonly kind: 'otherSchedule'; readonly schedule: Schedule }
  /** Older copies may be deleted. `from` is null where it is not stated how many are kept now. */
  | { readonly kind: 'keepsFewer'; readonly from: number | null; readonly to: number }
  /** It keeps more than there is room for beside the other backups. `evicts`: the oldest gives way; null: not stated. */
  | {
      readonly kind: 'tooMany';
      readonly retention: number;
      readonly room: number;
      readonly evicts: boolean | null;
    }
  /** No slot is free for it. */
  | { readonly kind: 'starved'; readonly evicts: boolean | null }
  /** A month without this day may be passed over; nothing is documented. */
  | { readonly kind: 'shortMonths'; readonly dayOfMonth: number }
  /** The call knows no minutes, so this one may be lost. */
  | { readonly kind: 'losesMinute'; readonly timeText: string }
  | { readonly kind: 'switchedOff' }
  | { readonly kind: 'deletesSchedule'; readonly copies: number | null }
  /** From now on a backup at the limit deletes the oldest, probably `oldest`. */
  | { readonly kind: 'evicts'; readonly oldest: NamedBackup | null; readonly isFull: boolean }
  /** From now on a backup at the limit is refused. */
  | { readonly kind: 'refusesWhenFull'; readonly isFull: boolean }
  /** The limit is lower than what exists; what happens to the rest is not documented. */
  | { readonly kind: 'belowUsed'; readonly used: number; readonly limit: number }
  /** The limit is lower, by so many free slots; null where the present one is not stated. */
  | { readonly kind: 'lowersLimit'; readonly from: number | null; readonly to: number }
  /** The limit is lower than what a schedule keeps. */
  | { readonly kind: 'belowRetention'; readonly retention: number; readonly limit: number }
  /** The provider may refuse more than what was bought. */
  | { readonly kind: 'raisesLimit'; readonly from: number; readonly to: number };
