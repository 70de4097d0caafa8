import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, test } from 'vitest';
import { Vault } from '../../../../lib/background/vault/vault';
import { troubleOf } from '../../../../lib/model/trouble';

const KEY = 'sentinel-key-0123456789';
let name = '';
let count = 0;

async function openVault(): Promise<Vault> {
  return Vault.open(name);
}

async function rows(): Promise<{ id: string; envelope: Record<string, unknown> }[]> {
  const database = await openDB(name);
  const ids = (await database.getAllKeys('keys')).map(String);
  const found = await Promise.all(ids.map(async (id) => ({ id, envelope: await database.get('keys', id) })));
  database.close();
  return found;
}

async function kindOf(reading: Promise<unknown>): Promise<string> {
  return reading.then(
    () => 'opened',
    (error: unknown) => troubleOf(error).kind,
  );
}

describe('the vault', () => {
  afterEach(async () => {
    await deleteDB(name);
  });

  test('gives back what was sealed, also to the next worker', async () => {
    name = `vault-${count++}`;
    const vault = await openVault();
    await vault.seal('a1', KEY);
    expect(await vault.unseal('a1')).toBe(KEY);
    vault.close();
    const next = await openVault();
    expect(await next.unseal('a1')).toBe(KEY);
    next.close();
  });

  test('keeps nothing readable, and seals the same key differently each time', async () => {
    name = `vault-${count++}`;
    const vault = await openVault();
    await vault.seal('a1', KEY);
    await vault.seal('a2', KEY);
    const [first, second] = await rows();
    const bytes = (entry: typeof first) => Buffer.from(entry?.envelope.data as ArrayBuffer);
    expect(bytes(first).includes(Buffer.from(KEY.slice(0, 8)))).toBe(false);
    expect(bytes(first).equals(bytes(second))).toBe(false);
    expect(first?.envelope.iv).not.toEqual(second?.envelope.iv);
    expect(first?.envelope).toMatchObject({ version: 1, cipher: 'AES-GCM', sealedBy: 'device' });
    vault.close();
  });

  test('the key that seals cannot be exported', async () => {
    name = `vault-${count++}`;
    const vault = await openVault();
    const database = await openDB(name);
    const deviceKey: CryptoKey = await database.get('device', 'key');
    expect(deviceKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', deviceKey)).rejects.toThrow();
    database.close();
    vault.close();
  });

  test('a record moved to another account does not open', async () => {
    name = `vault-${count++}`;
    const vault = await openVault();
    await vault.seal('a1', KEY);
    const database = await openDB(name);
    await database.put('keys', await database.get('keys', 'a1'), 'a2');
    expect(await kindOf(vault.unseal('a2'))).toBe('keyDamaged');
    expect(await vault.unseal('a1')).toBe(KEY);
    database.close();
    vault.close();
  });

  test('one flipped bit is noticed, and the other records live', async () => {
    name = `vault-${count++}`;
    const vault = await openVault();
    await vault.seal('a1', KEY);
    await vault.seal('a2', KEY);
    const database = await openDB(name);
    const envelope = await database.get('keys', 'a1');
    new Uint8Array(envelope.data)[0] = (new Uint8Array(envelope.data)[0] ?? 0) ^ 1;
    await database.put('keys', envelope, 'a1');
    expect(await kindOf(vault.unseal('a1'))).toBe('keyDamaged');
    expect(await vault.unseal('a2')).toBe(KEY);
    database.close();
    vault.close();
  });

  test('a removed key is gone', async () => {
    name = `vault-${count++}`;
    const vault = await openVault();
    await vault.seal('a1', KEY);
    await vault.remove('a1');
    expect(await kindOf(vault.unseal('a1'))).toBe('keyMissing');
    expect(await rows()).toEqual([]);
    vault.close();
  });

  test('keeps only the keys of the accounts that exist', async () => {
    name = `vault-${count++}`;
    const vault = await openVault();
    await vault.seal('a1', KEY);
    await vault.seal('left-behind', KEY);
    await vault.keepOnly(['a1']);
    expect((await rows()).map(({ id }) => id)).toEqual(['a1']);
    vault.close();
  });

  test('two workers that start at once agree on one sealing key', async () => {
    name = `vault-${count++}`;
    const [one, two] = await Promise.all([openVault(), openVault()]);
    await one.seal('a1', KEY);
    expect(await two.unseal('a1')).toBe(KEY);
    one.close();
    two.close();
  });
});
