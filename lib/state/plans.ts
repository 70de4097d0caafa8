import type { Plan } from '../model/plan';
import type { WritableRecords } from './records';
import type { WriteTransaction } from './transaction';

/** Ended plans that are kept; older ones are forgotten once they have been told. */
const KEPT_PLANS = 50;

/** Writes a new plan, and forgets the oldest ended ones beyond the number that is kept. */
export async function addPlan(
  plan: Plan,
  records: WritableRecords,
  transaction: WriteTransaction,
): Promise<void> {
  const told = (await records.all('plans'))
    .flatMap(({ id, end }) => (end === null || end.toldAt === null ? [] : [{ id, at: end.at }]))
    .sort((a, b) => b.at - a.at);
  for (const { id } of told.slice(KEPT_PLANS - 1)) await transaction.objectStore('plans').delete(id);
  await records.add('plans', plan);
}
