import type { ServerId } from './account';
import type { EpochMs } from './time';

export type BackupId = string;

/** Sizes that mean different things never share a type: the stored bytes, or the disk that a restore needs. */
export type Size =
  | { readonly basis: 'stored'; readonly sizeBytes: number }
  | { readonly basis: 'disk'; readonly diskBytes: number };

/** A durable copy of a server's disk at the provider. */
export type Backup = {
  readonly id: BackupId;
  readonly serverId: ServerId;
  readonly kind: 'manual' | 'scheduled' | 'automatic' | 'unknown';
  /** The provider's own word for the kind. */
  readonly kindText: string;
  /** Only a `complete` backup is a restore point. */
  readonly state: 'complete' | 'running' | 'unknown';
  /** The provider's own word for the state, where it states one. */
  readonly stateText: string | null;
  readonly createdAt: EpochMs | null;
  readonly expiresAt: EpochMs | null;
  readonly size: Size | null;
  readonly note: string | null;
  /** Null where the provider does not say. */
  readonly protected: boolean | null;
  readonly scheduleId: string | null;
  readonly files: readonly { readonly name: string; readonly sizeBytes: number | null }[];
};

/** A backup as it is spoken of when it may be gone: in findings, operations and what is confirmed. */
export type NamedBackup = Pick<Backup, 'id' | 'kind' | 'createdAt' | 'note'>;

/** What a backup by hand costs where it is not free: what was told of it is compared with what is so when it leaves. */
export type BackupCost =
  /** No slot is free. `stated`: the oldest goes, else it may. `backupId`: probably this one; `isLastGood`: none newer. */
  | {
      readonly kind: 'evicts';
      readonly stated: boolean;
      readonly backupId: BackupId | null;
      readonly isLastGood: boolean;
    }
  /** No slot is free, and none is made. */
  | { readonly kind: 'refused' }
  /** It takes the slot that a schedule needs. */
  | { readonly kind: 'starves' };

/** Short-lived and local to the server's host: a kind of its own, never counted as a backup. */
export type Snapshot = {
  readonly id: string;
  readonly serverId: ServerId;
  readonly name: string;
  readonly createdAt: EpochMs | null;
  readonly expiresAt: EpochMs | null;
  readonly size: Size | null;
  readonly note: string | null;
};

/** `notStated`: the provider states no limit. `absent`: a limit of 0, so backups are not in this plan. */
export type Quota =
  | { readonly kind: 'limited'; readonly used: number; readonly limit: number; readonly remaining: number }
  | { readonly kind: 'absent'; readonly used: number }
  | { readonly kind: 'notStated'; readonly used: number | null };

/** The provider's own word on whether an action is allowed now. */
export type Gate = {
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly code: string | null;
};

export type Frequency = 'daily' | 'weekly' | 'monthly';

/** The provider's own timetable for a server. The time zone of `timeText` is not documented by any provider. */
export type Schedule = {
  readonly id: string;
  readonly name: string | null;
  readonly frequency: Frequency | null;
  readonly frequencyText: string;
  readonly timeText: string | null;
  readonly dayText: string | null;
  readonly retentionCount: number | null;
  readonly enabled: boolean | null;
  readonly lastRunAt: EpochMs | null;
  readonly nextRunAt: EpochMs | null;
  /** Its id in the provider's older list, history and backups; the same as its `id` where no other list names it. */
  readonly historyId?: string;
};

/** A timetable that a person asks for. Hours and days are the provider's own; none states their time zone. */
export type ScheduleDraft = {
  /** 0–23. */
  readonly hour: number;
  /** 0–59; null where the provider's call knows no minutes. */
  readonly minute: number | null;
  /** At least 1. */
  readonly retentionCount: number;
  readonly enabled: boolean;
  readonly name: string | null;
} & (
  | { readonly frequency: 'daily' }
  /** 0 is Sunday. */
  | { readonly frequency: 'weekly'; readonly dayOfWeek: number }
  /** 1–31. */
  | { readonly frequency: 'monthly'; readonly dayOfMonth: number }
);

/** What a person changes of a server's backup settings; at least one of the two. */
export type BackupSettingsChange = {
  readonly totalLimit?: number;
  readonly autoDeleteOldest?: boolean;
};

export type BackupSettings = {
  readonly totalLimit: number | null;
  readonly manualActive: number | null;
  readonly scheduledActive: number | null;
  readonly scheduledSlots: number | null;
  /** Null where the provider does not say: then it may well delete the oldest backup. */
  readonly autoDeleteOldest: boolean | null;
  readonly manualLimit: number | null;
  readonly scheduledLimit: number | null;
  readonly schedulesLimit: number | null;
  readonly retentionLimit: number | null;
};

/** One row of the provider's own record of backups made, removed or failed. */
export type HistoryEntry = {
  readonly id: string;
  readonly kind: 'manual' | 'scheduled' | 'unknown';
  /** `failed` where an error is stated, `possibleFailure` for a status word that the documents do not explain. */
  readonly state: 'active' | 'deleted' | 'running' | 'failed' | 'possibleFailure';
  readonly statusText: string;
  readonly errorText: string | null;
  readonly createdAt: EpochMs | null;
  readonly deletedAt: EpochMs | null;
  readonly size: Size | null;
  readonly note: string | null;
  readonly scheduleId: string | null;
  readonly jobId: string | null;
  readonly storageId: string;
};
