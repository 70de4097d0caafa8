import type { IDBPTransaction, StoreNames } from 'idb';
import type { Database, LastgoodSchema } from './database';

export type StoreName = StoreNames<LastgoodSchema>;
export type WriteTransaction = IDBPTransaction<LastgoodSchema, StoreName[], 'readwrite'>;
export type ReadTransaction = IDBPTransaction<LastgoodSchema, StoreName[], 'readonly' | 'readwrite'>;

/** Reads from several stores as they are at one moment. */
export function reading<Result>(
  database: Database,
  names: readonly StoreName[],
  work: (transaction: ReadTransaction) => Promise<Result>,
): Promise<Result> {
  return ending(database.transaction([...names], 'readonly'), work);
}

/**
 * Changes several stores wholly or not at all: it has been written when the promise resolves, and where the work or
 * the browser fails, everything is as it was. The work may wait for nothing but the transaction itself.
 */
export function writing<Result>(
  database: Database,
  names: readonly StoreName[],
  work: (transaction: WriteTransaction) => Promise<Result>,
  durability: IDBTransactionDurability = 'default',
): Promise<Result> {
  return ending(database.transaction([...names], 'readwrite', { durability }), work);
}

async function ending<Transaction extends Pick<WriteTransaction, 'done' | 'abort'>, Result>(
  transaction: Transaction,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  // It is waited for below; where the work fails first, that is the reason to tell.
  const ended = transaction.done.then(
    () => null,
    (error: unknown) => ({ error }),
  );
  let result: Result;
  try {
    result = await work(transaction);
  } catch (error) {
    abort(transaction);
    await ended;
    throw error;
  }
  const failed = await ended;
  if (failed !== null) throw failed.error;
  return result;
}

function abort(transaction: Pick<WriteTransaction, 'abort'>): void {
  try {
    transaction.abort();
  } catch {
    // The browser had already given it up.
  }
}
