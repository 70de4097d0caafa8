import 'fake-indexeddb/auto';
import { serialize } from 'node:v8';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Store } from '../../../lib/state/store';
import { anAccount, anOperation, aPlan, aStatus, aStored } from '../builders';
import {
  anyContents,
  aRecord,
  aSnooze,
  asRead,
  contentsOf,
  everything,
  fill,
  freshStatus,
  KEY,
  OTHER_KEY,
  pairs,
  readBack,
  tally,
} from './sealed';

// Hundreds of databases are opened here, beside whatever else the computer does.
vi.setConfig({ testTimeout: 60_000 });

let store: Store;
let name: string;
let count = 0;

beforeEach(async () => {
  name = `sealed-${count++}`;
  store = await Store.open(name);
});
afterEach(() => store.close());

describe.each(['plain', 'sealed'])('in a %s state', (kind) => {
  test('whatever is put is read back equal', async () => {
    await fc.assert(
      fc.asyncProperty(anyContents, async (contents) => {
        const mine = await Store.open(`sealed-${count++}`);
        if (kind === 'sealed') await mine.sealAll('first', KEY);
        await fill(mine, contents);
        expect(await readBack(mine)).toEqual(asRead(contents));
        mine.close();
      }),
      { numRuns: 40 },
    );
  });

  test('each record is found by its key, and the servers by their account', async () => {
    if (kind === 'sealed') await store.sealAll('first', KEY);
    await fill(store, pairs);
    const read = asRead(pairs);
    expect(await store.status('a2')).toEqual(read.statuses[1]);
    expect(await store.statuses()).toEqual(read.statuses);
    expect(await store.server('a1', 's2')).toEqual(read.servers[1]);
    expect(await store.servers('a1')).toEqual(read.servers);
    expect(await store.servers('a2')).toEqual([]);
    expect(await store.operation('o1')).toEqual(read.operations[1]);
    expect(await store.plans()).toEqual(read.plans);
    expect(await store.findings()).toEqual(read.findings);
    expect(await store.snoozes()).toEqual(read.snoozes);
    expect(await store.openOperations()).toBe(1);
  });

  test('changes made at once are all kept', async () => {
    if (kind === 'sealed') await store.sealAll('first', KEY);
    await store.addAccount(anAccount(), aStatus());
    const addOne = () =>
      store.updateStatus('a1', (status) => ({ ...status, unreadableRows: status.unreadableRows + 1 }));
    await Promise.all(Array.from({ length: 20 }, addOne));
    expect((await store.status('a1'))?.unreadableRows).toBe(20);
  });

  test('a change that fails in the middle leaves everything as it was', async () => {
    if (kind === 'sealed') await store.sealAll('first', KEY);
    await fill(store, pairs);
    const before = await everything(name);
    const failing = () => {
      throw new RangeError('amid the change');
    };
    await expect(store.updateStatus('a1', failing)).rejects.toThrow('amid the change');
    await expect(store.updateServer('a1', 's1', failing)).rejects.toThrow('amid the change');
    await expect(store.updateFindings(failing)).rejects.toThrow('amid the change');
    await expect(store.addAccount(anAccount({ id: 'a3' }), aStatus({ accountId: 'a1' }))).rejects.toThrow();
    expect(await everything(name)).toEqual(before);
  });

  test('removing an account takes what is its own, and leaves the other', async () => {
    if (kind === 'sealed') await store.sealAll('first', KEY);
    await fill(store, pairs);
    await store.removeAccount('a1');
    expect(await readBack(store)).toEqual({
      statuses: [pairs.statuses[1]],
      servers: [],
      operations: [],
      plans: [],
      findings: [],
      snoozes: [],
    });
  });
});

describe('what lies in a sealed database', () => {
  const sentinels = ['sentinel-åäö-word', '198.51.100.77', 'mx.sentinel.example'];

  /** The ways in which a text may lie in bytes: as such, as UTF-16, as hex, and as base64 from any byte on. */
  function spellings(text: string): readonly Buffer[] {
    const forms = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(text, 'latin1')];
    return forms.flatMap((bytes) => [
      bytes,
      Buffer.from(bytes.toString('hex')),
      Buffer.from(bytes.toString('hex').toUpperCase()),
      ...[0, 1, 2].map((skipped) =>
        Buffer.from(
          bytes.subarray(skipped, bytes.length - ((bytes.length - skipped) % 3)).toString('base64'),
        ),
      ),
    ]);
  }

  async function found(): Promise<readonly string[]> {
    const bytes = serialize(await everything(name));
    return sentinels.filter((text) => spellings(text).some((spelling) => bytes.includes(spelling)));
  }

  async function fillWithSentinels(): Promise<void> {
    const [word = '', address = '', hostname = ''] = sentinels;
    await fill(store, contentsOf(`${word} ${address}`, { kind: 'forbidden', detail: `${hostname} ${word}` }));
  }

  test('names no server, no address and nothing that a provider or a person wrote of them', async () => {
    await store.sealAll('first', KEY);
    await fillWithSentinels();
    await store.updateStatus('a1', (status) => ({ ...status, unreadableRows: 1 }));
    await store.updateServer('a1', 's1', (server) => ({ ...server, triedAt: 1 }));
    expect(await found()).toEqual([]);
    expect((await tally(name)).plain).toBe(0);
  });

  test('named them before it was sealed, and does so again once the seal is gone', async () => {
    await fillWithSentinels();
    expect(await found()).toEqual(sentinels);
    await store.sealAll('first', KEY);
    expect(await found()).toEqual([]);
    await store.openAll();
    expect(await found()).toEqual(sentinels);
  });
});

describe('while it is locked', () => {
  /** Each method that touches a sealed store. */
  const closed: { readonly [method: string]: () => Promise<unknown> } = {
    readAll: () => store.readAll(),
    status: () => store.status('a1'),
    statuses: () => store.statuses(),
    servers: () => store.servers('a1'),
    server: () => store.server('a1', 's1'),
    operations: () => store.operations(),
    operation: () => store.operation('o1'),
    findings: () => store.findings(),
    updateFindings: () => store.updateFindings(() => [aRecord({ id: 'new' })]),
    snoozes: () => store.snoozes(),
    putSnooze: () => store.putSnooze(aSnooze()),
    removeSnooze: () => store.removeSnooze('server:hostup/s1'),
    addAccount: () => store.addAccount(anAccount({ id: 'a3' }), aStatus({ accountId: 'a3' })),
    updateStatus: () => store.updateStatus('a1', (status) => status),
    removeAccount: () => store.removeAccount('a1'),
    putServers: () => store.putServers('a1', [aStored()]),
    updateServer: () => store.updateServer('a1', 's1', (server) => server),
    putOperation: () => store.putOperation(anOperation({ id: 'new' })),
    plans: () => store.plans(),
    addPlan: () => store.addPlan(aPlan({ id: 'new' })),
    updatePlan: () => store.updatePlan('p1', (plan) => plan),
    openAll: () => store.openAll(),
  };
  /** Each of the others. */
  const open: { readonly [method: string]: () => Promise<unknown> } = {
    accounts: () => store.accounts(),
    account: () => store.account('a1'),
    updateAccount: () => store.updateAccount('a1', (account) => ({ ...account, label: 'home' })),
    settings: () => store.settings(),
    changeSettings: () => store.changeSettings({ goalMs: 5 }),
    importSettings: async () => store.importSettings(await store.settings(), new Map([['a1', 'away']])),
    watch: () => store.watch(),
    putWatch: () => store.putWatch({ aliveAt: 1, gaps: [] }),
    faults: () => store.faults(),
    addFault: () => store.addFault({ kind: 'error', at: 1, where: 'here', name: 'Error' }),
    openOperations: () => store.openOperations(),
    sealId: () => store.sealId(),
    sealAll: () => store.sealAll('first', KEY),
    unlock: () => store.unlock(KEY, freshStatus),
    dropSealed: () => store.dropSealed(freshStatus),
  };
  const ofTheSeal = ['sealAll', 'unlock', 'dropSealed'];

  beforeEach(async () => {
    await fill(store, pairs);
    await store.sealAll('first', KEY);
    store.lock();
  });

  test.each(Object.keys(closed))('%s gives nothing, changes nothing and says why', async (method) => {
    const before = await everything(name);
    await expect(closed[method]?.()).rejects.toMatchObject({ trouble: { kind: 'locked' } });
    expect(await everything(name)).toEqual(before);
  });

  test.each(Object.keys(open).filter((method) => !ofTheSeal.includes(method)))('%s works', async (method) => {
    const call = open[method];
    await expect(call?.()).resolves.not.toThrow();
    expect(store.sealState).toBe('locked');
    expect((await tally(name)).plain).toBe(0);
  });

  test('every method is one of those', () => {
    const own = [Store.prototype, Object.getPrototypeOf(Store.prototype)]
      .flatMap((prototype) => Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      .filter(([, { value }]) => typeof value === 'function')
      .map(([method]) => method);
    const inner = ['constructor', 'close', 'lock', 'become', 'read', 'write', 'update', 'change'];
    expect(own.filter((method) => !inner.includes(method)).sort()).toEqual(
      [...Object.keys(closed), ...Object.keys(open)].sort(),
    );
  });

  test('it says how many operations are open, and opens with its key alone', async () => {
    expect(await store.openOperations()).toBe(1);
    expect(store.sealState).toBe('locked');
    expect(await store.unlock(OTHER_KEY, freshStatus)).toBe(false);
    expect(store.sealState).toBe('locked');
    await expect(store.statuses()).rejects.toMatchObject({ trouble: { kind: 'locked' } });
    expect(await store.unlock(KEY, freshStatus)).toBe(true);
    expect(store.sealState).toBe('open');
    expect(await readBack(store)).toEqual(asRead(pairs));
  });

  test('a connection that is opened anew is locked too', async () => {
    const again = await Store.open(name);
    expect(again.sealState).toBe('locked');
    expect(await again.sealId()).toBe('first');
    await expect(again.readAll()).rejects.toMatchObject({ trouble: { kind: 'locked' } });
    again.close();
  });
});
