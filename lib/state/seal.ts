import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';

/** 32 bytes that seal the stored state. */
export type StateKey = Uint8Array;
export type SealedBytes = Uint8Array<ArrayBuffer>;

/** What comes back from JSON as it went in: all that a sealed record may hold. Numbers have to be finite. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [field: string]: Json };

/** What the database says of its seal: which one it is, and something that only its key opens. */
export type SealMark = { readonly id: string; readonly check: SealedBytes };

const NONCE_BYTES = 24;
const TAG_BYTES = 16;

/**
 * Seals a value for one place with XChaCha20-Poly1305, under a nonce of its own that leads the bytes. The cipher is
 * not WebCrypto's: a transaction of IndexedDB ends while it waits for that.
 */
export function sealValue(key: StateKey, place: string, value: Json): SealedBytes {
  const text = encode(JSON.stringify(value));
  const sealed = new Uint8Array(NONCE_BYTES + text.length + TAG_BYTES);
  const nonce = crypto.getRandomValues(sealed.subarray(0, NONCE_BYTES));
  xchacha20poly1305(key, nonce, encode(place)).encrypt(text, sealed.subarray(NONCE_BYTES));
  return sealed;
}

/** The value again; throws where the key, the place or any bit is not the one that it was sealed with. */
export function openValue(key: StateKey, place: string, sealed: Uint8Array): unknown {
  const cipher = xchacha20poly1305(key, sealed.subarray(0, NONCE_BYTES), encode(place));
  return JSON.parse(new TextDecoder().decode(cipher.decrypt(sealed.subarray(NONCE_BYTES))));
}

/** The mark of a seal that `key` opens. */
export function markOf(id: string, key: StateKey): SealMark {
  return { id, check: sealValue(key, markPlace(id), id) };
}

/** Whether `key` is the one of this seal. */
export function opensSeal({ id, check }: SealMark, key: StateKey): boolean {
  try {
    return openValue(key, markPlace(id), check) === id;
  } catch {
    // Whatever the reason is: it does not open.
    return false;
  }
}

function markPlace(id: string): string {
  return JSON.stringify(['seal', id]);
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
