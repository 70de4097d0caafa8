import type { PlanStep } from '../model/plan';
import { DAY_MS } from '../model/time';
import { keyOf } from './key';
import type { Overview, PlanView, StepView } from './types';

type Known = Pick<Overview, 'plans' | 'operations' | 'now'>;

/** How long what did not come about is shown; the record has it for longer. */
const SHOWN_FOR_MS = DAY_MS;

/**
 * Plans that ended within a day and left a server without what was confirmed for it, newest first. A step whose server
 * a later plan or operation concerns is taken up by it; one that is no longer recorded says nothing.
 */
export function unfinishedPlans({ plans, operations, now }: Known): readonly PlanView[] {
  return plans.filter(({ plan: { end, createdAt }, steps }) => {
    if (end === null || Math.abs(now - end.at) >= SHOWN_FOR_MS) return false;
    const since = new Set([
      ...operations.filter((operation) => operation.createdAt > end.at).map(serverOf),
      ...plans
        .filter(({ plan }) => plan.createdAt > createdAt)
        .flatMap(({ plan }) => plan.steps.map(serverOf)),
    ]);
    return steps.some((view) => isLeft(view) && !since.has(serverOf(view.step)));
  });
}

function isLeft({ state }: StepView): boolean {
  return state !== 'succeeded' && state !== 'underWay' && state !== 'unrecorded';
}

function serverOf({ provider, serverId }: Pick<PlanStep, 'provider' | 'serverId'>): string {
  return keyOf(provider, serverId);
}
