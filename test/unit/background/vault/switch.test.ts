import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { keysOf, newRoot, wrapRoot } from '../../../../lib/background/vault/envelope';
import { type Target, Vault } from '../../../../lib/background/vault/vault';
import { troubleOf } from '../../../../lib/model/trouble';
import { CHEAP } from './cheap';

const KEY = 'sentinel-key-0123456789';

let count = 0;
let name = '';
let vault: Vault;
let vaultKey: Uint8Array<ArrayBuffer>;
/** The stored state's seal. */
let seal: string | null;

beforeEach(async () => {
  name = `switch-${count++}`;
  seal = null;
  vault = await Vault.open(name, CHEAP);
  await vault.seal('a1', KEY);
  await vault.seal('a2', 'another-key');
});

async function byPassphrase(): Promise<Target> {
  const root = newRoot();
  const envelope = await wrapRoot(root, { passphrase: 'x', sealId: 'seal-1', iterations: 20 });
  vaultKey = (await keysOf(root)).vaultKey;
  return { by: 'passphrase', envelope, vaultKey };
}

const committing = (to: string | null) => ({
  commit: async () => {
    seal = to;
  },
  sealId: async () => seal,
});

/** As a worker that died over the commit leaves it: prepared, and neither finished nor dropped. */
async function dieAtCommit(target: Target, committed: string | null): Promise<void> {
  const death = new Promise<never>(() => {});
  await new Promise<void>((dead) => {
    const commit = async () => {
      seal = committed;
      dead();
      return death;
    };
    void vault.switchTo(target, { commit, sealId: async () => seal });
  });
  vault = await Vault.open(name, CHEAP);
  await vault.settle(seal);
}

async function held(): Promise<{ stores: Record<string, number>; sealedBy: readonly string[] }> {
  const database = await openDB(name);
  const stores: Record<string, number> = {};
  for (const store of database.objectStoreNames) stores[store] = await database.count(store);
  const sealedBy = (await database.getAll('keys')).map((record: { sealedBy: string }) => record.sealedBy);
  database.close();
  return { stores, sealedBy };
}

const byDevice = { stores: { keys: 2, device: 1, envelope: 0, next: 0 }, sealedBy: ['device', 'device'] };
const sealed = {
  stores: { keys: 2, device: 0, envelope: 1, next: 0 },
  sealedBy: ['passphrase', 'passphrase'],
};

async function kindOf(reading: Promise<unknown>): Promise<string> {
  return reading.then(
    () => 'opened',
    (error: unknown) => troubleOf(error).kind,
  );
}

async function change(accountId: string, how: (record: { data: ArrayBuffer }) => object | null) {
  const database = await openDB(name);
  const after = how(await database.get('keys', accountId));
  if (after === null) await database.delete('keys', accountId);
  else await database.put('keys', after, accountId);
  database.close();
}

describe('a switch to a passphrase and back', () => {
  test('keeps every key open, and leaves nothing of the earlier way', async () => {
    await vault.switchTo(await byPassphrase(), committing('seal-1'));
    expect(await held()).toEqual(sealed);
    expect([await vault.unseal('a1'), await vault.unseal('a2')]).toEqual([KEY, 'another-key']);
    await vault.switchTo({ by: 'device', keys: 'kept' }, committing(null));
    expect(await held()).toEqual(byDevice);
    expect([await vault.unseal('a1'), await vault.unseal('a2')]).toEqual([KEY, 'another-key']);
  });

  test('the next worker needs the key that the passphrase gives', async () => {
    await vault.switchTo(await byPassphrase(), committing('seal-1'));
    const next = await Vault.open(name, CHEAP);
    await next.settle('seal-1');
    expect(await kindOf(next.unseal('a1'))).toBe('locked');
    expect(await kindOf(next.seal('a3', 'x'))).toBe('locked');
    await next.unlock(vaultKey);
    expect(await next.unseal('a1')).toBe(KEY);
    next.lock();
    expect(await kindOf(next.unseal('a1'))).toBe('locked');
    expect(await kindOf(next.unseal('none'))).toBe('locked');
    expect(await held()).toEqual(sealed);
  });

  test('no worker that starts while it is sealed makes a key of the device', async () => {
    await vault.switchTo(await byPassphrase(), committing('seal-1'));
    await Vault.open(name, CHEAP);
    expect((await held()).stores).toMatchObject({ device: 0 });
  });

  test('without a passphrase there is nothing to lock', async () => {
    vault.lock();
    expect(await vault.unseal('a1')).toBe(KEY);
  });

  test('the key of the device is another one afterwards', async () => {
    const database = await openDB(name);
    const before: CryptoKey = await database.get('device', 'key');
    const record = await database.get('keys', 'a1');
    await vault.switchTo(await byPassphrase(), committing('seal-1'));
    await vault.switchTo({ by: 'device', keys: 'kept' }, committing(null));
    const after: CryptoKey = await database.get('device', 'key');
    database.close();
    const additionalData = new TextEncoder().encode('lastgood-key/a1');
    const opened = (key: CryptoKey) =>
      crypto.subtle.decrypt({ name: 'AES-GCM', iv: record.iv, additionalData }, key, record.data);
    expect(new TextDecoder().decode(await opened(before))).toBe(KEY);
    await expect(opened(after)).rejects.toThrow();
    expect(after.extractable).toBe(false);
  });

  test('a wiping one leaves no key, also from a locked vault', async () => {
    await vault.switchTo(await byPassphrase(), committing('seal-1'));
    vault.lock();
    await vault.switchTo({ by: 'device', keys: 'wiped' }, committing(null));
    expect(await held()).toEqual({ stores: { keys: 0, device: 1, envelope: 0, next: 0 }, sealedBy: [] });
    expect(await kindOf(vault.unseal('a1'))).toBe('keyMissing');
    await vault.seal('a1', 'new');
    expect(await vault.unseal('a1')).toBe('new');
  });

  test('a locked vault is not switched by keeping what it cannot open', async () => {
    await vault.switchTo(await byPassphrase(), committing('seal-1'));
    vault.lock();
    expect(await kindOf(vault.switchTo({ by: 'device', keys: 'kept' }, committing(null)))).toBe('locked');
    expect(await held()).toEqual(sealed);
    expect(seal).toBe('seal-1');
  });
});

describe('a switch whose commit fails', () => {
  test('leaves all as it was', async () => {
    const commit = async () => {
      throw new Error('the disk is full');
    };
    await expect(vault.switchTo(await byPassphrase(), { commit, sealId: async () => seal })).rejects.toThrow(
      'the disk is full',
    );
    expect(await held()).toEqual(byDevice);
    expect(await vault.unseal('a1')).toBe(KEY);
  });

  test('after all of it was written is finished all the same', async () => {
    const commit = async () => {
      seal = 'seal-1';
      throw new Error('nobody could be told');
    };
    await expect(vault.switchTo(await byPassphrase(), { commit, sealId: async () => seal })).rejects.toThrow(
      'nobody could be told',
    );
    expect(await held()).toEqual(sealed);
    expect(await vault.unseal('a1')).toBe(KEY);
  });
});

describe('a worker that died over a switch', () => {
  test.each([
    ['before', null, byDevice],
    ['after', 'seal-1', sealed],
  ])('to a passphrase, %s it was committed', async (_when, committed, left) => {
    await dieAtCommit(await byPassphrase(), committed);
    expect(await held()).toEqual(left);
    if (committed !== null) await vault.unlock(vaultKey);
    expect([await vault.unseal('a1'), await vault.unseal('a2')]).toEqual([KEY, 'another-key']);
  });

  test.each([
    ['before', 'seal-1', sealed],
    ['after', null, byDevice],
  ])('back to the device, %s it was committed', async (_when, committed, left) => {
    await vault.switchTo(await byPassphrase(), committing('seal-1'));
    await dieAtCommit({ by: 'device', keys: 'kept' }, committed);
    expect(await held()).toEqual(left);
    if (committed !== null) await vault.unlock(vaultKey);
    expect([await vault.unseal('a1'), await vault.unseal('a2')]).toEqual([KEY, 'another-key']);
  });
});

describe('what was changed in the database', () => {
  const states = [
    ['by the device', async () => undefined],
    ['by a passphrase', async () => vault.switchTo(await byPassphrase(), committing('seal-1'))],
  ] as const;

  test.each(states)(
    'sealed %s: one flipped bit anywhere is noticed at its account alone',
    async (_, seal) => {
      await seal();
      const database = await openDB(name);
      const whole = await database.get('keys', 'a1');
      database.close();
      const bytes = (whole.data as ArrayBuffer).byteLength;
      for (let at = 0; at < bytes; at++) {
        await change('a1', () => {
          const data = whole.data.slice(0);
          const view = new Uint8Array(data);
          view[at] = (view[at] ?? 0) ^ (1 << (at % 8));
          return { ...whole, data };
        });
        expect(await kindOf(vault.unseal('a1')), `byte ${at}`).toBe('keyDamaged');
      }
      expect(await vault.unseal('a2')).toBe('another-key');
    },
  );

  test.each(states)(
    'sealed %s: a record of another account or another shape does not open',
    async (_, seal) => {
      await seal();
      const database = await openDB(name);
      const other = await database.get('keys', 'a2');
      const own = await database.get('keys', 'a1');
      database.close();
      for (const record of [
        other,
        { ...own, sealedBy: own.sealedBy === 'device' ? 'passphrase' : 'device' },
        { ...own, iv: new Uint8Array(12) },
        { ...own, iv: undefined },
        { ...own, data: 'text' },
        {},
      ]) {
        await change('a1', () => record);
        expect(await kindOf(vault.unseal('a1'))).toBe('keyDamaged');
      }
      await change('a1', () => null);
      expect(await kindOf(vault.unseal('a1'))).toBe('keyMissing');
      expect(await vault.unseal('a2')).toBe('another-key');
    },
  );

  test('a damaged key does not stop a switch, stays damaged, and nothing of it is kept', async () => {
    await change('a1', (record) => {
      const data = record.data.slice(0);
      new Uint8Array(data)[0] = (new Uint8Array(data)[0] ?? 0) ^ 1;
      return { ...record, data };
    });
    await vault.switchTo(await byPassphrase(), committing('seal-1'));
    expect(await held()).toEqual(sealed);
    expect(await kindOf(vault.unseal('a1'))).toBe('keyDamaged');
    expect(await vault.unseal('a2')).toBe('another-key');
    await change('a1', (record) => {
      expect(record.data.byteLength).toBe(0);
      return record;
    });
  });

  test('a seal that the state no longer knows would never be asked for: the vault begins anew', async () => {
    await vault.switchTo(await byPassphrase(), committing('seal-1'));
    const next = await Vault.open(name, CHEAP);
    await next.settle(null);
    expect(await held()).toEqual({ stores: { keys: 0, device: 1, envelope: 0, next: 0 }, sealedBy: [] });
    await next.seal('a1', 'new');
    expect(await next.unseal('a1')).toBe('new');
  });
});

test('a key that is stored during a switch is not left behind', async () => {
  const target = await byPassphrase();
  await Promise.all([
    vault.switchTo(target, committing('seal-1')),
    vault.seal('a1', 'newer-key'),
    vault.remove('a2'),
  ]);
  expect(await vault.unseal('a1')).toBe('newer-key');
  expect(await kindOf(vault.unseal('a2'))).toBe('keyMissing');
  expect((await held()).sealedBy).toEqual(['passphrase']);
});

test('a vault of the first version opens in this one', async () => {
  const old = `switch-${count++}`;
  const database = await openDB(old, 1, {
    upgrade(db) {
      db.createObjectStore('keys');
      db.createObjectStore('device');
    },
  });
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  const iv = new Uint8Array(12);
  const additionalData = new TextEncoder().encode('lastgood-key/a1');
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    key,
    new TextEncoder().encode(KEY),
  );
  await database.put('device', key, 'key');
  await database.put('keys', { version: 1, cipher: 'AES-GCM', sealedBy: 'device', iv, data }, 'a1');
  database.close();
  const upgraded = await Vault.open(old, CHEAP);
  await upgraded.settle(null);
  expect(await upgraded.unseal('a1')).toBe(KEY);
  upgraded.close();
});
