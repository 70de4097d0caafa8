import type { AccountId } from '../model/account';
import type { Plan } from '../model/plan';
import type { WritableRecords } from './records';
import { traceOf } from './trace';
import type { WriteTransaction } from './transaction';

/** Everything of one account among the servers' keys. */
export function rangeOf(accountId: AccountId): IDBKeyRange {
  return IDBKeyRange.bound([accountId], [accountId, []]);
}

/**
 * Removes an account with all that is stored of it: status, servers, operations, its part in plans, findings, snoozes,
 * its goals and its mute. What concerns a server that another account reaches too stays.
 */
export async function removeTraces(
  transaction: WriteTransaction,
  records: WritableRecords,
  id: AccountId,
): Promise<void> {
  const [servers, operations, plans, settings, findings, snoozes] = await Promise.all([
    records.all('servers'),
    records.all('operations'),
    records.all('plans'),
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
    ...plans.map((plan) => removeSteps(transaction, records, plan, id)),
    ...findings
      .filter(({ finding }) => forgotten.has(finding.subject))
      .map((record) => transaction.objectStore('findings').delete(record.id)),
    ...snoozes
      .filter(({ target }) => forgotten.hasTarget(target))
      .map(({ target }) => transaction.objectStore('snoozes').delete(target)),
    ...(settings ? [transaction.objectStore('settings').put(forgotten.without(settings), 'settings')] : []),
  ]);
}

/** A plan of this account alone goes; one of several accounts goes on without it. */
async function removeSteps(
  transaction: WriteTransaction,
  records: WritableRecords,
  plan: Plan,
  id: AccountId,
): Promise<void> {
  const steps = plan.steps.filter(({ accountId }) => accountId !== id);
  if (steps.length === 0) await transaction.objectStore('plans').delete(plan.id);
  else if (steps.length < plan.steps.length) await records.put('plans', { ...plan, steps });
}
