import { TroubleError } from '../model/trouble';
import type { LastgoodSchema } from './database';
import { contentOf, recordOf, type Sealable, type SealedStore, type Value } from './record';
import { opensSeal, type StateKey } from './seal';
import type { ReadTransaction, WriteTransaction } from './transaction';

type Key<Name extends SealedStore> = Sealable[Name]['key'];

/** The sealed stores within one transaction: values go in and come out, whatever lies in the database. */
export class Records {
  /** `key` null: the database has no seal. */
  constructor(
    private readonly transaction: ReadTransaction,
    protected readonly key: StateKey | null,
  ) {}

  /** Undefined where there is none, or a damaged one: that is as good as none, and named at the next unlocking. */
  async get<Name extends SealedStore>(name: Name, at: Key<Name>): Promise<Value<Name> | undefined> {
    const record = await this.transaction.objectStore(name).get(at);
    return record === undefined ? undefined : (contentOf<Name>(name, record, this.key) ?? undefined);
  }

  /** Without the damaged ones. */
  async all<Name extends SealedStore>(name: Name, range?: IDBKeyRange): Promise<Value<Name>[]> {
    const records = await this.transaction.objectStore(name).getAll(range);
    return records.flatMap((record) => contentOf<Name>(name, record, this.key) ?? []);
  }
}

export class WritableRecords extends Records {
  constructor(
    private readonly writable: WriteTransaction,
    key: StateKey | null,
  ) {
    super(writable, key);
  }

  async put<Name extends SealedStore>(name: Name, value: Value<Name>): Promise<void> {
    const record = recordOf(name, value, this.key) as LastgoodSchema[Name]['value'];
    await this.writable.objectStore(name).put(record);
  }

  /** Rejects where there is one already. */
  async add<Name extends SealedStore>(name: Name, value: Value<Name>): Promise<void> {
    const record = recordOf(name, value, this.key) as LastgoodSchema[Name]['value'];
    await this.writable.objectStore(name).add(record);
  }
}

/**
 * The key under which this transaction's records lie, null where nothing is sealed. The mark in the database decides,
 * not what was known when the transaction was asked for: it may have had to wait for one that sealed everything. Throws
 * `locked` where what is `held` by then does not open it.
 */
export async function keyIn(
  transaction: ReadTransaction,
  held: () => StateKey | null,
): Promise<StateKey | null> {
  const mark = await transaction.objectStore('seal').get('seal');
  if (mark === undefined) return null;
  const key = held();
  if (key === null || !opensSeal(mark, key)) throw new TroubleError({ kind: 'locked' });
  return key;
}
