import { hasEnded, type Operation } from '../model/operation';
import type { Plan, PlanStep } from '../model/plan';
import { DAY_MS, type EpochMs } from '../model/time';
import { keyOf } from './key';
import type { Overview, PlanView, StepView } from './types';

type Known = Pick<Overview, 'plans' | 'operations' | 'now'>;

/** How long what did not come about is shown; the record has it for longer. */
const SHOWN_FOR_MS = DAY_MS;

/**
 * Plans that ended within a day and left a server without what was confirmed for it, newest first. A step whose server
 * a later plan concerns, or another operation since the step itself ended, is taken up by it; one that is no longer
 * recorded says nothing.
 */
export function unfinishedPlans({ plans, operations, now }: Known): readonly PlanView[] {
  return plans.filter(({ plan, steps }) => {
    if (plan.end === null || Math.abs(now - plan.end.at) >= SHOWN_FOR_MS) return false;
    const own = new Set(plan.steps.map(({ operationId }) => operationId));
    const others = operations.filter(({ id }) => !own.has(id));
    const later = plans.filter((other) => other.plan.createdAt > plan.createdAt);
    const planned = new Set(later.flatMap((other) => other.plan.steps.map(serverOf)));
    return steps.some((view) => {
      const server = serverOf(view.step);
      const isTakenUp = (other: Operation) =>
        serverOf(other) === server && other.createdAt > leftSince(view, plan);
      return isLeft(view) && !planned.has(server) && !others.some(isTakenUp);
    });
  });
}

/** What was never sent is left from the beginning. */
function leftSince({ operation }: StepView, { createdAt }: Plan): EpochMs {
  return operation !== null && hasEnded(operation) ? operation.endedAt : createdAt;
}

function isLeft({ state }: StepView): boolean {
  return state !== 'succeeded' && state !== 'underWay' && state !== 'unrecorded';
}

function serverOf({ provider, serverId }: Pick<PlanStep, 'provider' | 'serverId'>): string {
  return keyOf(provider, serverId);
}
