import { hasEnded, KEPT_OPERATIONS, type Operation } from '../model/operation';
import { namedByPlans } from './plans';
import type { WritableRecords } from './records';
import type { WriteTransaction } from './transaction';

/**
 * Writes an operation of an account that still exists, and forgets the oldest ended ones beyond the number that is kept;
 * none that a stored plan names, as nobody could tell any more what became of its step.
 */
export async function writeDown(
  operation: Operation,
  records: WritableRecords,
  transaction: WriteTransaction,
): Promise<void> {
  const operations = transaction.objectStore('operations');
  const isKnown = (await operations.getKey(operation.id)) !== undefined;
  if (await transaction.objectStore('accounts').get(operation.accountId)) {
    await records.put('operations', operation);
  }
  // To read them all takes a while where they are sealed, and only a new one is one more.
  if (isKnown || (await operations.count()) <= KEPT_OPERATIONS) return;
  const named = await namedByPlans(records);
  const ended = (await records.all('operations'))
    .filter(hasEnded)
    .filter(({ toldAt }) => toldAt !== null)
    .sort((a, b) => b.endedAt - a.endedAt);
  for (const { id } of ended.slice(KEPT_OPERATIONS)) {
    if (!named.has(id)) await operations.delete(id);
  }
}
