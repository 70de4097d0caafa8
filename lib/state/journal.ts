import { hasEnded, type Operation } from '../model/operation';
import type { WritableRecords } from './records';
import type { WriteTransaction } from './transaction';

/** Ended operations that are kept, as the record of what was done; older ones are forgotten once they have been told. */
const KEPT_OPERATIONS = 1000;

/** Writes an operation of an account that still exists, and forgets the oldest ended ones beyond the number that is kept. */
export async function writeDown(
  operation: Operation,
  records: WritableRecords,
  transaction: WriteTransaction,
): Promise<void> {
  if (await transaction.objectStore('accounts').get(operation.accountId)) {
    await records.put('operations', operation);
  }
  // To read them all takes a while where they are sealed.
  if ((await transaction.objectStore('operations').count()) <= KEPT_OPERATIONS) return;
  const ended = (await records.all('operations'))
    .filter(hasEnded)
    .filter((entry) => entry.toldAt !== null)
    .sort((a, b) => b.endedAt - a.endedAt);
  for (const old of ended.slice(KEPT_OPERATIONS)) await transaction.objectStore('operations').delete(old.id);
}
