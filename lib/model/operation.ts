import type { AccountId, ProviderId, ServerId } from './account';
import type { BackupId } from './backup';
import type { EpochMs } from './time';
import type { Trouble } from './trouble';

export type OperationId = string;

/** What the provider gave to follow an operation by. `list`: nothing, so new rows in the server's list decide. */
export type WatchHandle =
  | { readonly by: 'job'; readonly jobId: string }
  | { readonly by: 'backup'; readonly backupId: BackupId }
  | { readonly by: 'list' };

/** What Lastgood asks a provider to do. */
export type OperationTask =
  | { readonly kind: 'create'; readonly note: string | null }
  | { readonly kind: 'delete'; readonly backupId: BackupId }
  | { readonly kind: 'restore'; readonly backupId: BackupId };

type Common = {
  readonly id: OperationId;
  readonly task: OperationTask;
  readonly accountId: AccountId;
  readonly provider: ProviderId;
  readonly serverId: ServerId;
  readonly serverName: string;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** The backups that were listed before the request left: what is new afterwards may be ours. */
  readonly backupsBefore: readonly BackupId[];
};

type Watched = { readonly nextPollAt: EpochMs; readonly polls: number };

/** Something Lastgood asked a provider to do. Written to the journal before its request leaves. */
export type Operation = Common &
  (
    | { readonly state: 'sending' }
    | (Watched & { readonly state: 'accepted'; readonly handle: WatchHandle })
    | (Watched & { readonly state: 'running'; readonly handle: WatchHandle; readonly percent: number | null })
    /** The request left and no answer came; the provider is read until that decides or `giveUpAt` passes. */
    | (Watched & { readonly state: 'unknown'; readonly giveUpAt: EpochMs })
    | (Ended & { readonly state: 'succeeded'; readonly newBackups: readonly BackupId[] })
    | (Ended & { readonly state: 'failed'; readonly trouble: Trouble })
    | (Ended & { readonly state: 'undecided' })
  );

type Ended = { readonly endedAt: EpochMs; readonly toldAt: EpochMs | null };

export type OpenOperation = Extract<Operation, Watched>;
export type EndedOperation = Extract<Operation, Ended>;

/** True once nothing more will happen to the operation by itself. */
export function hasEnded(operation: Operation): operation is EndedOperation {
  return operation.state === 'succeeded' || operation.state === 'failed' || operation.state === 'undecided';
}
