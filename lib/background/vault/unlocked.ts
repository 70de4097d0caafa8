import { browser } from 'wxt/browser';
import type { EpochMs } from '../../model/time';
import { keyFromText, STATE_KEY } from '../../state/unlocked';
import type { SealKeys } from './envelope';

/** What the browser keeps in memory until it closes, whatever becomes of the worker: `storage.session`. */
export type SessionMemory = {
  readonly read: () => Promise<Readonly<Record<string, unknown>>>;
  /** All entries in one call: a worker that dies leaves all of them or none. */
  readonly write: (entries: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly remove: (names: readonly string[]) => Promise<void>;
  readonly clear: () => Promise<void>;
};

/** What an unlocked Lastgood leaves to its next worker. */
export type Unlocked = { readonly keys: SealKeys; readonly usedAt: EpochMs };

/** The state's key is there for the own pages too; this one is the background's alone. */
const VAULT_KEY = 'vaultKey';
const USED_AT = 'usedAt';

export const browserSession: SessionMemory = {
  read: () => browser.storage.session.get(null),
  write: (entries) => browser.storage.session.set({ ...entries }),
  remove: (names) => browser.storage.session.remove([...names]),
  clear: () => browser.storage.session.clear(),
};

export async function remember(session: SessionMemory, { keys, usedAt }: Unlocked): Promise<void> {
  await session.write({
    [STATE_KEY]: toBase64(keys.stateKey),
    [VAULT_KEY]: toBase64(keys.vaultKey),
    [USED_AT]: usedAt,
  });
}

/** Null where nothing was left, or not all of it. */
export async function recall(session: SessionMemory): Promise<Unlocked | null> {
  const entries = await session.read();
  const stateKey = keyFromText(entries[STATE_KEY]);
  const vaultKey = keyFromText(entries[VAULT_KEY]);
  const usedAt = entries[USED_AT];
  if (stateKey === null || vaultKey === null || typeof usedAt !== 'number') return null;
  return { keys: { stateKey, vaultKey }, usedAt };
}

/** Takes the keys out of memory and leaves the rest of it: nothing is unlocked, and nothing was locked either. */
export async function forgetKeys(session: SessionMemory): Promise<void> {
  await session.remove([STATE_KEY, VAULT_KEY, USED_AT]);
}

export async function rememberUse(session: SessionMemory, usedAt: EpochMs): Promise<void> {
  await session.write({ [USED_AT]: usedAt });
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
