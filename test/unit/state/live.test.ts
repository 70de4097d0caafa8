import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { watchState } from '../../../lib/state/live';
import type { StateView } from '../../../lib/state/read';
import { Store } from '../../../lib/state/store';
import { STATE_KEY } from '../../../lib/state/unlocked';
import { asRead, type Contents, fill, freshStatus, KEY, OTHER_KEY, pairs, raw, SOON } from './sealed';

let store: Store;
let views: StateView[];
let errors: unknown[];

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  await fakeBrowser.storage.session.clear();
  store = await Store.open();
  await store.changeSettings({ language: 'bg' });
  views = [];
  errors = [];
});
afterEach(() => {
  store.close();
  expect(errors).toEqual([]);
});

/** An earlier test's page goes on watching: it speaks to that test alone. */
function watch(): Promise<void> {
  const mine = { views, errors };
  return watchState(
    (view) => mine.views.push(view),
    (error) => mine.errors.push(error),
  );
}

/** As an unlocked background leaves it. */
function leave(key: Uint8Array): Promise<void> {
  return fakeBrowser.storage.session.set({ [STATE_KEY]: Buffer.from(key).toString('base64') });
}

/** What is seen now, without what is not sealed. */
function seen(): unknown {
  const view = views.at(-1);
  if (view === undefined || view.kind === 'locked') return view;
  const { statuses, servers, operations, plans, findings, snoozes } = view.state;
  return { isSealed: view.isSealed, ...{ statuses, servers, operations, plans, findings, snoozes } };
}

const openly = (isSealed: boolean, contents: Contents = asRead(pairs)) => ({ isSealed, ...contents });
const locked = { kind: 'locked', unfollowed: 1, language: 'bg' };

describe('what a page sees', () => {
  test('follows the passphrase as it is set, locked, unlocked and removed', async () => {
    await fill(store, pairs);
    await watch();
    await expect.poll(seen, SOON).toEqual(openly(false));
    await leave(KEY);
    await store.sealAll('first', KEY);
    await expect.poll(seen, SOON).toEqual(openly(true));
    await fakeBrowser.storage.session.clear();
    store.lock();
    await expect.poll(seen, SOON).toEqual(locked);
    await leave(KEY);
    await store.unlock(KEY, freshStatus);
    await expect.poll(seen, SOON).toEqual(openly(true));
    await store.openAll();
    await expect.poll(seen, SOON).toEqual(openly(false));
  });

  test('is locked at first where the browser was closed, and begins anew once it is forgotten', async () => {
    await fill(store, pairs);
    await store.sealAll('first', KEY);
    await watch();
    await expect.poll(seen, SOON).toEqual(locked);
    await store.dropSealed(freshStatus);
    const statuses = (await store.accounts()).map(freshStatus);
    await expect
      .poll(seen, SOON)
      .toEqual(
        openly(false, { statuses, servers: [], operations: [], plans: [], findings: [], snoozes: [] }),
      );
  });

  test.each([
    ['another key', () => leave(OTHER_KEY)],
    ['a key that is cut short', () => leave(KEY.subarray(1))],
    ['no base64', () => fakeBrowser.storage.session.set({ [STATE_KEY]: '?'.repeat(44) })],
    ['no text', () => fakeBrowser.storage.session.set({ [STATE_KEY]: 7 })],
  ])('is locked where the browser’s memory holds %s', async (_what, remember) => {
    await fill(store, pairs);
    await store.sealAll('first', KEY);
    await remember();
    await watch();
    await expect.poll(seen, SOON).toEqual(locked);
  });

  test('leaves out what is damaged', async () => {
    await fill(store, pairs);
    await store.sealAll('first', KEY);
    await leave(KEY);
    await raw('lastgood', async (database) => {
      const sealed = new Uint8Array(80);
      await database.put('servers', { accountId: 'a1', serverId: 's1', sealed });
      await database.put('operations', { id: 'o0', isOpen: true, sealed });
    });
    await watch();
    const { servers, operations, ...rest } = asRead(pairs);
    await expect
      .poll(seen, SOON)
      .toEqual(openly(true, { ...rest, servers: servers.slice(1), operations: operations.slice(1) }));
  });

  test('of a flood of changes takes half of a page’s time at most, and is what holds at its end', async () => {
    const tookMs = 40;
    let shown = 0;
    const beganAt = performance.now();
    await watchState(
      (view) => {
        views.push(view);
        shown += 1;
        for (const from = performance.now(); performance.now() - from < tookMs; );
      },
      (error) => errors.push(error),
    );
    while (performance.now() - beganAt < 800) await store.changeSettings({ notify: shown % 2 === 0 });
    expect(shown * tookMs).toBeLessThan((performance.now() - beganAt) / 2 + 2 * tookMs);
    await watch();
    await store.changeSettings({ goalMs: 7 });
    await expect.poll(() => views.at(-1), SOON).toMatchObject({ state: { settings: { goalMs: 7 } } });
  });

  test('shows the faults that were noted', async () => {
    await watch();
    const fault = { kind: 'error', at: 1, where: 'here', name: 'Error' } as const;
    await store.addFault(fault);
    await expect.poll(() => views.at(-1), SOON).toMatchObject({ kind: 'open', state: { faults: [fault] } });
  });
});
