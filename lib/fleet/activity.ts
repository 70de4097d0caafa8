import type { Account, AccountId, ProviderId } from '../model/account';
import { endOf, hasEnded, type Operation, type OperationId, type OperationTask } from '../model/operation';
import type { Plan, PlanEnd, PlanStep } from '../model/plan';
import type { StoredState } from '../model/state';
import type { EpochMs } from '../model/time';
import type { Trouble } from '../model/trouble';
import { providerInfo } from '../providers/origins';
import { keyOf } from './key';

/** What became of something that Lastgood was asked for. */
export type ActivityResult =
  /** `waiting`: a step of a plan whose turn has not come. `checking`: no answer came, and the provider's list decides. */
  | { readonly kind: 'open'; readonly state: 'waiting' | 'sending' | 'accepted' | 'running' | 'checking' }
  /** `unrecorded`: the journal no longer has it, so what became of it is not known. */
  | { readonly kind: 'succeeded' | 'undecided' | 'unrecorded' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  /** Nothing was begun: it was never asked for, or the provider turned it down. */
  | { readonly kind: 'notStarted'; readonly why: NotStarted };

export type NotStarted =
  | { readonly kind: 'trouble'; readonly trouble: Trouble }
  /** The step before it failed; the browser was closed or locked; it took too long. */
  | { readonly kind: 'broken' | 'interrupted' | 'late' };

export const resultKinds = ['open', 'succeeded', 'failed', 'undecided', 'notStarted', 'unrecorded'] as const;
export type ResultKind = (typeof resultKinds)[number];

/** One entry of the record of what Lastgood did, or was to do. */
export type Activity = {
  readonly id: string;
  readonly at: EpochMs;
  /** Null where nothing is known of it: what it did goes with an account that is removed. */
  readonly account: Account | null;
  readonly provider: ProviderId;
  readonly providerName: string;
  readonly serverKey: string;
  readonly serverName: string;
  readonly task: OperationTask;
  /** What it is a step of, where it was confirmed together with others. */
  readonly plan: Pick<Plan, 'id' | 'kind'> | null;
  readonly result: ActivityResult;
  /** From the request to the end, or to now where it is still under way; null where nothing was asked. */
  readonly durationMs: number | null;
  /** What the journal and the notification know it by; null where nothing was asked. */
  readonly operationId: OperationId | null;
};

type Recorded = Pick<StoredState, 'accounts' | 'operations' | 'plans'> & { readonly now: EpochMs };

/** Everything that the journal and the plans know, newest first. */
export function activitiesOf({ now, operations, plans, accounts }: Recorded): readonly Activity[] {
  const sent = new Set(operations.map(({ id }) => id));
  const planOf = new Map(
    plans.flatMap(({ id, kind, steps }) => steps.map((step) => [step.operationId, { id, kind }] as const)),
  );
  const unsent = plans.flatMap((plan) =>
    plan.steps
      .map((step, at) => ({ step, at }))
      .filter(({ step }) => step.operationId === null || !sent.has(step.operationId))
      .map(({ step, at }) => ofStep(plan, step, at, accounts)),
  );
  return [
    ...operations.map((operation) => ofOperation(operation, planOf.get(operation.id) ?? null, accounts, now)),
    ...unsent,
  ].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

function ofOperation(
  operation: Operation,
  plan: Activity['plan'],
  accounts: readonly Account[],
  now: EpochMs,
): Activity {
  const until = hasEnded(operation) ? operation.endedAt : now;
  return {
    ...whoOf(operation, accounts),
    id: operation.id,
    at: operation.createdAt,
    task: operation.task,
    plan,
    result: resultOf(operation),
    durationMs: Math.max(0, until - operation.createdAt),
    operationId: operation.id,
  };
}

function ofStep(plan: Plan, step: PlanStep, at: number, accounts: readonly Account[]): Activity {
  return {
    ...whoOf(step, accounts),
    id: `${plan.id}/${at}`,
    at: plan.createdAt,
    task: step.task,
    plan: { id: plan.id, kind: plan.kind },
    result: resultOfStep(plan, step),
    durationMs: null,
    operationId: null,
  };
}

function whoOf(
  {
    accountId,
    provider,
    serverId,
    serverName,
  }: Pick<Operation, 'accountId' | 'provider' | 'serverId' | 'serverName'>,
  accounts: readonly Account[],
) {
  return {
    account: accounts.find(({ id }) => id === accountId) ?? null,
    provider,
    providerName: providerInfo(provider).name,
    serverKey: keyOf(provider, serverId),
    serverName,
  };
}

function resultOf(operation: Operation): ActivityResult {
  switch (operation.state) {
    case 'succeeded':
    case 'undecided':
      return { kind: operation.state };
    case 'failed':
      return endOf(operation) === 'notStarted'
        ? { kind: 'notStarted', why: { kind: 'trouble', trouble: operation.trouble } }
        : { kind: 'failed', trouble: operation.trouble };
    case 'unknown':
      return { kind: 'open', state: 'checking' };
    default:
      return { kind: 'open', state: operation.state };
  }
}

/** What became of a step that the journal has nothing of. */
function resultOfStep({ end }: Plan, { operationId, notStarted }: PlanStep): ActivityResult {
  if (notStarted !== null) {
    return { kind: 'notStarted', why: { kind: 'trouble', trouble: notStarted } };
  }
  if (end === null) return { kind: 'open', state: 'waiting' };
  if (operationId !== null) return { kind: 'unrecorded' };
  return { kind: 'notStarted', why: whyNotStarted(end) };
}

/** Why a step of a plan that has ended will never start. */
function whyNotStarted(end: PlanEnd): NotStarted {
  switch (end.kind) {
    case 'refused':
      return { kind: 'trouble', trouble: end.trouble };
    case 'stopped':
      return { kind: end.why };
    case 'done':
    case 'broken':
      return { kind: 'broken' };
  }
}

export type ActivityFilter = {
  readonly query: string;
  readonly accountId: AccountId | null;
  readonly provider: ProviderId | null;
  readonly result: ResultKind | null;
};

/** The entries of an account and a result whose server, account or id carries every word. */
export function filterActivities(
  activities: readonly Activity[],
  { query, accountId, provider, result }: ActivityFilter,
): readonly Activity[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return activities.filter((entry) => {
    if (result !== null && entry.result.kind !== result) return false;
    if (provider !== null && entry.provider !== provider) return false;
    if (accountId !== null && entry.account?.id !== accountId) return false;
    const { serverName, serverKey, providerName, account, operationId } = entry;
    const text = [
      serverName,
      serverKey,
      providerName,
      account === null ? '' : account.label,
      operationId ?? '',
    ]
      .join('\n')
      .toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}
