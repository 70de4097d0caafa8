import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Account, AccountId, AccountStatus, ServerId } from '../model/account';
import type { FindingRecord, Snooze, Watch } from '../model/finding';
import type { Operation, OperationId } from '../model/operation';
import type { StoredServer } from '../model/server';
import type { Settings } from '../model/settings';

export interface LastgoodSchema extends DBSchema {
  accounts: { key: AccountId; value: Account };
  statuses: { key: AccountId; value: AccountStatus };
  servers: { key: [AccountId, ServerId]; value: ServerRecord };
  operations: { key: OperationId; value: Operation };
  settings: { key: 'settings'; value: Partial<Settings> };
  findings: { key: string; value: FindingRecord };
  snoozes: { key: string; value: Snooze };
  watch: { key: 'watch'; value: Watch };
}

/** A stored server with its id lifted to the top, where an IndexedDB key path can reach it. */
export type ServerRecord = StoredServer & { readonly serverId: ServerId };
export type Database = IDBPDatabase<LastgoodSchema>;

/** Raised with every change of a stored shape, together with a step in `upgrade`. */
const VERSION = 2;

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
    },
    blocking() {
      database.close();
    },
  });
  return database;
}
