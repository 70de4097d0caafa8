import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import type { Account, AccountId } from '../model/account';
import type { Fault } from '../model/fault';
import type { Watch } from '../model/finding';
import type { Settings } from '../model/settings';
import { completedRecord, type Sealable, type SealedStore, type StoredRecord } from './record';
import type { SealMark } from './seal';

type SealableSchema = {
  [Name in SealedStore]: { key: Sealable[Name]['key']; value: StoredRecord<Name> };
};

/** What stays legible under a seal is what has to outlive a forgotten passphrase. */
export type LastgoodSchema = DBSchema &
  SealableSchema & {
    accounts: { key: AccountId; value: Account };
    settings: { key: 'settings'; value: Partial<Settings> };
    watch: { key: 'watch'; value: Watch };
    faults: { key: number; value: Fault };
    /** There is a mark while the state is sealed. */
    seal: { key: 'seal'; value: SealMark };
  };

export type Database = IDBPDatabase<LastgoodSchema>;

type Upgrade = IDBPTransaction<LastgoodSchema, StoreNames<LastgoodSchema>[], 'versionchange'>;

/** Raised with every change of a stored shape, together with a step in `upgrade`. */
const VERSION = 5;

/** Opens the stored state. A second connection never blocks an upgrade: the older one closes itself. */
export async function openDatabase(name = 'lastgood'): Promise<Database> {
  const database = await openDB<LastgoodSchema>(name, VERSION, {
    async upgrade(db, oldVersion, _newVersion, transaction) {
      if (oldVersion < 1) {
        db.createObjectStore('accounts', { keyPath: 'id' });
        db.createObjectStore('statuses', { keyPath: 'accountId' });
        db.createObjectStore('servers', { keyPath: ['accountId', 'serverId'] });
        db.createObjectStore('operations', { keyPath: 'id' });
        db.createObjectStore('settings');
      }
      if (oldVersion < 2) {
        db.createObjectStore('findings', { keyPath: 'id' });
        db.createObjectStore('snoozes', { keyPath: 'target' });
        db.createObjectStore('watch');
        const servers = transaction.objectStore('servers');
        for (const server of await servers.getAll()) {
          await servers.put({ ...server, lockedSince: null, seen: [] });
        }
      }
      if (oldVersion < 3) {
        db.createObjectStore('faults', { autoIncrement: true });
        db.createObjectStore('seal');
      }
      if (oldVersion < 4) db.createObjectStore('plans', { keyPath: 'id' });
      if (oldVersion < 5) {
        for (const name of ['servers', 'operations', 'plans'] as const) await completeAll(transaction, name);
      }
    },
    blocking() {
      database.close();
    },
  });
  return database;
}

async function completeAll<Name extends SealedStore>(transaction: Upgrade, name: Name): Promise<void> {
  const store = transaction.objectStore(name);
  for (const record of await store.getAll()) {
    await store.put(completedRecord<Name>(name, record) as LastgoodSchema[Name]['value']);
  }
}
