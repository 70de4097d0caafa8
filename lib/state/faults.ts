import type { Fault } from '../model/fault';
import type { WriteTransaction } from './transaction';

/** The last ones say enough: a fault that repeats would fill the disk. */
const KEPT_FAULTS = 50;

/** Notes faults after those that are there, and forgets the oldest beyond the number that is kept. */
export async function addFaults(transaction: WriteTransaction, faults: readonly Fault[]): Promise<void> {
  const store = transaction.objectStore('faults');
  for (const fault of faults) await store.add(fault);
  const keys = await store.getAllKeys();
  for (const key of keys.slice(0, -KEPT_FAULTS)) await store.delete(key);
}

/** Forgets what was found damaged: with everything else gone, nothing is missing any more. */
export async function forgetDamage(transaction: WriteTransaction): Promise<void> {
  for await (const cursor of transaction.objectStore('faults')) {
    if (cursor.value.kind === 'damaged') await cursor.delete();
  }
}
