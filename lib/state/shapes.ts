import type { OperationTask } from '../model/operation';
import type { SealedStore, Value } from './record';

type Completing = { readonly [Name in SealedStore]?: (value: Value<Name>) => Value<Name> };

/** What version 5 of the database knows and version 4 did not write: it is not known. */
const completing: Completing = {
  servers: (entry) => ({
    ...entry,
    reading: entry.reading && {
      ...entry.reading,
      restoreFromGate: entry.reading.restoreFromGate ?? null,
    },
  }),
  operations: (operation) => ({ ...operation, task: withCost(operation.task) }),
  plans: (plan) => ({
    ...plan,
    steps: plan.steps.map((step) => ({ ...step, task: withCost(step.task) })),
  }),
};

/** A record's value as this version writes it, where an earlier one may have written it. */
export function completed<Name extends SealedStore>(name: Name, value: Value<Name>): Value<Name> {
  const complete = completing[name];
  return complete ? complete(value) : value;
}

/** Of a backup that nobody was told the cost of: it leaves where it is free. */
function withCost(task: OperationTask): OperationTask {
  return task.kind === 'create' ? { ...task, cost: task.cost ?? null } : task;
}
