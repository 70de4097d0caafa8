import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { AccountId } from '../../model/account';
import { TroubleError } from '../../model/trouble';

/** A sealed key: it names how it was sealed, so that later ways can live beside it. */
type Envelope = {
  readonly version: 1;
  readonly cipher: 'AES-GCM';
  readonly sealedBy: 'device';
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
};

interface VaultSchema extends DBSchema {
  keys: { key: AccountId; value: Envelope };
  device: { key: 'key'; value: CryptoKey };
}

const IV_BYTES = 12;

/**
 * The API keys, sealed with AES-GCM under a key of this browser profile that cannot be exported. Only the background
 * opens it. The account's id is bound to each record: a record that was moved to another account does not open.
 */
export class Vault {
  private constructor(
    private readonly database: IDBPDatabase<VaultSchema>,
    private readonly deviceKey: CryptoKey,
  ) {}

  static async open(name = 'lastgood-vault'): Promise<Vault> {
    const database = await openDB<VaultSchema>(name, 1, {
      upgrade(db) {
        db.createObjectStore('keys');
        db.createObjectStore('device');
      },
    });
    return new Vault(database, await deviceKeyOf(database));
  }

  /** Seals a key under a fresh IV, in place of any earlier one of the account. */
  async seal(accountId: AccountId, key: string): Promise<void> {
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const data = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: boundTo(accountId) },
      this.deviceKey,
      new TextEncoder().encode(key),
    );
    await this.database.put(
      'keys',
      { version: 1, cipher: 'AES-GCM', sealedBy: 'device', iv, data },
      accountId,
    );
  }

  /** The key of an account; throws `keyMissing` where there is none or where its record was changed. */
  async unseal(accountId: AccountId): Promise<string> {
    const envelope = await this.database.get('keys', accountId);
    if (!envelope) throw new TroubleError({ kind: 'keyMissing' });
    try {
      const bytes = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: envelope.iv, additionalData: boundTo(accountId) },
        this.deviceKey,
        envelope.data,
      );
      return new TextDecoder().decode(bytes);
    } catch {
      throw new TroubleError({ kind: 'keyMissing' });
    }
  }

  async remove(accountId: AccountId): Promise<void> {
    await this.database.delete('keys', accountId);
  }

  /** Forgets the keys of all accounts but these: one may be left by a worker that died while adding its account. */
  async keepOnly(accountIds: readonly AccountId[]): Promise<void> {
    for (const id of await this.database.getAllKeys('keys')) {
      if (!accountIds.includes(id)) await this.remove(id);
    }
  }

  close(): void {
    this.database.close();
  }
}

function boundTo(accountId: AccountId): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`lastgood-key/${accountId}`);
}

async function deviceKeyOf(database: IDBPDatabase<VaultSchema>): Promise<CryptoKey> {
  const stored = await database.get('device', 'key');
  if (stored) return stored;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  // Two contexts may get here at once: the first one's key is the one that counts.
  const transaction = database.transaction('device', 'readwrite');
  const first = await transaction.store.get('key');
  if (!first) await transaction.store.put(made, 'key');
  await transaction.done;
  return first ?? made;
}
