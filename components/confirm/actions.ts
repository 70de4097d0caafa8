import type { ConfirmRequest } from '../../lib/fleet/confirm-address';
import type { ScheduleTask } from '../../lib/fleet/schedules/costly';
import type { ServerRow } from '../../lib/fleet/types';
import type { AccountId, ServerId } from '../../lib/model/account';
import type { BackupId } from '../../lib/model/backup';
import type { Result } from '../../lib/model/messages';
import type { OperationId } from '../../lib/model/operation';
import type { PlanId } from '../../lib/model/plan';
import type { RestoreSource } from '../../lib/model/restore-source';
import type { ServerReading } from '../../lib/model/server';

/** What a person confirmed: the backup, and whether the current state is to be backed up first. */
export type ConfirmedRestore = {
  readonly backupId: BackupId;
  /** The server that the backup was made of, where that is another one. */
  readonly sourceServerId: ServerId | null;
  readonly safety: boolean;
  readonly typedName: string;
};

export type RestoreStarted =
  | { readonly kind: 'operation'; readonly id: OperationId }
  | { readonly kind: 'plan'; readonly id: PlanId };

/** What the confirm page asks of the world around it. */
export type ConfirmActions = {
  /** Reads the server and its backups anew from the provider; the data itself comes with the stored state. */
  readonly examine: (row: ServerRow) => Promise<Result<null>>;
  readonly backUpNow: (
    row: ServerRow,
    note: string | null,
  ) => Promise<Result<{ readonly operationId: OperationId }>>;
  readonly restore: (row: ServerRow, confirmed: ConfirmedRestore) => Promise<Result<RestoreStarted>>;
  readonly restoreSources: (row: ServerRow) => Promise<Result<readonly RestoreSource[]>>;
  /** `typedName` where the server's last restore point goes. */
  readonly deleteBackup: (
    row: ServerRow,
    backupId: BackupId,
    typedName: string | null,
  ) => Promise<Result<{ readonly operationId: OperationId }>>;
  readonly makeRoom: (
    row: ServerRow,
    backupIds: readonly BackupId[],
    note: string | null,
  ) => Promise<Result<{ readonly planId: PlanId }>>;
  readonly backUpMany: (
    rows: readonly ServerRow[],
    note: string | null,
  ) => Promise<Result<{ readonly planId: PlanId }>>;
  /** Reads these servers of one account anew. What one of them meets is stored with it; what stops them all is given. */
  readonly readServers: (accountId: AccountId, serverIds: readonly ServerId[]) => Promise<Result<null>>;
  /** A change that was confirmed with what it may cost by this reading. */
  readonly changeSchedule: (
    row: ServerRow,
    reading: ServerReading,
    task: ScheduleTask,
  ) => Promise<Result<{ readonly operationId: OperationId }>>;
  /** From now on backups of this account start from its provider's panel without a question. */
  readonly allowFromPanel: (accountId: AccountId) => Promise<Result<null>>;
  readonly rememberNumber: (
    accountId: AccountId,
    serverId: ServerId,
    legacyId: string,
  ) => Promise<Result<null>>;
  /** Asks something else in this tab. */
  readonly turnTo: (request: ConfirmRequest) => void;
  /** Shows a server with its backups. */
  readonly openServer: (serverKey: string) => void;
  readonly openOptions: () => void;
  /** The dashboard's schedules, at this server. */
  readonly openSchedules: (serverKey: string) => void;
  readonly close: () => void;
};
