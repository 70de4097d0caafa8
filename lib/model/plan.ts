import type { AccountId, ProviderId, ServerId } from './account';
import type { OperationId, OperationTask } from './operation';
import type { EpochMs } from './time';
import type { Trouble } from './trouble';

export type PlanId = string;

/** One operation of a plan, and what became of it. */
export type PlanStep = {
  readonly accountId: AccountId;
  readonly provider: ProviderId;
  readonly serverId: ServerId;
  readonly serverName: string;
  readonly task: OperationTask;
  /**
   * Chosen and stored before the operation is. While the plan is open, nothing was sent without an operation of this id
   * in the journal; once it has ended, one that is not there may have done its work and been forgotten. Null: nothing
   * was sent.
   */
  readonly operationId: OperationId | null;
  /** Why nothing was asked of the provider; null while that may still come, and where it was. */
  readonly notStarted: Trouble | null;
};

/**
 * Several operations that a person confirmed at once. `restore` (a backup of the current state, then the restore) and
 * `makeRoom` (deletions, then a backup) are chains: a step starts when the one before it has succeeded. The steps of
 * `bulk` do not wait for each other, but writes leave one at a time for each account.
 */
export type Plan = {
  readonly id: PlanId;
  readonly kind: 'restore' | 'makeRoom' | 'bulk';
  readonly createdAt: EpochMs;
  /** After this nothing more starts by itself. */
  readonly startsUntil: EpochMs;
  /** The session of the browser in which it was confirmed: once that ended or was locked, nothing more starts by itself. */
  readonly session: string;
  readonly steps: readonly PlanStep[];
  readonly end: PlanEnd | null;
};

/** `done`: every step has ended. `broken`: a step of a chain failed. */
export type PlanEnd = {
  readonly at: EpochMs;
  readonly toldAt: EpochMs | null;
} & (
  | { readonly kind: 'done' | 'broken' }
  /** The rest of a chain did not start by itself; a person has to confirm it anew. */
  | { readonly kind: 'stopped'; readonly why: 'interrupted' | 'late' }
  /** What was confirmed is no longer so: the restore point is gone, the gate is closed, … */
  | { readonly kind: 'refused'; readonly trouble: Trouble }
);
