import type { AccountId, ProviderId, ServerId } from './account';
import type { BackupCost, BackupId, BackupSettingsChange, NamedBackup, ScheduleDraft } from './backup';
import type { EpochMs } from './time';
import { type Trouble, turnedDown } from './trouble';

export type OperationId = string;

/** What the provider gave to follow an operation by. `list`: nothing, so new rows in the server's list decide. */
export type WatchHandle =
  | { readonly by: 'job'; readonly jobId: string }
  | { readonly by: 'backup'; readonly backupId: BackupId }
  | { readonly by: 'list' };

/** What Lastgood asks a provider to do. A backup is named, as it may be gone when the operation is spoken of. */
export type OperationTask =
  /** `cost`: what a person was told that it takes the place of, null for nothing. It never leaves at another cost. */
  | { readonly kind: 'create'; readonly note: string | null; readonly cost: BackupCost | null }
  | { readonly kind: 'delete'; readonly backup: NamedBackup }
  /** Overwrites the server's disk. `source`: the server that the backup was made of, where that is another one. */
  | {
      readonly kind: 'restore';
      readonly backup: NamedBackup;
      readonly source: { readonly id: ServerId; readonly name: string } | null;
    }
  | { readonly kind: 'saveSchedule'; readonly schedule: ScheduleDraft }
  | { readonly kind: 'deleteSchedule'; readonly scheduleId: string }
  | { readonly kind: 'changeSettings'; readonly change: BackupSettingsChange };

type Common = {
  readonly id: OperationId;
  readonly task: OperationTask;
  readonly accountId: AccountId;
  readonly provider: ProviderId;
  readonly serverId: ServerId;
  readonly serverName: string;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** When the request left, by the provider's clock. */
  readonly askedAt: EpochMs;
  /** The backups that were listed before the request left: what is new afterwards may be ours. Null: not known. */
  readonly backupsBefore: readonly BackupId[] | null;
};

type Watched = { readonly nextPollAt: EpochMs; readonly polls: number };

/** Something Lastgood asked a provider to do. Written to the journal before its request leaves. */
export type Operation = Common &
  (
    | { readonly state: 'sending' }
    | (Watched & { readonly state: 'accepted'; readonly handle: WatchHandle })
    | (Watched & { readonly state: 'running'; readonly handle: WatchHandle; readonly percent: number | null })
    | (Watched & Doubt & { readonly state: 'unknown' })
    | (Ended & { readonly state: 'succeeded'; readonly newBackups: readonly BackupId[] })
    | (Ended & { readonly state: 'failed'; readonly trouble: Trouble })
    | (Ended & { readonly state: 'undecided' })
  );

/** The request left and what became of it is not known: the provider is read until that decides. */
type Doubt = {
  /** Past this, the next reading that decides nothing is the last. */
  readonly giveUpAt: EpochMs;
  /** Whether the provider had taken the request; its own word on what stood in the way, if it gave one. */
  readonly answered: boolean;
  readonly cause: Trouble | null;
  /** When the provider was first seen to show nothing of it; one such look may simply be too early. */
  readonly missedAt: EpochMs | null;
};

type Ended = { readonly endedAt: EpochMs; readonly toldAt: EpochMs | null };

export type DoubtfulOperation = Extract<Operation, Doubt>;
export type OpenOperation = Extract<Operation, Watched>;
export type EndedOperation = Extract<Operation, Ended>;

/** True once nothing more will happen to the operation by itself. */
export function hasEnded(operation: Operation): operation is EndedOperation {
  return operation.state === 'succeeded' || operation.state === 'failed' || operation.state === 'undecided';
}

/** How an ended operation is told: one that its provider turned down did not fail, it was never begun. */
export function endOf(operation: EndedOperation): EndedOperation['state'] | 'notStarted' {
  const isTurnedDown = operation.state === 'failed' && turnedDown.has(operation.trouble.kind);
  return isTurnedDown ? 'notStarted' : operation.state;
}

/** Ended operations that are kept, as the record of what was done; older ones are forgotten once they have been told. */
export const KEPT_OPERATIONS = 1000;
