import type { Account, AccountStatus } from '../model/account';
import type { DamagedPart, Fault } from '../model/fault';
import type { EpochMs } from '../model/time';
import { TroubleError } from '../model/trouble';
import { addFaults, forgetDamage } from './faults';
import { contentOf, type SealedStore, type StoredRecord, sealedStores } from './record';
import { keyIn, WritableRecords } from './records';
import { markOf, opensSeal, type StateKey } from './seal';
import type { WriteTransaction } from './transaction';

/** Seals every record of the sealed stores and says so; harmless where that has been done under this very seal. */
export async function seal(transaction: WriteTransaction, id: string, key: StateKey): Promise<void> {
  const mark = await transaction.objectStore('seal').get('seal');
  if (mark !== undefined) {
    if (mark.id === id && opensSeal(mark, key)) return;
    throw new TroubleError({ kind: 'internal', where: 'another seal' });
  }
  await rewriteAll(transaction, null, key);
  await transaction.objectStore('seal').put(markOf(id, key), 'seal');
}

/** Makes every record legible and takes the seal away; throws `locked` where `held` does not open it. */
export async function unseal(transaction: WriteTransaction, held: () => StateKey | null): Promise<void> {
  const key = await keyIn(transaction, held);
  if (key === null) return;
  await rewriteAll(transaction, key, null);
  await transaction.objectStore('seal').clear();
}

/** Forgets everything sealed, what of it was found damaged, and the seal; each account begins anew. Needs no key. */
export async function wipe(
  transaction: WriteTransaction,
  freshStatus: (account: Account) => AccountStatus,
): Promise<void> {
  for (const name of sealedStores) await transaction.objectStore(name).clear();
  await transaction.objectStore('seal').clear();
  await forgetDamage(transaction);
  const records = new WritableRecords(transaction, null);
  for (const account of await transaction.objectStore('accounts').getAll()) {
    await records.put('statuses', freshStatus(account));
  }
}

async function rewriteAll(
  transaction: WriteTransaction,
  from: StateKey | null,
  to: StateKey | null,
): Promise<void> {
  const [before, after] = [new WritableRecords(transaction, from), new WritableRecords(transaction, to)];
  for (const name of sealedStores) await rewrite(transaction, name, before, after);
}

/** A damaged record stops it: only the next unlocking can name it and make it good. */
async function rewrite<Name extends SealedStore>(
  transaction: WriteTransaction,
  name: Name,
  before: WritableRecords,
  after: WritableRecords,
): Promise<void> {
  const values = await before.all(name);
  if (values.length !== (await transaction.objectStore(name).count())) {
    throw new TroubleError({ kind: 'internal', where: 'damaged record' });
  }
  for (const value of values) await after.put(name, value);
}

type Dropped = Extract<Fault, { readonly kind: 'damaged' }>;

const partOf: { readonly [Name in SealedStore]: DamagedPart } = {
  statuses: 'status',
  servers: 'server',
  operations: 'operation',
  plans: 'plan',
  findings: 'finding',
  snoozes: 'snooze',
};

/**
 * Drops every record that does not open, notes each as a fault, and makes good what can be read anew: an account
 * without a status gets a fresh one, and one that lost a server is due at once.
 */
export async function dropDamaged(
  transaction: WriteTransaction,
  key: StateKey,
  { freshStatus, now }: { freshStatus: (account: Account) => AccountStatus; now: EpochMs },
): Promise<void> {
  const dropped: Dropped[] = [];
  for (const name of sealedStores) dropped.push(...(await dropFrom(transaction, name, key, now)));
  const records = new WritableRecords(transaction, key);
  const statuses = new Map((await records.all('statuses')).map((status) => [status.accountId, status]));
  const bereft = new Set(dropped.filter(({ part }) => part === 'server').map(({ accountId }) => accountId));
  for (const account of await transaction.objectStore('accounts').getAll()) {
    const status = statuses.get(account.id);
    if (status === undefined) await records.put('statuses', freshStatus(account));
    // A refresh that was cut short would go on without the server: the list names it again.
    else if (bereft.has(account.id))
      await records.put('statuses', { ...status, refresh: null, nextRefreshAt: now });
  }
  await addFaults(transaction, dropped);
}

async function dropFrom<Name extends SealedStore>(
  transaction: WriteTransaction,
  name: Name,
  key: StateKey,
  now: EpochMs,
): Promise<readonly Dropped[]> {
  const store = transaction.objectStore(name);
  const [keys, stored] = await Promise.all([store.getAllKeys(), store.getAll()]);
  const dropped: Dropped[] = [];
  for (const [i, record] of stored.entries()) {
    const at = keys[i];
    if (at === undefined || contentOf<Name>(name, record, key) !== null) continue;
    await store.delete(at);
    dropped.push({ kind: 'damaged', at: now, part: partOf[name], ...whoseOf(record) });
  }
  return dropped;
}

/** By the record's own key, the only part of it that can still be read. */
function whoseOf(record: StoredRecord<SealedStore>): Pick<Dropped, 'accountId' | 'serverId'> {
  if (!('accountId' in record)) return { accountId: null, serverId: null };
  return { accountId: record.accountId, serverId: 'serverId' in record ? record.serverId : null };
}
