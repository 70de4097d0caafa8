import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Account, AccountId, AccountStatus, ServerId } from '../model/account';
import type { Operation, OperationId } from '../model/operation';
import type { StoredServer } from '../model/server';
import type { Settings } from '../model/settings';

export interface LastgoodSchema extends DBSchema {
  accounts: { key: AccountId; value: Account };
  statuses: { key: AccountId; value: AccountStatus };
  servers: { key: [AccountId, ServerId]; value: ServerRecord };
  operations: { key: OperationId; value: Operation };
  settings: { key: 'settings'; value: Settings };
}

/** A stored server with its id lifted to the top, where an IndexedDB key path can reach it. */
export type ServerRecord = StoredServer & { readonly serverId: ServerId };
export type Database = IDBPDatabase<LastgoodSchema>;

/** Raised with every change of a stored shape, together with a step in `upgrade`. */
const VERSION = 1;

/** Opens the stored state. A second connection never blocks an upgrade: the older one closes itself. */
export async function openDatabase(name = 'lastgood'): Promise<Database> {
  const database = await openDB<LastgoodSchema>(name, VERSION, {
    upgrade(db, oldVersion) {
      if (oldVersion < 1) {
        db.createObjectStore('accounts', { keyPath: 'id' });
        db.createObjectStore('statuses', { keyPath: 'accountId' });
        db.createObjectStore('servers', { keyPath: ['accountId', 'serverId'] });
        db.createObjectStore('operations', { keyPath: 'id' });
        db.createObjectStore('settings');
      }
    },
    blocking() {
      database.close();
    },
  });
  return database;
}
