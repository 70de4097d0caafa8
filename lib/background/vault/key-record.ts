import type { AccountId } from '../../model/account';
import { TroubleError } from '../../model/trouble';

/** By which key the records are sealed: that of this browser profile, or one that a passphrase opens. */
export type SealedBy = 'device' | 'passphrase';

/** A sealed API key: it names how it was sealed, so that later ways can live beside it. */
export type KeyRecord = {
  readonly version: 1;
  readonly cipher: 'AES-GCM';
  readonly sealedBy: SealedBy;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
};

/** A sealing key and what it is. */
export type Sealer = { readonly by: SealedBy; readonly key: CryptoKey };

const IV_BYTES = 12;

/** Seals an API key under a fresh IV; the account's id is bound to it. */
export async function sealKey({ by, key }: Sealer, accountId: AccountId, text: string): Promise<KeyRecord> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: boundTo(accountId) },
    key,
    new TextEncoder().encode(text),
  );
  return { version: 1, cipher: 'AES-GCM', sealedBy: by, iv, data };
}

/** The API key; throws `keyDamaged` where the record was changed, moved, or sealed by another key. */
export async function openKey({ by, key }: Sealer, accountId: AccountId, record: KeyRecord): Promise<string> {
  try {
    if (record.sealedBy !== by) throw new TroubleError({ kind: 'keyDamaged' });
    const bytes = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: record.iv, additionalData: boundTo(accountId) },
      key,
      record.data,
    );
    return new TextDecoder().decode(bytes);
  } catch {
    throw new TroubleError({ kind: 'keyDamaged' });
  }
}

/** The record under another sealing key. One that does not open stays one that does not, and keeps nothing of itself. */
export async function resealed(
  from: Sealer,
  to: Sealer,
  accountId: AccountId,
  record: KeyRecord,
): Promise<KeyRecord> {
  try {
    return await sealKey(to, accountId, await openKey(from, accountId, record));
  } catch (error) {
    if (!(error instanceof TroubleError)) throw error;
    return { ...record, sealedBy: to.by, data: new ArrayBuffer(0) };
  }
}

/** The sealing key of 32 bytes, as a key that cannot be exported. */
export async function sealerOf(vaultKey: Uint8Array<ArrayBuffer>): Promise<Sealer> {
  const key = await crypto.subtle.importKey('raw', vaultKey, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { by: 'passphrase', key };
}

/** A new sealing key of this browser profile. */
export async function newDeviceSealer(): Promise<Sealer> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return { by: 'device', key };
}

function boundTo(accountId: AccountId): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`lastgood-key/${accountId}`);
}
