import type { AccountId } from '../model/account';
import type { WritableRecords } from './records';
import { traceOf } from './trace';
import type { WriteTransaction } from './transaction';

/** Everything of one account among the servers' keys. */
export function rangeOf(accountId: AccountId): IDBKeyRange {
  return IDBKeyRange.bound([accountId], [accountId, []]);
}

/**
 * Removes an account with all that is stored of it: status, servers, operations, findings, snoozes, its goals and its
 * mute. What concerns a server that another account reaches too stays.
 */
export async function removeTraces(
  transaction: WriteTransaction,
  records: WritableRecords,
  id: AccountId,
): Promise<void> {
  const [servers, operations, settings, findings, snoozes] = await Promise.all([
    records.all('servers'),
    records.all('operations'),
    transaction.objectStore('settings').get('settings'),
    records.all('findings'),
    records.all('snoozes'),
  ]);
  const forgotten = traceOf(id, servers);
  await Promise.all([
    transaction.objectStore('accounts').delete(id),
    transaction.objectStore('statuses').delete(id),
    transaction.objectStore('servers').delete(rangeOf(id)),
    ...operations
      .filter((operation) => operation.accountId === id)
      .map((operation) => transaction.objectStore('operations').delete(operation.id)),
    ...findings
      .filter(({ finding }) => forgotten.has(finding.subject))
      .map((record) => transaction.objectStore('findings').delete(record.id)),
    ...snoozes
      .filter(({ target }) => forgotten.hasTarget(target))
      .map(({ target }) => transaction.objectStore('snoozes').delete(target)),
    ...(settings ? [transaction.objectStore('settings').put(forgotten.without(settings), 'settings')] : []),
  ]);
}
