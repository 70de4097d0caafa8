import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Plan } from '../../../lib/model/plan';
import { defaultSettings } from '../../../lib/model/settings';
import { onChange } from '../../../lib/state/changes';
import { openDatabase } from '../../../lib/state/database';
import { recordOf } from '../../../lib/state/record';
import { markOf } from '../../../lib/state/seal';
import { Store } from '../../../lib/state/store';
import { anAccount, anOperation, aPlan, aReading, aServer, aStatus, aStored } from '../builders';
import { aRecord, aSnooze, freshStatus, KEY } from './sealed';

let store: Store;
let count = 0;

beforeEach(async () => {
  store = await Store.open(`store-${count++}`);
});
afterEach(() => store.close());

describe('the stored state', () => {
  test('is empty at first, with the default settings', async () => {
    expect(await store.readAll()).toEqual({
      accounts: [],
      statuses: [],
      servers: [],
      operations: [],
      plans: [],
      settings: defaultSettings,
      findings: [],
      snoozes: [],
      watch: { aliveAt: null, gaps: [] },
      faults: [],
    });
  });

  test('an account comes with its status, and is not added twice', async () => {
    await store.addAccount(anAccount(), aStatus());
    const state = await store.readAll();
    expect([state.accounts.length, state.statuses.length]).toEqual([1, 1]);
    await expect(store.addAccount(anAccount(), aStatus())).rejects.toThrow();
  });

  test('servers are found by their account alone, also when an account’s id begins another’s', async () => {
    for (const id of ['a', 'ab', 'b']) {
      await store.addAccount(anAccount({ id }), aStatus({ accountId: id }));
      await store.putServers(id, [
        aStored({ accountId: id }),
        aStored({ accountId: id, server: aServer({ id: 's2' }) }),
      ]);
    }
    expect((await store.servers('a')).map((entry) => [entry.accountId, entry.server.id])).toEqual([
      ['a', 's1'],
      ['a', 's2'],
    ]);
  });

  test('removing an account takes all that is stored of it, and nothing of another', async () => {
    for (const id of ['a', 'b']) {
      await store.addAccount(anAccount({ id }), aStatus({ accountId: id }));
      await store.putServers(id, [aStored({ accountId: id })]);
      await store.putOperation(anOperation({ id: `o-${id}`, accountId: id }));
    }
    await store.removeAccount('a');
    const state = await store.readAll();
    expect(state.accounts.map(({ id }) => id)).toEqual(['b']);
    expect(state.statuses.map(({ accountId }) => accountId)).toEqual(['b']);
    expect(state.servers.map(({ accountId }) => accountId)).toEqual(['b']);
    expect(state.operations.map(({ id }) => id)).toEqual(['o-b']);
  });

  test('a refresh that outlives its account leaves nothing behind', async () => {
    await store.addAccount(anAccount(), aStatus());
    await store.removeAccount('a1');
    await store.putServers('a1', [aStored()]);
    await store.updateServer('a1', 's1', (entry) => entry);
    await store.updateStatus('a1', (status) => status);
    await store.putOperation(anOperation());
    expect(await store.operations()).toEqual([]);
    expect((await store.readAll()).servers).toEqual([]);
    expect((await store.readAll()).statuses).toEqual([]);
  });

  test('changes made at once are all kept', async () => {
    await store.addAccount(anAccount(), aStatus());
    await Promise.all(
      Array.from({ length: 20 }, () =>
        store.updateStatus('a1', (status) => ({ ...status, unreadableRows: status.unreadableRows + 1 })),
      ),
    );
    expect((await store.status('a1'))?.unreadableRows).toBe(20);
  });

  test('the journal forgets the oldest told operations only', async () => {
    await store.addAccount(anAccount(), aStatus());
    await store.putOperation(anOperation({ id: 'open' }));
    await store.putOperation(anOperation({ id: 'untold', state: 'undecided', endedAt: 0, toldAt: null }));
    for (let i = 1; i <= 1001; i++) {
      await store.putOperation(anOperation({ id: `o${i}`, state: 'undecided', endedAt: i, toldAt: i }));
    }
    const ids = (await store.operations()).map(({ id }) => id);
    expect(ids).toHaveLength(1002);
    expect(ids).toEqual(expect.arrayContaining(['open', 'untold', 'o2', 'o1001']));
    expect(ids).not.toContain('o1');
  });

  const stepOf = (operationId: string) => ({ ...aPlan().steps[0], operationId }) as Plan['steps'][number];
  const toldPlan = (id: string, at: number, operationIds: readonly string[]) =>
    aPlan({
      id,
      kind: 'bulk',
      steps: operationIds.map(stepOf),
      end: { kind: 'done', at, toldAt: at },
    });

  test('what a stored plan names is not forgotten before the plan is', async () => {
    await store.addAccount(anAccount(), aStatus());
    await store.addPlan(toldPlan('p1', 1, ['o1', 'o2']));
    const put = (from: number, to: number) =>
      Promise.all(
        Array.from({ length: to - from + 1 }, (_, i) => from + i).map((i) =>
          store.putOperation(anOperation({ id: `o${i}`, state: 'undecided', endedAt: i, toldAt: i })),
        ),
      );
    await put(1, 1004);
    const ids = async () => (await store.operations()).map(({ id }) => id);
    expect(await ids()).toEqual(expect.arrayContaining(['o1', 'o2']));
    expect(await ids()).not.toContain('o3');
    for (let i = 2; i <= 51; i++) await store.addPlan(toldPlan(`p${i}`, i, []));
    await put(1005, 1005);
    expect(await ids()).not.toContain('o1');
    expect(await ids()).toHaveLength(1000);
  });

  test('plans are kept by the number of their steps, the newest whatever its size', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => `o${i}`);
    await store.addPlan(toldPlan('old', 1, many(900)));
    await store.addPlan(toldPlan('middle', 2, many(1200)));
    await store.addPlan(toldPlan('huge', 3, many(2500)));
    const ids = async () => (await store.plans()).map(({ id }) => id).sort();
    expect(await ids()).toEqual(['huge', 'middle']);
    await store.addPlan(toldPlan('next', 4, many(2)));
    expect(await ids()).toEqual(['huge', 'next']);
    await store.addPlan(toldPlan('last', 5, many(2)));
    expect(await ids()).toEqual(['last', 'next']);
  });

  test('settings that a later version adds get their defaults', async () => {
    await store.changeSettings({ goalMs: 5 });
    expect(await store.settings()).toEqual({ ...defaultSettings, goalMs: 5 });
  });

  test('every write is announced to the open pages', async () => {
    let heard = 0;
    const stop = onChange(() => heard++);
    await store.addAccount(anAccount(), aStatus());
    await expect.poll(() => heard).toBe(1);
    stop();
  });
});

describe('a database of the first version', () => {
  /** As the first version wrote it: servers without a ledger, and none of the later stores. */
  async function writeFirstVersion(name: string): Promise<void> {
    const { lockedSince, seen, ...server } = aStored();
    const database = await openDB(name, 1, {
      upgrade(db) {
        db.createObjectStore('accounts', { keyPath: 'id' });
        db.createObjectStore('statuses', { keyPath: 'accountId' });
        db.createObjectStore('servers', { keyPath: ['accountId', 'serverId'] });
        db.createObjectStore('operations', { keyPath: 'id' });
        db.createObjectStore('settings');
      },
    });
    await database.put('accounts', anAccount());
    await database.put('statuses', aStatus());
    for (const id of ['s1', 's2']) {
      await database.put('servers', { ...server, server: aServer({ id }), serverId: id });
    }
    await database.put('operations', anOperation());
    await database.put('settings', { goalMs: 5 }, 'settings');
    database.close();
  }

  test('loses nothing, and its servers get an empty ledger and no lock', async () => {
    const name = `store-${count++}`;
    await writeFirstVersion(name);
    const upgraded = await Store.open(name);
    const server = (id: string) => ({ ...aStored({ server: aServer({ id }) }), serverId: id });
    expect(await upgraded.readAll()).toEqual({
      accounts: [anAccount()],
      statuses: [aStatus()],
      servers: [server('s1'), server('s2')],
      operations: [anOperation()],
      plans: [],
      settings: { ...defaultSettings, goalMs: 5 },
      findings: [],
      snoozes: [],
      watch: { aliveAt: null, gaps: [] },
      faults: [],
    });
    expect(aStored()).toMatchObject({ lockedSince: null, seen: [] });
    upgraded.close();
  });

  test('is upgraded once: what is stored since then stays', async () => {
    const name = `store-${count++}`;
    await writeFirstVersion(name);
    (await openDatabase(name)).close();
    const first = await Store.open(name);
    await first.updateServer('a1', 's1', (entry) => ({ ...entry, lockedSince: 7 }));
    first.close();
    const again = await Store.open(name);
    expect(await again.server('a1', 's1')).toMatchObject({ lockedSince: 7 });
    again.close();
  });
});

describe('a database of the second version', () => {
  test('loses nothing, has no faults yet, and is neither sealed nor kept from being so', async () => {
    const name = `store-${count++}`;
    const record = { ...aStored({ lockedSince: 7 }), serverId: 's1' };
    const database = await openDB(name, 2, {
      upgrade(db) {
        db.createObjectStore('accounts', { keyPath: 'id' });
        db.createObjectStore('statuses', { keyPath: 'accountId' });
        db.createObjectStore('servers', { keyPath: ['accountId', 'serverId'] });
        db.createObjectStore('operations', { keyPath: 'id' });
        db.createObjectStore('settings');
        db.createObjectStore('findings', { keyPath: 'id' });
        db.createObjectStore('snoozes', { keyPath: 'target' });
        db.createObjectStore('watch');
      },
    });
    await database.put('accounts', anAccount());
    await database.put('statuses', aStatus());
    await database.put('servers', record);
    await database.put('operations', anOperation());
    await database.put('settings', { goalMs: 5 }, 'settings');
    await database.put('findings', aRecord());
    await database.put('snoozes', aSnooze());
    await database.put('watch', { aliveAt: 1, gaps: [] }, 'watch');
    database.close();
    const upgraded = await Store.open(name);
    const state = {
      accounts: [anAccount()],
      statuses: [aStatus()],
      servers: [record],
      operations: [anOperation()],
      plans: [],
      settings: { ...defaultSettings, goalMs: 5 },
      findings: [aRecord()],
      snoozes: [aSnooze()],
      watch: { aliveAt: 1, gaps: [] },
      faults: [],
    };
    expect([upgraded.sealState, await upgraded.readAll()]).toEqual(['plain', state]);
    await upgraded.sealAll('first', KEY);
    expect([upgraded.sealState, await upgraded.readAll()]).toEqual(['open', state]);
    upgraded.close();
  });
});

describe('a database of the fourth version', () => {
  /** As that version wrote it: no gate of a restore from another server, no cost of a backup. */
  const { restoreFromGate, ...reading } = aReading();
  const stored = { ...aStored(), serverId: 's1' };
  const task = { kind: 'create', note: null };
  const [first, ...others] = aPlan().steps;

  test.each([null, KEY])('gets what it did not know, sealed or not (%#)', async (key) => {
    const name = `store-${count++}`;
    const database = await openDB(name, 4, {
      upgrade(db) {
        db.createObjectStore('accounts', { keyPath: 'id' });
        db.createObjectStore('statuses', { keyPath: 'accountId' });
        db.createObjectStore('servers', { keyPath: ['accountId', 'serverId'] });
        for (const each of ['operations', 'plans', 'findings']) db.createObjectStore(each, { keyPath: 'id' });
        db.createObjectStore('snoozes', { keyPath: 'target' });
        for (const each of ['settings', 'watch', 'seal']) db.createObjectStore(each);
        db.createObjectStore('faults', { autoIncrement: true });
      },
    });
    const server = { ...stored, reading } as typeof stored;
    const operation = { ...anOperation(), task } as ReturnType<typeof anOperation>;
    const plan = { ...aPlan(), steps: [{ ...first, task }, ...others] } as ReturnType<typeof aPlan>;
    await database.put('accounts', anAccount());
    await database.put('statuses', recordOf('statuses', aStatus(), key));
    await database.put('servers', recordOf('servers', server, key));
    await database.put('operations', recordOf('operations', operation, key));
    await database.put('plans', recordOf('plans', plan, key));
    if (key !== null) await database.put('seal', markOf('first', key), 'seal');
    database.close();
    const upgraded = await Store.open(name);
    if (key !== null) await upgraded.unlock(key, freshStatus);
    const state = await upgraded.readAll();
    expect(state).toMatchObject({ servers: [stored], operations: [anOperation()], plans: [aPlan()] });
    upgraded.close();
  });
});
