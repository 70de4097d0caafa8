import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { AccountId } from '../../model/account';
import type { Envelope } from './envelope';
import type { KeyRecord } from './key-record';

/** What becomes current once the stored state says that it did. Its `sealId` is the state's, null without a passphrase. */
export type Next = {
  readonly sealId: string | null;
  readonly deviceKey: CryptoKey | null;
  readonly envelope: Envelope | null;
  readonly keys: readonly (readonly [AccountId, KeyRecord])[];
};

export interface VaultSchema extends DBSchema {
  keys: { key: AccountId; value: KeyRecord };
  /** There is none while a passphrase is set. */
  device: { key: 'key'; value: CryptoKey };
  /** There is one while a passphrase is set. */
  envelope: { key: 'envelope'; value: Envelope };
  next: { key: 'next'; value: Next };
}

export type VaultDatabase = IDBPDatabase<VaultSchema>;

const VERSION = 2;

export function openVaultDatabase(name: string): Promise<VaultDatabase> {
  return openDB<VaultSchema>(name, VERSION, {
    upgrade(db, oldVersion) {
      if (oldVersion < 1) {
        db.createObjectStore('keys');
        db.createObjectStore('device');
      }
      if (oldVersion < 2) {
        db.createObjectStore('envelope');
        db.createObjectStore('next');
      }
    },
  });
}

/** How the keys are sealed now, with what that needs. */
export async function currentOf(
  database: VaultDatabase,
): Promise<{ readonly envelope: Envelope | null; readonly deviceKey: CryptoKey | null }> {
  const transaction = database.transaction(['envelope', 'device'], 'readonly');
  const [envelope, deviceKey] = await Promise.all([
    transaction.objectStore('envelope').get('envelope'),
    transaction.objectStore('device').get('key'),
  ]);
  await transaction.done;
  return { envelope: envelope ?? null, deviceKey: deviceKey ?? null };
}

/** The device's key, `made` where there was none: two workers may get here at once, and the first one's counts. */
export async function firstDeviceKey(database: VaultDatabase, made: CryptoKey): Promise<CryptoKey> {
  const transaction = database.transaction('device', 'readwrite');
  const first = await transaction.store.get('key');
  if (!first) await transaction.store.put(made, 'key');
  await transaction.done;
  return first ?? made;
}

/**
 * Vault and state are changed one after the other: each step is on the disk before the next begins, so that a computer
 * that loses its power does not find the later one without the earlier.
 */
const ON_DISK = { durability: 'strict' } as const;

export async function putNext(database: VaultDatabase, next: Next): Promise<void> {
  const transaction = database.transaction('next', 'readwrite', ON_DISK);
  await Promise.all([transaction.store.put(next, 'next'), transaction.done]);
}

/** Makes `next` the only thing that the vault holds, in one transaction: no copy of the other way is left. */
export async function makeCurrent(database: VaultDatabase, next: Next): Promise<void> {
  const transaction = database.transaction(['keys', 'device', 'envelope', 'next'], 'readwrite', ON_DISK);
  const keys = transaction.objectStore('keys');
  const device = transaction.objectStore('device');
  const envelope = transaction.objectStore('envelope');
  await Promise.all([
    keys.clear(),
    device.clear(),
    envelope.clear(),
    transaction.objectStore('next').clear(),
    ...next.keys.map(([id, record]) => keys.put(record, id)),
    ...(next.deviceKey ? [device.put(next.deviceKey, 'key')] : []),
    ...(next.envelope ? [envelope.put(next.envelope, 'envelope')] : []),
    transaction.done,
  ]);
}

/** The records with whose they are. */
export async function allKeys(
  database: VaultDatabase,
): Promise<readonly (readonly [AccountId, KeyRecord])[]> {
  const transaction = database.transaction('keys', 'readonly');
  const [ids, records] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
  await transaction.done;
  return records.flatMap((record, i) => {
    const id = ids[i];
    return id === undefined ? [] : [[id, record] as const];
  });
}
