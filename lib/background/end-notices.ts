import { tellerOf } from '../fleet/notices/plans';
import { quietUntil } from '../fleet/notices/quiet-hours';
import { planViewOf } from '../fleet/plan-course';
import type { PlanView } from '../fleet/types';
import type { AccountId } from '../model/account';
import { type EndedOperation, hasEnded, type Operation } from '../model/operation';
import type { Plan } from '../model/plan';
import type { Settings } from '../model/settings';
import { type EpochMs, MINUTE_MS } from '../model/time';
import { type TellingEnvironment, tried } from './notices';
import { operationWords } from './operation-words';
import { planWords } from './plan-words';

/**
 * Tells the end of every operation and plan that was not told yet. The notification's id is the operation's or the
 * plan's: one that is repeated because the worker died before it could write down `toldAt` replaces itself. One that the
 * browser will not show stays untold and stops no other.
 */
export async function tellEnded(env: TellingEnvironment): Promise<void> {
  const settings = await env.store.settings();
  const operations = await env.store.operations();
  const plans = await env.store.plans();
  for (const operation of operations) {
    if (hasEnded(operation)) await tellOperation(env, operation, plans, settings);
  }
  const known = new Map(operations.map((operation) => [operation.id, operation]));
  for (const plan of plans) await tellPlan(env, planViewOf(plan, known), settings);
}

async function tellOperation(
  env: TellingEnvironment,
  operation: EndedOperation,
  plans: readonly Plan[],
  settings: Settings,
): Promise<void> {
  const teller = tellerOf(operation, plans);
  if (operation.toldAt !== null || teller === 'planLater') return;
  const isTold = teller === 'itself' && isWanted([operation.accountId], settings);
  if (isTold && heldUntil(isError(operation), settings, env.now()) !== null) return;
  await tried(env, async () => {
    if (isTold) {
      const account = await env.store.account(operation.accountId);
      const { title, body } = operationWords(operation, account, env.now());
      await env.platform.notify(operation.id, title, body);
    }
    await env.store.putOperation({ ...operation, toldAt: env.now() });
  });
}

async function tellPlan(env: TellingEnvironment, view: PlanView, settings: Settings): Promise<void> {
  const { plan } = view;
  if (plan.end === null || plan.end.toldAt !== null) return;
  const isTold = isWanted(accountsOf(plan), settings);
  if (isTold && heldUntil(hasErrors(view), settings, env.now()) !== null) return;
  await tried(env, async () => {
    if (isTold) {
      const { title, body } = planWords(view, await env.store.accounts(), env.now());
      await env.platform.notify(plan.id, title, body);
    }
    const toldAt = env.now();
    await env.store.updatePlan(plan.id, (current) =>
      current.end === null ? current : { ...current, end: { ...current.end, toldAt } },
    );
  });
}

/** When the next end is to be told: at once and again each minute, after quiet hours, or not any more. */
export function endTellingAt(
  { operations, plans }: { readonly operations: readonly Operation[]; readonly plans: readonly Plan[] },
  settings: Settings,
  now: EpochMs,
): EpochMs {
  const tellAt = (accounts: readonly AccountId[], isBad: boolean) =>
    (isWanted(accounts, settings) ? heldUntil(isBad, settings, now) : null) ?? now + MINUTE_MS;
  const untold = operations.filter(hasEnded).filter(({ toldAt }) => toldAt === null);
  const known = new Map(operations.map((operation) => [operation.id, operation]));
  return Math.min(
    ...untold
      .filter((operation) => tellerOf(operation, plans) !== 'planLater')
      .map((operation) => tellAt([operation.accountId], isError(operation))),
    ...plans
      .filter(({ end }) => end !== null && end.toldAt === null)
      .map((plan) => tellAt(accountsOf(plan), hasErrors(planViewOf(plan, known)))),
  );
}

function accountsOf({ steps }: Plan): readonly AccountId[] {
  return steps.map(({ accountId }) => accountId);
}

/** Of several accounts, one that a person wants to hear of is enough. */
function isWanted(accounts: readonly AccountId[], { notify, mutedTopics, mutedAccounts }: Settings): boolean {
  return notify && !mutedTopics.includes('operations') && accounts.some((id) => !mutedAccounts.includes(id));
}

function isError({ state }: EndedOperation): boolean {
  return state === 'failed';
}

/** A plan that did not do all that was confirmed may leave a server without what its owner counts on. */
function hasErrors({ plan, steps }: PlanView): boolean {
  const isDone = plan.end !== null && plan.end.kind === 'done';
  return !isDone || steps.some(({ state }) => ['failed', 'notStarted', 'unrecorded'].includes(state));
}

function heldUntil(isBad: boolean, { quietHours }: Settings, now: EpochMs): EpochMs | null {
  const passes = quietHours !== null && quietHours.errorsPass && isBad;
  return passes ? null : quietUntil(quietHours, now);
}
