import type { EndedOperation } from '../../model/operation';
import type { Plan } from '../../model/plan';

/**
 * Who tells the end of an operation: itself, or the plan that it is part of, once that has ended. What ends after its
 * plan was stopped tells its own end. One told twice by a clock that was set back meanwhile is better than one never told.
 */
export function tellerOf(
  { id, endedAt }: EndedOperation,
  plans: readonly Plan[],
): 'itself' | 'plan' | 'planLater' {
  const plan = plans.find(({ steps }) => steps.some(({ operationId }) => operationId === id));
  if (plan === undefined) return 'itself';
  if (plan.end === null) return 'planLater';
  return endedAt <= plan.end.at ? 'plan' : 'itself';
}
