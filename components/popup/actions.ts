import type { ConfirmRequest } from '../../lib/fleet/confirm-address';
import type { ServerRow } from '../../lib/fleet/types';
import type { AccountId } from '../../lib/model/account';
import type { SnoozeSpan, SnoozeTarget } from '../../lib/model/finding';
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
  /** `span` null: the snooze ends. */
  readonly snooze: (target: SnoozeTarget, span: SnoozeSpan | null) => Promise<Result<null>>;
  /** `serverKey` as in the rows; `goalMs` null: the server's goal is again the one of its account. */
  readonly setGoal: (serverKey: string, goalMs: number | null) => Promise<Result<null>>;
  readonly lockNow: () => Promise<Result<null>>;
  readonly openDashboard: () => Promise<void>;
  /** Opens the dashboard at the schedules of a server. */
  readonly openSchedules: (serverKey: string) => Promise<void>;
  readonly openOptions: () => Promise<void>;
  /** Opens the page that says what would happen, and asks. */
  readonly confirm: (request: ConfirmRequest) => Promise<void>;
};
