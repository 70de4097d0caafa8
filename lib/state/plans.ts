import type { OperationId } from '../model/operation';
import type { Plan } from '../model/plan';
import type { Records, WritableRecords } from './records';
import type { WriteTransaction } from './transaction';

/** Ended plans that are kept; older ones are forgotten once they have been told. */
const KEPT_PLANS = 50;

/** Steps that the kept ended plans have together, but for the newest of them: the journal keeps an operation for each. */
const KEPT_STEPS = 2000;

/** Writes a new plan, and forgets the oldest ended ones beyond what is kept. */
export async function addPlan(
  plan: Plan,
  records: WritableRecords,
  transaction: WriteTransaction,
): Promise<void> {
  const told = (await records.all('plans'))
    .flatMap(({ id, steps, end }) =>
      end === null || end.toldAt === null ? [] : [{ id, steps: steps.length, at: end.at }],
    )
    .sort((a, b) => b.at - a.at);
  let steps = 0;
  for (const [place, old] of told.entries()) {
    steps += old.steps;
    const isKept = place === 0 || (place < KEPT_PLANS - 1 && steps <= KEPT_STEPS);
    if (!isKept) await transaction.objectStore('plans').delete(old.id);
  }
  await records.add('plans', plan);
}

/** The operations that the stored plans name. */
export async function namedByPlans(records: Pick<Records, 'all'>): Promise<ReadonlySet<OperationId>> {
  const ids = (await records.all('plans')).flatMap(({ steps }) =>
    steps.map(({ operationId }) => operationId),
  );
  return new Set(ids.filter((id) => id !== null));
}
