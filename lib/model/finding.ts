import type { AccountId, ProviderId, ServerId } from './account';
import type { Backup, BackupId, NamedBackup, Schedule } from './backup';
import type { PartTrouble } from './server';
import type { EpochMs } from './time';
import type { Trouble } from './trouble';

/** What a person can switch off and on as one thing. */
export const topics = [
  'coverage',
  'quota',
  'nearlyFull',
  'schedules',
  'noSchedule',
  'expiring',
  'lost',
  'stuck',
  'accounts',
  'gone',
  'notWatched',
  'operations',
] as const;
export type Topic = (typeof topics)[number];

export type Severity = 'error' | 'warning' | 'info';

/** Whom a finding is about. `key` is provider + "/" + server id, as in the rows of the fleet. */
export type Subject =
  | {
      readonly kind: 'server';
      readonly key: string;
      readonly accountId: AccountId;
      readonly provider: ProviderId;
      readonly serverId: ServerId;
      readonly name: string;
    }
  | {
      readonly kind: 'account';
      readonly accountId: AccountId;
      readonly provider: ProviderId;
      readonly label: string;
    }
  | { readonly kind: 'browser' };

type ScheduleRef = Pick<Schedule, 'frequency' | 'nextRunAt'>;

/** What was found, with the facts that its sentence needs: moments and numbers, never ages. */
export type FindingFacts =
  /** No restore point at all. */
  | { readonly kind: 'never' }
  /** The restore age is over the goal, or over twice the goal. */
  | {
      readonly kind: 'overdue' | 'exposed';
      readonly restorePointAt: EpochMs;
      readonly goalMs: number;
    }
  /**
   * Its coverage is not known. `hidden`: rows that could not be read may be newer backups; `stale`: the last reading
   * is too old to vouch for anything; `notYet`: it was never read.
   */
  | {
      readonly kind: 'unread';
      readonly cause: 'trouble' | 'hidden' | 'stale' | 'notYet';
      readonly trouble: Trouble | null;
      readonly readAt: EpochMs | null;
    }
  /** An enabled schedule finds no slot. `evicts` null: the provider does not say whether it deletes the oldest. */
  | {
      readonly kind: 'starved';
      readonly schedule: ScheduleRef;
      readonly evicts: boolean | null;
      readonly oldest: NamedBackup | null;
    }
  | { readonly kind: 'quotaFull'; readonly used: number; readonly limit: number }
  | {
      readonly kind: 'quotaNear';
      readonly used: number;
      readonly limit: number;
      readonly remaining: number;
    }
  /** Full, and the next backup takes the place of one: probably of `oldest`. */
  | { readonly kind: 'evicts'; readonly oldest: NamedBackup }
  /** The newest failed run that no restore point has followed; `runs` counts those since the last good backup. */
  | {
      readonly kind: 'scheduleFailed';
      readonly runAt: EpochMs | null;
      readonly runs: number;
      /** False where a status word that no document explains is all there is. */
      readonly certain: boolean;
      readonly statusText: string;
      readonly errorText: string | null;
    }
  | { readonly kind: 'scheduleLate'; readonly dueAt: EpochMs }
  | { readonly kind: 'scheduleOff' }
  | { readonly kind: 'scheduleMissing' }
  | { readonly kind: 'noAutomatic' }
  /** `last`: nothing remains after it; otherwise what remains is older than the goal allows. */
  | { readonly kind: 'expiring'; readonly expiresAt: EpochMs; readonly last: boolean }
  | { readonly kind: 'vanished'; readonly backups: readonly NamedBackup[]; readonly goneAt: EpochMs }
  | {
      readonly kind: 'shrunk';
      readonly backup: NamedBackup;
      readonly sizeBytes: number;
      readonly medianBytes: number;
    }
  | {
      readonly kind: 'stuck';
      readonly what: 'operation' | 'lock' | 'backup';
      readonly startedAt: EpochMs;
      /** How long it usually takes at this server; null without history. */
      readonly usualMs: number | null;
    }
  | { readonly kind: 'accountTrouble'; readonly trouble: Trouble; readonly checkedAt: EpochMs | null }
  /** Rows that could not be read, of an account's lists or of one server's. */
  | { readonly kind: 'unreadableRows'; readonly rows: number }
  | {
      readonly kind: 'partUnread';
      readonly part: PartTrouble['part'];
      readonly trouble: Trouble;
    }
  /** The provider no longer lists the server; so many backups of it are known. */
  | { readonly kind: 'serverGone'; readonly backups: number; readonly goneAt: EpochMs }
  /** Nothing was checked in this span: the browser was closed, or slept. */
  | {
      readonly kind: 'notWatched';
      readonly from: EpochMs;
      readonly to: EpochMs;
      /** What the first look afterwards found: findings that began and ended, restore points that were made. */
      readonly began: number;
      readonly ended: number;
      readonly backups: number;
    };

export type FindingKind = FindingFacts['kind'];

/** The same for every look at the same thing: its kind and its subject. What is snoozed is snoozed by it. */
export type FindingId = string;

/** Something that a person should know. It is there while it is true, and gone when it is over. */
export type Finding = FindingFacts & {
  readonly id: FindingId;
  readonly severity: Severity;
  readonly subject: Subject;
  /**
   * Tells one beginning from the next of the same finding (such as the backup that became too old); null where only
   * having been away in between does.
   */
  readonly occurrence: string | null;
  /** Changes when the thing gets better or worse, and not when time merely passes. */
  readonly fingerprint: string;
  /** When it began, by our clock: as far as the data say so, else when it was first seen. */
  readonly beganAt: EpochMs;
  /** `beganAt` is only when it was first seen: it may have been so for long. */
  readonly isFirstSight: boolean;
  /** When it has lasted long enough to interrupt a person; null where another finding tells the same, or the next reading is to. */
  readonly tellFrom: EpochMs | null;
};

/** One beginning of a finding, from its first sight to some time after its end: what was told, and under which id. */
export type FindingRecord = {
  /** `<finding id>#<occurrence, or the time of the first sight>` */
  readonly id: string;
  /** As it was last seen. */
  readonly finding: Finding;
  readonly firstSeenAt: EpochMs;
  readonly endedAt: EpochMs | null;
  /** The notification that tells this beginning; chosen before it is shown, so that a repeat replaces it. */
  readonly noticeId: string | null;
  /** When that was shown, or when it was settled that none is to be shown (`noticeId` is null then). */
  readonly toldAt: EpochMs | null;
};

/** What is snoozed: one finding, or everything of one server. */
export type SnoozeTarget =
  | { readonly kind: 'finding'; readonly id: FindingId }
  | { readonly kind: 'server'; readonly key: string };

export type Snooze = {
  /** `finding:<id>` or `server:<key>`. */
  readonly target: string;
  readonly setAt: EpochMs;
  /** Null: until what is snoozed changes from `fingerprint`. */
  readonly until: EpochMs | null;
  readonly fingerprint: string;
};

/** How long a snooze may last. */
export type SnoozeSpan = 'hour' | 'day' | 'week' | 'change';

/** A restore point that was seen, for as long as its server is known. */
export type SeenBackup = {
  readonly id: BackupId;
  readonly kind: Backup['kind'];
  readonly createdAt: EpochMs | null;
  readonly expiresAt: EpochMs | null;
  readonly size: Backup['size'];
  readonly note: string | null;
  readonly firstSeenAt: EpochMs;
  readonly lastSeenAt: EpochMs;
  /** The first complete reading without it. */
  readonly missingSince: EpochMs | null;
  /** Set by the second one in a row, with the reason as far as it follows from what is known. */
  readonly gone: { readonly at: EpochMs; readonly why: WhyGone } | null;
};

/** `evicted`: an older one gave way in a full quota; `rotated`: its schedule replaced it by a newer one. */
export type WhyGone = 'deletedHere' | 'expired' | 'rotated' | 'evicted' | 'unexplained';

/** When the background was awake: what lies between is what nobody watched. */
export type Watch = {
  readonly aliveAt: EpochMs | null;
  readonly gaps: readonly { readonly from: EpochMs; readonly to: EpochMs }[];
};
