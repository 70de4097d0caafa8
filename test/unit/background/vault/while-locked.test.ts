import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { MessageType, Payload } from '../../../../lib/model/messages';
import { hasEnded } from '../../../../lib/model/operation';
import type { PanelMessages } from '../../../../lib/model/panel';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/model/time';
import { aFleet, type Fleet, KEYS, lockNow, must, NEXT, PASSPHRASE, refused, set, unlock } from './fleet';

let fleet: Fleet;
let bench: Fleet['bench'];
let accountId: string;
let serverId: string;

beforeEach(async () => {
  fleet = await aFleet();
  bench = fleet.bench;
  accountId = fleet.accounts[0].id;
  serverId = fleet.server.id;
  await must(set(bench));
});

async function lock(): Promise<void> {
  await must(lockNow(bench));
  bench.simulator.clearLog();
  bench.browser.notices.length = 0;
}

const backUp = () => bench.send('backUpNow', { accountId, serverId, note: null });
const requests = () => bench.simulator.requests.length;

describe('while it is locked', () => {
  test('nothing leaves, nothing is told, no alarm is set, and the badge says so', async () => {
    bench.simulator.world.revokeKey(KEYS[0]);
    await lock();
    expect(bench.browser.badge).toMatchObject({ text: '?', title: expect.stringContaining('locked') });
    expect(bench.browser.alarmAt).toBeNull();
    await bench.pass(2 * DAY_MS);
    await bench.wake();
    bench.kill();
    await bench.wake();
    expect(requests()).toBe(0);
    expect(bench.browser.notices).toEqual([]);
    expect(bench.browser.alarmAt).toBeNull();
    expect(bench.browser.badge).toMatchObject({ text: '?' });
  });

  test('after the browser was closed it is the same from the first wake on', async () => {
    bench.closeBrowser();
    bench.simulator.clearLog();
    bench.browser.alarmAt = bench.simulator.clock.now();
    await bench.wake();
    expect(bench.store.sealState).toBe('locked');
    expect(requests()).toBe(0);
    expect(bench.browser.alarmAt).toBeNull();
    expect(bench.browser.badge).toMatchObject({ text: '?' });
  });

  const messages: { readonly [T in MessageType]: { payload: () => Payload<T>; answered: boolean } } = {
    addAccount: { payload: () => ({ provider: 'hostup', label: 'l', key: 'k' }), answered: false },
    replaceKey: { payload: () => ({ accountId, key: 'k' }), answered: false },
    renameAccount: { payload: () => ({ accountId, label: 'l' }), answered: false },
    removeAccount: { payload: () => ({ accountId }), answered: false },
    setLegacyId: {
      payload: () => ({ accountId, serverId, legacyId: null, mustName: false }),
      answered: false,
    },
    refresh: { payload: () => ({ accountId: null }), answered: false },
    backUpNow: { payload: () => ({ accountId, serverId, note: null }), answered: false },
    changeSettings: { payload: () => ({ change: { notify: false } }), answered: false },
    snooze: { payload: () => ({ target: { kind: 'server', key: 'k' }, span: 'day' }), answered: false },
    testNotification: { payload: () => ({}), answered: false },
    exportSettings: { payload: () => ({}), answered: false },
    importSettings: { payload: () => ({ text: '{}' }), answered: false },
    setPassphrase: { payload: () => ({ passphrase: NEXT }), answered: false },
    changePassphrase: { payload: () => ({ current: PASSPHRASE, next: NEXT }), answered: false },
    removePassphrase: { payload: () => ({ current: PASSPHRASE }), answered: false },
    unlock: { payload: () => ({ passphrase: PASSPHRASE }), answered: true },
    lockNow: { payload: () => ({}), answered: true },
    forgetPassphrase: { payload: () => ({}), answered: true },
    used: { payload: () => ({}), answered: true },
    diagnostics: { payload: () => ({}), answered: true },
  };
  const types = Object.keys(messages) as MessageType[];

  test.each(types)('the message %s has its answer', async (type) => {
    await lock();
    const settings = await bench.store.settings();
    const { payload, answered } = messages[type];
    const answer = await bench.send(type, payload());
    if (answered) return expect(answer).toMatchObject({ ok: true });
    expect(answer).toEqual(refused('locked'));
    expect(await bench.store.settings()).toEqual(settings);
    expect((await bench.store.accounts()).length).toBe(2);
    expect(bench.store.sealState).toBe('locked');
    expect(requests()).toBe(0);
    expect(bench.browser.notices).toEqual([]);
  });

  test('what is no message of ours is still none', async () => {
    await lock();
    expect(await bench.send('refresh', { accountId: 7 } as never)).toMatchObject(refused('internal'));
  });

  const panelMessages: { readonly [T in keyof PanelMessages]: () => PanelMessages[T]['payload'] } = {
    panelView: () => ({}),
    panelBackUp: () => ({ serverId }),
    panelRemember: () => ({ serverId, legacyId: '1' }),
    panelDecline: () => ({ serverId }),
  };

  test.each(Object.keys(panelMessages) as (keyof PanelMessages)[])(
    'a panel that says %s hears nothing else',
    async (type) => {
      bench.browser.origins.add('https://cloud.hostup.se/*');
      await lock();
      expect(await bench.sendFromPanel('hostup', type, panelMessages[type]())).toEqual(refused('locked'));
      expect(bench.browser.opened).toEqual([]);
      expect(requests()).toBe(0);
    },
  );

  test('a click on an old notification opens the page that asks to unlock', async () => {
    await lock();
    expect(await bench.pageOf('finding:x')).toBe('/popup.html#page');
    await must(unlock(bench));
    expect(await bench.pageOf('finding:x')).toBe('/popup.html#findings');
  });

  test('a permission that goes is noticed once it is unlocked', async () => {
    await lock();
    bench.browser.origins.delete('https://cloud.hostup.se/*');
    await bench.permissionsChanged();
    expect(bench.browser.panels).not.toContain('hostup');
    expect(requests()).toBe(0);
    await must(unlock(bench));
    expect(await bench.store.status(accountId)).toMatchObject({ trouble: { kind: 'permissionMissing' } });
  });

  test('without a passphrase there is nothing to lock', async () => {
    await must(bench.send('removePassphrase', { current: PASSPHRASE }));
    await must(lockNow(bench));
    expect(bench.store.sealState).toBe('plain');
    expect(bench.browser.badge).not.toMatchObject({ text: '?' });
    await must(bench.send('refresh', { accountId: null }));
  });
});

describe('once it is unlocked', () => {
  test('it reads at once what became due, sets its alarm and counts again', async () => {
    await lock();
    await bench.pass(HOUR_MS);
    await must(unlock(bench));
    expect(requests()).toBeGreaterThan(0);
    expect(bench.browser.alarmAt).not.toBeNull();
    expect(bench.browser.badge).not.toMatchObject({ text: '?' });
    for (const { id } of fleet.accounts) {
      expect(await bench.store.status(id)).toMatchObject({
        trouble: null,
        checkedAt: bench.simulator.clock.now(),
      });
    }
  });

  test('it says for how long nobody watched', async () => {
    await lock();
    const from = (await bench.store.watch()).aliveAt;
    await bench.pass(5 * HOUR_MS);
    await bench.wake();
    expect((await bench.store.watch()).aliveAt).toBe(from);
    await must(unlock(bench));
    const to = bench.simulator.clock.now();
    expect((await bench.store.watch()).gaps).toEqual([{ from, to }]);
    const kinds = (await bench.store.findings()).map(({ finding }) => finding.kind);
    expect(kinds).toContain('notWatched');
  });

  test('a short while without watching is none to speak of', async () => {
    await lock();
    await bench.pass(5 * MINUTE_MS);
    await must(unlock(bench));
    expect((await bench.store.watch()).gaps).toEqual([]);
  });

  test('a running backup is followed again to its end, and told once', async () => {
    await must(backUp());
    await bench.pass(3 * SECOND_MS);
    await lock();
    expect(await bench.store.openOperations()).toBe(1);
    await bench.pass(HOUR_MS);
    expect(await bench.store.openOperations()).toBe(1);
    expect(requests()).toBe(0);
    expect(bench.browser.notices).toEqual([]);
    await must(unlock(bench));
    await bench.pass(5 * SECOND_MS);
    const [operation] = await bench.store.operations();
    expect(operation).toMatchObject({ state: 'succeeded' });
    await bench.pass(HOUR_MS);
    expect(bench.browser.notices.filter(({ id }) => id === operation?.id)).toHaveLength(1);
  });
});

describe('what is under way when it is locked', () => {
  /** Requests take a while, in real time: so that there is something under way. */
  const slow = () => bench.simulator.fail({ how: { kind: 'delay', ms: 30 } });
  const underWay = async () => {
    while (requests() === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  };

  test('a refresh ends quietly: no more requests, nothing kept, no trouble, no complaint', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = await bench.store.status(accountId);
    await bench.pass(HOUR_MS - MINUTE_MS);
    bench.simulator.clearLog();
    slow();
    const refresh = bench.send('refresh', { accountId: null });
    await underWay();
    await must(lockNow(bench));
    const left = requests();
    await refresh;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(requests()).toBe(left);
    expect(bench.browser.badge).toMatchObject({ text: '?' });
    expect(bench.browser.alarmAt).toBeNull();
    expect(complaints).not.toHaveBeenCalled();
    complaints.mockRestore();
    expect(await bench.store.faults()).toEqual([]);
    await must(unlock(bench));
    const after = await bench.store.status(accountId);
    expect(after).toMatchObject({ trouble: null, keyNumber: before?.keyNumber });
    expect(after?.checkedAt).toBeGreaterThan(before?.checkedAt ?? 0);
  });

  test('a refresh does not go on with its old key when it is unlocked again at once', async () => {
    slow();
    const refresh = bench.send('refresh', { accountId: null });
    await underWay();
    await must(lockNow(bench));
    await must(unlock(bench));
    await refresh;
    for (const { id } of fleet.accounts) {
      expect(await bench.store.status(id)).toMatchObject({ trouble: null });
    }
    await bench.pass(MINUTE_MS);
    for (const { id } of fleet.accounts) {
      expect(await bench.store.status(id)).toMatchObject({ trouble: null, refresh: null });
    }
  });

  test('a refresh writes nothing into what was just forgotten', async () => {
    slow();
    const refresh = bench.send('refresh', { accountId: null });
    await underWay();
    await must(bench.send('forgetPassphrase', {}));
    await refresh;
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const { id } of fleet.accounts) {
      expect(await bench.store.servers(id)).toEqual([]);
      expect(await bench.store.status(id)).toMatchObject({ trouble: { kind: 'keyMissing' } });
    }
  });

  test('a backup whose request had left is found again, and not sent twice', async () => {
    bench.simulator.fail({ method: 'POST', how: { kind: 'delay', ms: 60 } });
    const asked = backUp();
    const posts = () => bench.simulator.requests.filter(({ method }) => method === 'POST').length;
    while (posts() === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await must(lockNow(bench));
    expect(await asked).toEqual(refused('locked'));
    await bench.pass(HOUR_MS);
    await must(unlock(bench));
    await bench.pass(5 * MINUTE_MS);
    const operations = await bench.store.operations();
    expect(operations).toHaveLength(1);
    expect(operations.every(hasEnded)).toBe(true);
    expect(operations).toMatchObject([{ state: 'succeeded' }]);
    expect(posts()).toBe(1);
  });

  test('no word about what is sealed is said after it is locked', async () => {
    const { world } = bench.simulator;
    world.failNextOperation(serverId, 'Storage node is out of space');
    await must(backUp());
    bench.browser.refused.clear();
    const said: string[] = [];
    const woken = bench.pass(10 * MINUTE_MS);
    await must(lockNow(bench));
    said.push(...bench.browser.notices.map(({ id }) => id));
    await woken;
    await bench.pass(HOUR_MS);
    expect(bench.browser.notices.map(({ id }) => id)).toEqual(said);
  });
});
