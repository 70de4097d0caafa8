import type { AccountId, AccountStatus } from '../model/account';
import { endOf, hasEnded, type Operation, type OperationId } from '../model/operation';
import type { Plan, PlanStep } from '../model/plan';
import { CLOCK_TOLERANCE_MS, type EpochMs } from '../model/time';
import type { Trouble } from '../model/trouble';
import { groupBy } from './group';
import { isHeld } from './hold';
import type { PlanView, StepState } from './types';

/** All that decides how a plan goes on. */
export type PlanScene = {
  readonly operations: ReadonlyMap<OperationId, Operation>;
  readonly statuses: readonly AccountStatus[];
  /** The session that the browser is in now; null where no plan was confirmed in it. */
  readonly session: string | null;
  readonly now: EpochMs;
};

/** How a plan ends of itself; `PlanEnd` says what each means. */
export type PlanOutcome =
  | { readonly kind: 'done' | 'broken' }
  | { readonly kind: 'stopped'; readonly why: 'interrupted' | 'late' };

export type PlanMove =
  /** Nothing to do before then; infinite where only the end of an operation changes anything. */
  | { readonly kind: 'wait'; readonly until: EpochMs }
  /** Steps whose time has come, of different accounts. */
  | { readonly kind: 'start'; readonly steps: readonly PlanStep[] }
  /** Steps that cannot start any more while the plan may. */
  | { readonly kind: 'giveUp'; readonly steps: readonly PlanStep[]; readonly trouble: Trouble }
  | { readonly kind: 'end'; readonly end: PlanOutcome };

/**
 * How a step of a plan stands, by the journal. While the plan is open, nothing was sent without an operation there; once
 * it has ended, one that is named and not there may have done its work and been forgotten.
 */
function stepStateOf(
  { operationId, notStarted }: PlanStep,
  { end }: Plan,
  operations: ReadonlyMap<OperationId, Operation>,
): StepState {
  if (notStarted !== null) return 'notStarted';
  if (operationId === null) return 'waiting';
  const operation = operations.get(operationId);
  if (operation === undefined) return end === null ? 'waiting' : 'unrecorded';
  return hasEnded(operation) ? endOf(operation) : 'underWay';
}

/** A plan with what became of its steps, by the journal. */
export function planViewOf(plan: Plan, operations: ReadonlyMap<OperationId, Operation>): PlanView {
  const steps = plan.steps.map((step) => ({
    step,
    state: stepStateOf(step, plan, operations),
    operation: (step.operationId === null ? undefined : operations.get(step.operationId)) ?? null,
  }));
  return { plan, steps };
}

/** What comes next in a plan that has not ended: a function of what is stored and of the time. */
export function nextMove(plan: Plan, scene: PlanScene): PlanMove {
  const { steps: states } = planViewOf(plan, scene.operations);
  const waiting = states.filter(({ state }) => state === 'waiting').map(({ step }) => step);
  const isChain = plan.kind !== 'bulk';
  const isBroken = states.some(({ state }) => ['notStarted', 'failed', 'undecided'].includes(state));
  if (isChain && isBroken) return { kind: 'end', end: { kind: 'broken' } };
  const isUnderWay = states.some(({ state }) => state === 'underWay');
  if (waiting.length === 0) {
    return isUnderWay
      ? { kind: 'wait', until: Number.POSITIVE_INFINITY }
      : { kind: 'end', end: { kind: 'done' } };
  }
  const why = whyStopped(plan, scene);
  if (why !== null) return { kind: 'end', end: { kind: 'stopped', why } };
  const [first] = waiting;
  if (!isChain) return nextOfBulk(plan, waiting, scene);
  if (isUnderWay || first === undefined) return { kind: 'wait', until: plan.startsUntil };
  return { kind: 'start', steps: [first] };
}

/** Why nothing more may start by itself; null while it may. A clock that was set back vouches for no time. */
function whyStopped(plan: Plan, { session, now }: PlanScene): 'interrupted' | 'late' | null {
  if (session !== plan.session) return 'interrupted';
  return now >= plan.startsUntil || now < plan.createdAt - CLOCK_TOLERANCE_MS ? 'late' : null;
}

/** One step of each account, but those of which the provider asked to be left alone. */
function nextOfBulk(plan: Plan, waiting: readonly PlanStep[], scene: PlanScene): PlanMove {
  const byAccount = groupBy(waiting, ({ accountId }) => accountId);
  const steps: PlanStep[] = [];
  let until = plan.startsUntil;
  for (const [accountId, group] of byAccount) {
    const held = limitOf(accountId, plan, scene);
    if (held === null) steps.push(...group.slice(0, 1));
    else if (held.retryAt >= plan.startsUntil) return { kind: 'giveUp', steps: group, trouble: held };
    else until = Math.min(until, held.retryAt);
  }
  return steps.length > 0 ? { kind: 'start', steps } : { kind: 'wait', until };
}

type Limit = Extract<Trouble, { readonly kind: 'rateLimited' }>;

/** The longest wait that the provider asked for, of a reading or of a step of this plan; null where none is left. */
function limitOf(accountId: AccountId, plan: Plan, { operations, statuses, now }: PlanScene): Limit | null {
  const status = statuses.find((entry) => entry.accountId === accountId);
  const troubles = plan.steps
    .filter((step) => step.accountId === accountId)
    .map((step) => step.notStarted ?? failureOf(step, operations));
  if (status !== undefined && isHeld(status, now)) troubles.push(status.trouble);
  const limits = troubles.filter((trouble): trouble is Limit => trouble !== null && isLimit(trouble));
  const longest = limits.sort((a, b) => b.retryAt - a.retryAt)[0];
  return longest !== undefined && longest.retryAt > now ? longest : null;
}

function isLimit(trouble: Trouble): trouble is Limit {
  return trouble.kind === 'rateLimited';
}

function failureOf(
  { operationId }: PlanStep,
  operations: ReadonlyMap<OperationId, Operation>,
): Trouble | null {
  const operation = operationId === null ? undefined : operations.get(operationId);
  return operation !== undefined && operation.state === 'failed' ? operation.trouble : null;
}
