import { openDB } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Envelope, productionCost, unwrapRoot } from '../../../../lib/background/vault/envelope';
import { HOUR_MS } from '../../../../lib/model/time';
import { createBench } from '../bench';
import {
  aFleet,
  type Fleet,
  HOSTNAME,
  KEYS,
  keyOf,
  lockNow,
  must,
  NEXT,
  PASSPHRASE,
  refused,
  set,
  unlock,
} from './fleet';
import { scan } from './scan';

// On a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let fleet: Fleet;
let bench: Fleet['bench'];
let ids: readonly [string, string];

beforeEach(async () => {
  fleet = await aFleet();
  bench = fleet.bench;
  ids = [fleet.accounts[0].id, fleet.accounts[1].id];
});

const bothKeys = async () => [await keyOf(bench, ids[0]), await keyOf(bench, ids[1])];
const names = async () =>
  (await Promise.all(ids.map((id) => bench.store.servers(id)))).flat().map(({ server }) => server.name);
const scanned = () => scan([bench.databases.state, bench.databases.vault], [...KEYS, HOSTNAME]);

async function restart(how: 'worker' | 'browser'): Promise<void> {
  if (how === 'browser') bench.closeBrowser();
  else bench.kill();
  await bench.wake();
}

describe('a passphrase that is set', () => {
  test('seals keys and fleet, and leaves it unlocked', async () => {
    expect((await scanned()).found).toContain(HOSTNAME);
    await must(set(bench));
    expect(bench.store.sealState).toBe('open');
    expect(await scanned()).toEqual({ found: [], cryptoKeys: 0 });
    expect(await bothKeys()).toEqual([...KEYS]);
    await must(bench.send('refresh', { accountId: null }));
    expect(await names()).toEqual([HOSTNAME, `${HOSTNAME}-too`]);
    expect(await bench.store.status(ids[0])).toMatchObject({ trouble: null });
    expect(await scanned()).toEqual({ found: [], cryptoKeys: 0 });
  });

  test('is not set over another', async () => {
    await must(set(bench));
    expect(await set(bench, NEXT)).toMatchObject(refused('internal'));
    await restart('worker');
    expect(await bothKeys()).toEqual([...KEYS]);
    await must(lockNow(bench));
    expect(await unlock(bench, NEXT)).toMatchObject(refused('wrongPassphrase'));
    await must(unlock(bench));
  });

  test('outlives the worker and not the browser', async () => {
    await must(set(bench));
    await restart('worker');
    expect(bench.store.sealState).toBe('open');
    expect(await bothKeys()).toEqual([...KEYS]);
    await restart('browser');
    expect(bench.store.sealState).toBe('locked');
    expect(await bothKeys()).toEqual(['locked', 'locked']);
    await must(unlock(bench));
    expect(await bothKeys()).toEqual([...KEYS]);
    expect(await names()).toEqual([HOSTNAME, `${HOSTNAME}-too`]);
  });

  test('locks at once, and nothing of the keys stays in memory', async () => {
    await must(set(bench));
    await must(lockNow(bench));
    expect(bench.store.sealState).toBe('locked');
    expect(bench.browser.session).toEqual({});
    expect(await bothKeys()).toEqual(['locked', 'locked']);
    await restart('worker');
    expect(bench.store.sealState).toBe('locked');
  });

  test('leaves nothing in memory but what opens it: no passphrase, no root', async () => {
    await must(set(bench));
    expect(Object.keys(bench.browser.session).sort()).toEqual(['stateKey', 'usedAt', 'vaultKey']);
    expect(JSON.stringify(bench.browser.session)).not.toContain(PASSPHRASE);
  });

  test.each([
    ['half of what opens it', { vaultKey: undefined }],
    ['other keys', { stateKey: btoa('x'.repeat(32)), vaultKey: btoa('y'.repeat(32)) }],
    ['something else', { stateKey: 7, vaultKey: '§' }],
  ])('is locked where the memory of the browser has %s', async (_what, change) => {
    await must(set(bench));
    bench.kill();
    bench.browser.session = { ...bench.browser.session, ...change };
    await bench.wake();
    expect(bench.store.sealState).toBe('locked');
    expect(bench.browser.session).toEqual({});
    expect(await bothKeys()).toEqual(['locked', 'locked']);
    await must(unlock(bench));
    expect(await bothKeys()).toEqual([...KEYS]);
  });
});

describe('a wrong passphrase', () => {
  test('opens, changes and removes nothing', async () => {
    await must(set(bench));
    const wrong = 'correct horse batterz';
    const sealedAs = await scanned();
    expect(await bench.send('changePassphrase', { current: wrong, next: NEXT })).toEqual(
      refused('wrongPassphrase'),
    );
    expect(await bench.send('removePassphrase', { current: wrong })).toEqual(refused('wrongPassphrase'));
    expect(bench.store.sealState).toBe('open');
    await must(lockNow(bench));
    expect(await unlock(bench, wrong)).toEqual(refused('wrongPassphrase'));
    expect(bench.store.sealState).toBe('locked');
    expect(bench.browser.session).toEqual({});
    expect(await scanned()).toEqual(sealedAs);
    await must(unlock(bench));
    expect(await bothKeys()).toEqual([...KEYS]);
  });

  test('says so too while it is open, and leaves it open', async () => {
    await must(set(bench));
    expect(await unlock(bench, NEXT)).toEqual(refused('wrongPassphrase'));
    expect(bench.store.sealState).toBe('open');
    expect(await bothKeys()).toEqual([...KEYS]);
  });
});

test('a changed passphrase opens, and the earlier one no longer does', async () => {
  await must(set(bench));
  await must(bench.send('changePassphrase', { current: PASSPHRASE, next: NEXT }));
  expect(bench.store.sealState).toBe('open');
  await restart('browser');
  expect(await unlock(bench)).toEqual(refused('wrongPassphrase'));
  await must(unlock(bench, NEXT));
  expect(await bothKeys()).toEqual([...KEYS]);
  expect(await names()).toEqual([HOSTNAME, `${HOSTNAME}-too`]);
});

test('a removed passphrase leaves everything as it was before there was one', async () => {
  await must(set(bench));
  await must(bench.send('removePassphrase', { current: PASSPHRASE }));
  expect(bench.store.sealState).toBe('plain');
  expect(bench.browser.session).toEqual({});
  expect(await bench.vault.envelope()).toBeNull();
  expect(await scanned()).toEqual({ found: [HOSTNAME], cryptoKeys: 1 });
  await restart('browser');
  expect(bench.store.sealState).toBe('plain');
  expect(await bothKeys()).toEqual([...KEYS]);
  expect(await names()).toEqual([HOSTNAME, `${HOSTNAME}-too`]);
  expect(await unlock(bench)).toMatchObject(refused('internal'));
  await must(set(bench, NEXT));
});

describe('a forgotten passphrase', () => {
  test.each(['locked', 'open'] as const)('costs the keys and the readings, from %s', async (from) => {
    await must(bench.send('changeSettings', { change: { goalMs: 48 * HOUR_MS } }));
    await must(set(bench));
    if (from === 'locked') await must(lockNow(bench));
    await must(bench.send('forgetPassphrase', {}));
    expect(bench.store.sealState).toBe('plain');
    expect(bench.browser.session).toEqual({});
    expect(await bothKeys()).toEqual(['keyMissing', 'keyMissing']);
    expect(await bench.vault.envelope()).toBeNull();
    expect(await scanned()).toEqual({ found: [], cryptoKeys: 1 });
    expect((await bench.store.accounts()).map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(await bench.store.settings()).toMatchObject({ goalMs: 48 * HOUR_MS });
    for (const id of ids) {
      expect(await bench.store.status(id)).toMatchObject({ trouble: { kind: 'keyMissing' } });
    }
    await restart('browser');
    expect(bench.store.sealState).toBe('plain');
  });

  test('says of each account from the first moment on that its key is missing', async () => {
    await must(set(bench));
    const drop = vi.spyOn(bench.store, 'dropSealed');
    await must(bench.send('forgetPassphrase', {}));
    const fresh = drop.mock.calls[0]?.[0];
    for (const account of fleet.accounts) {
      expect(fresh?.(account)).toMatchObject({ accountId: account.id, trouble: { kind: 'keyMissing' } });
    }
  });

  test('asks for the keys anew, reads again, and lets another one be set', async () => {
    await must(set(bench));
    await restart('browser');
    await must(bench.send('forgetPassphrase', {}));
    await must(bench.send('replaceKey', { accountId: ids[0], key: KEYS[0] }));
    expect(await names()).toEqual([HOSTNAME]);
    expect(await bench.store.status(ids[0])).toMatchObject({ trouble: null });
    expect(await bench.store.status(ids[1])).toMatchObject({ trouble: { kind: 'keyMissing' } });
    expect(await bench.send('replaceKey', { accountId: ids[1], key: 'no-key' })).toEqual(refused('wrongKey'));
    await must(set(bench, NEXT));
    await restart('browser');
    await must(unlock(bench, NEXT));
    expect(await bothKeys()).toEqual([KEYS[0], 'keyMissing']);
  });

  test('cannot be forgotten where none is set', async () => {
    expect(await bench.send('forgetPassphrase', {})).toMatchObject(refused('internal'));
    expect(await bothKeys()).toEqual([...KEYS]);
  });
});

describe('at once', () => {
  test('two unlocks both open it', async () => {
    await must(set(bench));
    await restart('browser');
    const answers = await Promise.all([unlock(bench), unlock(bench)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(bench.store.sealState).toBe('open');
    expect(await bothKeys()).toEqual([...KEYS]);
  });

  test('a right and a wrong one: the right one counts', async () => {
    await must(set(bench));
    await restart('browser');
    const answers = await Promise.all([unlock(bench, NEXT), unlock(bench), unlock(bench, NEXT)]);
    expect(answers.map(({ ok }) => ok)).toEqual([false, true, false]);
    expect(bench.store.sealState).toBe('open');
  });

  test('two that set one: the first one counts', async () => {
    const answers = await Promise.all([set(bench), set(bench, NEXT)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    await restart('browser');
    await must(unlock(bench));
  });

  test('an unlock and a lock after it: it is locked', async () => {
    await must(set(bench));
    await restart('browser');
    await Promise.all([unlock(bench), lockNow(bench)]);
    expect(bench.store.sealState).toBe('locked');
    expect(bench.browser.session).toEqual({});
  });

  test('a change and a lock: it is locked, and the new one opens', async () => {
    await must(set(bench));
    await Promise.all([bench.send('changePassphrase', { current: PASSPHRASE, next: NEXT }), lockNow(bench)]);
    expect(bench.store.sealState).toBe('locked');
    await must(unlock(bench, NEXT));
  });

  test('a key that is added while it is being set is sealed like the others', async () => {
    const { world } = bench.simulator;
    world.addAccount({ provider: 'vpsorg', key: 'sentinel-key-late' });
    const [added] = await Promise.all([
      bench.send('addAccount', { provider: 'vpsorg', label: 'late', key: 'sentinel-key-late' }),
      set(bench),
    ]);
    const { id } = await must(Promise.resolve(added));
    expect(await keyOf(bench, id)).toBe('sentinel-key-late');
    expect(await scanned()).toEqual({ found: [], cryptoKeys: 0 });
  });
});

describe('a damaged record of a key', () => {
  const flip = async (id: string) => {
    const database = await openDB(bench.databases.vault);
    const record = await database.get('keys', id);
    const data = record.data.slice(0);
    new Uint8Array(data)[3] = (new Uint8Array(data)[3] ?? 0) ^ 4;
    await database.put('keys', { ...record, data }, id);
    database.close();
  };

  test.each(['device', 'passphrase'])(
    'sealed by the %s: named at its account, and the other lives',
    async (by) => {
      if (by === 'passphrase') await must(set(bench));
      await flip(ids[0]);
      await must(bench.send('refresh', { accountId: null }));
      expect(await bench.store.status(ids[0])).toMatchObject({ trouble: { kind: 'keyDamaged' } });
      expect(await bench.store.status(ids[1])).toMatchObject({ trouble: null });
      await must(bench.send('replaceKey', { accountId: ids[0], key: KEYS[0] }));
      expect(await bench.store.status(ids[0])).toMatchObject({ trouble: null });
      expect(await bothKeys()).toEqual([...KEYS]);
    },
  );
});

test('a key that a worker left behind while it added an account goes with the next start', async () => {
  await must(set(bench));
  await bench.vault.seal('left-behind', 'sentinel-key-left');
  bench.closeBrowser();
  await bench.wake();
  const database = await openDB(bench.databases.vault);
  expect((await database.getAllKeys('keys')).sort()).toEqual([...ids].sort());
  database.close();
});

/** Each derivation takes most of a second on a slow machine. */
const COSTLY = { timeout: 60_000 };

describe('an envelope', () => {
  async function envelopeIn(vault: string): Promise<Envelope> {
    const database = await openDB(vault);
    const envelope: Envelope = await database.get('envelope', 'envelope');
    database.close();
    return envelope;
  }

  async function putEnvelope(vault: string, envelope: object): Promise<void> {
    const database = await openDB(vault);
    await database.put('envelope', envelope, 'envelope');
    database.close();
  }

  test('of 600,000 iterations opens, and costs a million from then on', COSTLY, async () => {
    const costly = await costlyBench();
    const { databases } = costly;
    const made = await envelopeIn(databases.vault);
    expect(made.iterations).toBe(1_000_000);
    const root = await unwrapRoot(made, PASSPHRASE, productionCost.least);
    const text = new TextEncoder();
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const material = await crypto.subtle.importKey('raw', text.encode(PASSPHRASE), 'PBKDF2', false, [
      'deriveKey',
    ]);
    const key = await crypto.subtle.deriveKey(
      { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600_000 },
      material,
      { name: 'AES-GCM', length: 256 },
      false,
      ['encrypt'],
    );
    const additionalData = text.encode(`lastgood-lock/${made.sealId}`);
    const wrapped = new Uint8Array(
      await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, root),
    );
    await putEnvelope(databases.vault, { ...made, iterations: 600_000, salt, iv, wrapped });
    costly.closeBrowser();
    await must(costly.send('unlock', { passphrase: PASSPHRASE }));
    const renewed = await envelopeIn(databases.vault);
    expect(renewed).toMatchObject({ iterations: 1_000_000, sealId: made.sealId });
    expect(await unwrapRoot(renewed, PASSPHRASE, productionCost.least)).toEqual(root);
  });

  test('below 600,000 iterations is not tried at all, and can only be forgotten', COSTLY, async () => {
    const costly = await costlyBench();
    const { databases } = costly;
    await putEnvelope(databases.vault, { ...(await envelopeIn(databases.vault)), iterations: 599_999 });
    costly.closeBrowser();
    const derive = vi.spyOn(crypto.subtle, 'deriveKey');
    expect(await costly.send('unlock', { passphrase: PASSPHRASE })).toEqual(refused('keyDamaged'));
    expect(derive).not.toHaveBeenCalled();
    derive.mockRestore();
    await must(costly.send('forgetPassphrase', {}));
  });

  test('that is gone can only be forgotten', async () => {
    await must(set(bench));
    const database = await openDB(bench.databases.vault);
    await database.clear('envelope');
    database.close();
    bench.closeBrowser();
    expect(await unlock(bench)).toEqual(refused('keyDamaged'));
    await must(bench.send('forgetPassphrase', {}));
    await must(bench.send('replaceKey', { accountId: ids[0], key: KEYS[0] }));
    expect(await bothKeys()).toEqual([KEYS[0], 'keyMissing']);
  });

  async function costlyBench() {
    const costly = await createBench(undefined, productionCost);
    await must(costly.send('setPassphrase', { passphrase: PASSPHRASE }));
    return costly;
  }
});
