import type { ServerRow } from '../../lib/fleet/types';
import type { AccountId } from '../../lib/model/account';
import type { Result } from '../../lib/model/messages';
import type { OperationId } from '../../lib/model/operation';

/** What the popup asks of the world around it. */
export type PopupActions = {
  /** `null`: all accounts. Resolves when the refresh has ended. */
  readonly refresh: (accountId: AccountId | null) => Promise<Result<null>>;
  readonly backUpNow: (
    row: ServerRow,
    note: string | null,
  ) => Promise<Result<{ readonly operationId: OperationId }>>;
  readonly openPage: () => Promise<void>;
  readonly openOptions: () => Promise<void>;
};
