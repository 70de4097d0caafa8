import { browser } from 'wxt/browser';
import type { StateKey } from './seal';

/** The entry of `storage.session` with the key of the stored state, in base64: there while Lastgood is unlocked. */
export const STATE_KEY = 'stateKey';

const KEY_BASE64 = /^[A-Za-z0-9+/]{43}=$/;

/** The key that an unlocked Lastgood left for its own pages; null while it is locked, and where there is no seal. */
export async function readStateKey(): Promise<StateKey | null> {
  const { [STATE_KEY]: text } = await browser.storage.session.get(STATE_KEY);
  return keyFromText(text);
}

/** A key of 32 bytes as it is left in `storage.session`; null where the entry is none. */
export function keyFromText(text: unknown): Uint8Array<ArrayBuffer> | null {
  if (typeof text !== 'string' || !KEY_BASE64.test(text)) return null;
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
