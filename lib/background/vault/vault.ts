import pLimit from 'p-limit';
import type { AccountId } from '../../model/account';
import { TroubleError } from '../../model/trouble';
import {
  allKeys,
  currentOf,
  firstDeviceKey,
  makeCurrent,
  openVaultDatabase,
  putNext,
  type VaultDatabase,
} from './database';
import { type Cost, type Envelope, productionCost } from './envelope';
import { newDeviceSealer, openKey, resealed, type Sealer, sealerOf, sealKey } from './key-record';

/** To what the keys are to be sealed anew: by the device, or by a passphrase's key. `wiped` leaves all keys behind. */
export type Target =
  | { readonly by: 'device'; readonly keys: 'kept' | 'wiped' }
  | { readonly by: 'passphrase'; readonly envelope: Envelope; readonly vaultKey: Uint8Array<ArrayBuffer> };

/** The stored state's part of a switch: what commits it, and what it says of itself afterwards. */
export type Commit = {
  readonly commit: () => Promise<void>;
  readonly sealId: () => Promise<string | null>;
};

/**
 * The API keys, sealed with AES-GCM; only the background opens it. Without a passphrase they are sealed under a key of
 * this browser profile that cannot be exported; with one, under a key that the vault has only while it is unlocked. The
 * account's id is bound to each record: a record that was moved to another account does not open.
 */
export class Vault {
  /** A key that is sealed while all of them are being switched would be left behind: one after the other. */
  private readonly alone = pLimit(1);

  private constructor(
    private readonly database: VaultDatabase,
    /** Null while it is locked. */
    private sealer: Sealer | null,
    readonly cost: Cost,
  ) {}

  /** `cost` is a parameter for tests alone, which try a passphrase hundreds of times: what the product uses is fixed. */
  static async open(name = 'lastgood-vault', cost: Cost = productionCost): Promise<Vault> {
    const database = await openVaultDatabase(name);
    return new Vault(database, await deviceSealer(database), cost);
  }

  /** Seals a key under a fresh IV, in place of any earlier one of the account; throws `locked`. */
  seal(accountId: AccountId, key: string): Promise<void> {
    return this.alone(async () => {
      await this.database.put('keys', await sealKey(this.opened(), accountId, key), accountId);
    });
  }

  /** The key of an account; throws `locked`, `keyMissing` where there is none, `keyDamaged` where it does not open. */
  unseal(accountId: AccountId): Promise<string> {
    return this.alone(async () => {
      const sealer = this.opened();
      const record = await this.database.get('keys', accountId);
      if (!record) throw new TroubleError({ kind: 'keyMissing' });
      return openKey(sealer, accountId, record);
    });
  }

  remove(accountId: AccountId): Promise<void> {
    return this.alone(() => this.database.delete('keys', accountId));
  }

  /** Forgets the keys of all accounts but these: one may be left by a worker that died while adding its account. */
  keepOnly(accountIds: readonly AccountId[]): Promise<void> {
    return this.alone(async () => {
      for (const id of await this.database.getAllKeys('keys')) {
        if (!accountIds.includes(id)) await this.database.delete('keys', id);
      }
    });
  }

  /** What a passphrase opens; null where none is set. */
  async envelope(): Promise<Envelope | null> {
    return (await this.database.get('envelope', 'envelope')) ?? null;
  }

  /** Puts an envelope of the same root in place of the current one; the keys stay as they are. */
  async replaceEnvelope(envelope: Envelope): Promise<void> {
    await this.database.put('envelope', envelope, 'envelope');
  }

  /** Opens it with a passphrase's key. That it is the right one is the caller's to know. */
  async unlock(vaultKey: Uint8Array<ArrayBuffer>): Promise<void> {
    this.sealer = await sealerOf(vaultKey);
  }

  /** Forgets the passphrase's key. */
  lock(): void {
    if (this.sealer !== null && this.sealer.by === 'passphrase') this.sealer = null;
  }

  /**
   * Seals all keys anew, together with the stored state: first beside the current ones, then the state commits, then
   * they take their place and every trace of the earlier way goes. A worker that dies leaves what `settle` finishes.
   */
  switchTo(target: Target, { commit, sealId }: Commit): Promise<void> {
    return this.alone(async () => {
      const from = target.by === 'device' && target.keys === 'wiped' ? null : this.opened();
      const to = target.by === 'device' ? await newDeviceSealer() : await sealerOf(target.vaultKey);
      const envelope = target.by === 'device' ? null : target.envelope;
      const current = from === null ? [] : await allKeys(this.database);
      const keys = await Promise.all(
        current.map(async ([id, record]) => [id, await resealed(from ?? to, to, id, record)] as const),
      );
      const deviceKey = envelope === null ? to.key : null;
      const sealedAs = envelope === null ? null : envelope.sealId;
      await putNext(this.database, { sealId: sealedAs, deviceKey, envelope, keys });
      try {
        await commit();
      } finally {
        // What the state says of itself decides: a commit may have failed after all of it was written.
        if (await this.settleAs(await sealId())) this.sealer = to;
      }
    });
  }

  /** Ends a switch that a worker died over, by what the stored state says; to be called before anything else. */
  settle(sealId: string | null): Promise<void> {
    return this.alone(async () => {
      await this.settleAs(sealId);
      const { envelope } = await currentOf(this.database);
      // The browser may lose a database. Without the state's seal nobody would be asked for the passphrase any more.
      if (sealId === null && envelope !== null) {
        await makeCurrent(this.database, {
          sealId: null,
          deviceKey: (await newDeviceSealer()).key,
          envelope: null,
          keys: [],
        });
      }
      this.sealer = await deviceSealer(this.database);
    });
  }

  close(): void {
    this.database.close();
  }

  /** Makes current what was prepared, or drops it; true where it was made current. */
  private async settleAs(sealId: string | null): Promise<boolean> {
    const next = await this.database.get('next', 'next');
    if (!next) return false;
    if (next.sealId === sealId) await makeCurrent(this.database, next);
    else await this.database.delete('next', 'next');
    return next.sealId === sealId;
  }

  private opened(): Sealer {
    if (this.sealer === null) throw new TroubleError({ kind: 'locked' });
    return this.sealer;
  }
}

/** The key of this profile, made where there is none; null where a passphrase seals. */
async function deviceSealer(database: VaultDatabase): Promise<Sealer | null> {
  const { envelope, deviceKey } = await currentOf(database);
  if (envelope !== null) return null;
  if (deviceKey !== null) return { by: 'device', key: deviceKey };
  const made = await newDeviceSealer();
  return { by: 'device', key: await firstDeviceKey(database, made.key) };
}
