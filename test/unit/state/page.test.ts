// @vitest-environment happy-dom
import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import * as client from '../../../lib/client';
import { MINUTE_MS, SECOND_MS } from '../../../lib/model/time';
import { type LivePage, openPage } from '../../../lib/page';
import { Store } from '../../../lib/state/store';
import { STATE_KEY } from '../../../lib/state/unlocked';
import { fill, freshStatus, KEY, pairs, SOON } from './sealed';

const RealChannel = BroadcastChannel;
let store: Store;
let now = 1_000_000;
let told = 0;
/** What leaves an open page as the browser does: its listeners and channels end. */
let leavings: (() => void)[];

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  await fakeBrowser.storage.session.clear();
  vi.spyOn(Date, 'now').mockImplementation(() => now);
  told = 0;
  leavings = [];
  const listen = window.addEventListener.bind(window);
  vi.spyOn(window, 'addEventListener').mockImplementation(
    (
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ) => {
      listen(type, listener, options);
      leavings.push(() => window.removeEventListener(type, listener, options));
    },
  );
  vi.stubGlobal(
    'BroadcastChannel',
    class extends RealChannel {
      constructor(name: string) {
        super(name);
        leavings.push(() => this.close());
      }
    },
  );
  vi.spyOn(client, 'send').mockImplementation(async (type) => {
    if (type === 'used') told++;
    return { ok: true, value: null } as never;
  });
  store = await Store.open();
  await fill(store, pairs);
});
afterEach(() => {
  for (const leave of leavings) leave();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  store.close();
});

async function setPassphrase(): Promise<void> {
  await unlock();
  await store.sealAll('first', KEY);
}

async function lock(): Promise<void> {
  await fakeBrowser.storage.session.clear();
  store.lock();
}

async function unlock(): Promise<void> {
  await fakeBrowser.storage.session.set({ [STATE_KEY]: Buffer.from(KEY).toString('base64') });
  await store.unlock(KEY, freshStatus);
}

const shows = (page: LivePage) => ({
  lock: page.lock.value,
  rows: page.overview.value === null ? null : page.overview.value.rows.length,
});

async function whenShown(page: LivePage, kind: string): Promise<void> {
  await expect.poll(() => page.lock.value?.kind, SOON).toBe(kind);
}

describe('an own page', () => {
  test('knows nothing before it has read', () => {
    const page = openPage();
    expect([page.lock.value, page.overview.value, page.failure.value]).toEqual([null, null, null]);
  });

  test('shows the fleet without a passphrase and while it is unlocked, and nothing of it while it is locked', async () => {
    const page = openPage();
    await expect.poll(() => shows(page), SOON).toEqual({ lock: { kind: 'none' }, rows: 2 });
    await setPassphrase();
    await expect.poll(() => shows(page), SOON).toEqual({ lock: { kind: 'open' }, rows: 2 });
    await lock();
    await expect
      .poll(() => shows(page), SOON)
      .toEqual({ lock: { kind: 'locked', unfollowed: 1 }, rows: null });
    await unlock();
    await expect.poll(() => shows(page), SOON).toEqual({ lock: { kind: 'open' }, rows: 2 });
  });

  test('says why the stored state cannot be read', async () => {
    vi.spyOn(fakeBrowser.storage.session, 'get').mockRejectedValue(new TypeError('gone'));
    const page = openPage();
    await expect.poll(() => page.failure.value, SOON).toBe('internal');
  });
});

describe('the use of a page', () => {
  const use = (type: string) => window.dispatchEvent(new Event(type));

  test('is told of when it is opened, and at most once in 15 seconds of clicks and keys', async () => {
    await setPassphrase();
    const page = openPage();
    await whenShown(page, 'open');
    expect(told).toBe(1);
    use('pointerdown');
    use('keydown');
    now += 14 * SECOND_MS;
    use('keydown');
    expect(told).toBe(1);
    now += SECOND_MS;
    use('keydown');
    use('pointerdown');
    expect(told).toBe(2);
    now += 15 * SECOND_MS;
    use('pointerdown');
    expect(told).toBe(3);
    now -= 10 * MINUTE_MS;
    use('pointerdown');
    expect(told).toBe(4);
  });

  test('is none while nobody touches it, whatever changes by itself', async () => {
    await setPassphrase();
    const page = openPage();
    await whenShown(page, 'open');
    now += 5 * MINUTE_MS;
    await store.changeSettings({ goalMs: 5 });
    await expect.poll(() => page.overview.value?.settings.goalMs, SOON).toBe(5);
    expect(told).toBe(1);
  });

  test('is nobody’s business while it is locked or has no passphrase', async () => {
    const page = openPage();
    await whenShown(page, 'none');
    use('pointerdown');
    await setPassphrase();
    await lock();
    await whenShown(page, 'locked');
    told = 0;
    now += 5 * MINUTE_MS;
    use('keydown');
    expect(told).toBe(0);
  });
});
