import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { onChange } from '../../../lib/state/changes';
import { Store } from '../../../lib/state/store';
import { anAccount, aStatus } from '../builders';
import {
  anyContents,
  asRead,
  everything,
  fill,
  freshStatus,
  KEY,
  OTHER_KEY,
  pairs,
  readBack,
  SOON,
  tally,
} from './sealed';

// Hundreds of databases are opened here, beside whatever else the computer does.
vi.setConfig({ testTimeout: 60_000 });

let store: Store;
let name: string;
let count = 0;

beforeEach(async () => {
  name = `sealing-${count++}`;
  store = await Store.open(name);
});
afterEach(() => {
  vi.restoreAllMocks();
  store.close();
});

describe('sealing everything and opening it again', () => {
  test('leaves nothing legible, then nothing sealed, and loses nothing, whatever there is', async () => {
    await fc.assert(
      fc.asyncProperty(anyContents, async (contents) => {
        name = `sealing-${count++}`;
        const mine = await Store.open(name);
        await fill(mine, contents);
        const plain = await everything(name);
        const { plain: records } = await tally(name);
        await mine.sealAll('first', KEY);
        expect(await tally(name)).toEqual({ plain: 0, sealed: records });
        expect(await readBack(mine)).toEqual(asRead(contents));
        await mine.openAll();
        expect(await everything(name)).toEqual(plain);
        mine.close();
      }),
      { numRuns: 30 },
    );
  });

  test('says at each moment how the state is kept', async () => {
    const seen: unknown[] = [];
    const note = async () => seen.push([store.sealState, await store.sealId()]);
    await note();
    await store.sealAll('first', KEY);
    await note();
    store.lock();
    await note();
    await store.unlock(KEY, freshStatus);
    await note();
    await store.openAll();
    await note();
    expect(seen).toEqual([
      ['plain', null],
      ['open', 'first'],
      ['locked', 'first'],
      ['open', 'first'],
      ['plain', null],
    ]);
  });

  test('is harmless when it is done twice', async () => {
    await fill(store, pairs);
    await store.openAll();
    expect(await readBack(store)).toEqual(asRead(pairs));
    await store.sealAll('first', KEY);
    const sealed = await everything(name);
    await store.sealAll('first', KEY);
    expect(await everything(name)).toEqual(sealed);
    await store.openAll();
    const opened = await everything(name);
    await store.openAll();
    expect(await everything(name)).toEqual(opened);
  });

  test('never puts one seal over another', async () => {
    await fill(store, pairs);
    await store.sealAll('first', KEY);
    const before = await everything(name);
    await expect(store.sealAll('second', KEY)).rejects.toThrow();
    await expect(store.sealAll('first', OTHER_KEY)).rejects.toThrow();
    expect(await everything(name)).toEqual(before);
    expect(await readBack(store)).toEqual(asRead(pairs));
  });

  test('is announced to the open pages, as is every lock', async () => {
    let heard = 0;
    const stop = onChange(() => heard++);
    const steps: readonly (() => unknown)[] = [
      () => store.sealAll('first', KEY),
      () => store.lock(),
      () => store.unlock(KEY, freshStatus),
      () => store.openAll(),
    ];
    for (const [i, step] of steps.entries()) {
      await step();
      await expect.poll(() => heard, SOON).toBe(i + 1);
    }
    stop();
  });
});

describe('forgetting what is sealed', () => {
  test('takes all of it and the seal, key or no key, and leaves the accounts to begin anew', async () => {
    await fill(store, pairs);
    await store.changeSettings({ goalMs: 5 });
    await store.addFault({ kind: 'error', at: 1, where: 'here', name: 'Error' });
    await store.sealAll('first', KEY);
    store.lock();
    await store.dropSealed(freshStatus);
    const { accounts, settings, faults, ...rest } = await store.readAll();
    expect(accounts.map(({ id }) => id)).toEqual(['a1', 'a2']);
    expect([settings.goalMs, faults.length]).toEqual([5, 1]);
    expect(rest).toMatchObject({ servers: [], operations: [], findings: [], snoozes: [] });
    expect(rest.statuses).toEqual(accounts.map(freshStatus));
    expect([store.sealState, await store.sealId()]).toEqual(['plain', null]);
    expect((await tally(name)).sealed).toBe(0);
  });
});

describe.each<[string, boolean, () => Promise<void>]>([
  ['sealing everything', false, () => store.sealAll('first', KEY)],
  ['opening everything', true, () => store.openAll()],
  ['forgetting everything', true, () => store.dropSealed(freshStatus)],
])('%s', (_what, isSealed, step) => {
  test.each(['refuses', 'aborts before', 'aborts after'])(
    'happens not at all where the browser %s any one change',
    async (how) => {
      await fill(store, pairs);
      if (isSealed) await store.sealAll('first', KEY);
      const before = await everything(name);
      const state = store.sealState;
      let fails = true;
      let steps = 0;
      for (; fails; steps++) {
        const stop = stopAt(steps, how);
        fails = await step().then(
          () => false,
          () => true,
        );
        stop();
        if (!fails) break;
        expect(await everything(name)).toEqual(before);
        expect(store.sealState).toBe(state);
        expect(await readBack(store)).toEqual(asRead(pairs));
      }
      expect(steps).toBeGreaterThan(2);
      expect(await everything(name)).not.toEqual(before);
    },
  );

  /** Lets so many changes of a record pass, and then fails one as a browser may. */
  function stopAt(passing: number, how: string): () => void {
    let passed = 0;
    const spies = (['put', 'clear'] as const).map((method) => {
      const real = IDBObjectStore.prototype[method] as (...args: unknown[]) => IDBRequest;
      return vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
        this: IDBObjectStore,
        ...args: unknown[]
      ) {
        const isIt = passed++ === passing;
        if (isIt && how === 'refuses') throw new DOMException('no room', 'QuotaExceededError');
        if (isIt && how === 'aborts before') this.transaction.abort();
        const request = real.apply(this, args);
        if (isIt) request.addEventListener('success', () => this.transaction.abort());
        return request;
      } as never);
    });
    return () => {
      for (const spy of spies) spy.mockRestore();
    };
  }
});

describe('writes that run while the seal changes', () => {
  const addOne = () =>
    store.updateStatus('a1', (status) => ({ ...status, unreadableRows: status.unreadableRows + 1 }));

  test('all count, and none is left the other way', async () => {
    await store.addAccount(anAccount(), aStatus());
    await Promise.all([
      addOne(),
      store.sealAll('first', KEY),
      addOne(),
      addOne(),
      store.openAll(),
      addOne(),
      store.sealAll('second', OTHER_KEY),
      addOne(),
    ]);
    expect((await store.status('a1'))?.unreadableRows).toBe(5);
    expect(await tally(name)).toEqual({ plain: 0, sealed: 1 });
  });

  test('by a connection that does not know the seal are refused, and nothing legible is left', async () => {
    await fill(store, pairs);
    const other = await Store.open(name);
    await store.sealAll('first', KEY);
    expect(other.sealState).toBe('plain');
    await expect(other.updateStatus('a1', (status) => status)).rejects.toMatchObject({
      trouble: { kind: 'locked' },
    });
    await expect(other.putServers('a1', pairs.servers)).rejects.toMatchObject({
      trouble: { kind: 'locked' },
    });
    await expect(other.readAll()).rejects.toMatchObject({ trouble: { kind: 'locked' } });
    expect((await tally(name)).plain).toBe(0);
    other.close();
  });

  test('with the key of an earlier seal are refused', async () => {
    await fill(store, pairs);
    await store.sealAll('first', KEY);
    const other = await Store.open(name);
    await other.unlock(KEY, freshStatus);
    await store.openAll();
    expect(await readBack(other)).toEqual(asRead(pairs));
    await store.sealAll('second', OTHER_KEY);
    await expect(other.statuses()).rejects.toMatchObject({ trouble: { kind: 'locked' } });
    other.close();
  });
});
