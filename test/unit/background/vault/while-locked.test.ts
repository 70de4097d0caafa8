import { beforeEach, describe, expect, test, vi } from 'vitest';
import { silentWhenLocked } from '../../../../lib/background/judge';
import type { MessageType, Payload } from '../../../../lib/model/messages';
import { hasEnded } from '../../../../lib/model/operation';
import type { PanelMessages } from '../../../../lib/model/panel';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/model/time';
import { aFleet, type Fleet, KEYS, lockNow, must, NEXT, PASSPHRASE, refused, set, unlock } from './fleet';

// Minutes and hours of alarms are lived through, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

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

const backUp = () => bench.send('backUpNow', { accountId, serverId, note: null, cost: null });
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

  const schedule = {
    frequency: 'daily',
    hour: 2,
    minute: null,
    retentionCount: 3,
    enabled: true,
    name: null,
  } as const;
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
    backUpNow: { payload: () => ({ accountId, serverId, note: null, cost: null }), answered: false },
    examine: { payload: () => ({ accountId, serverId }), answered: false },
    restoreSources: { payload: () => ({ accountId, serverId }), answered: false },
    restore: {
      payload: () => ({
        accountId,
        serverId,
        backupId: 'b',
        sourceServerId: null,
        safety: true,
        cost: null,
        typedName: 'n',
      }),
      answered: false,
    },
    deleteBackup: {
      payload: () => ({ accountId, serverId, backupId: 'b', typedName: null }),
      answered: false,
    },
    makeRoom: {
      payload: () => ({ accountId, serverId, backupIds: ['b'], note: null, cost: null }),
      answered: false,
    },
    readServers: { payload: () => ({ accountId, serverIds: [serverId] }), answered: false },
    backUpMany: {
      payload: () => ({ servers: [{ accountId, serverId, cost: null }], note: null }),
      answered: false,
    },
    saveSchedule: { payload: () => ({ accountId, serverId, schedule }), answered: false },
    saveScheduleAtCost: { payload: () => ({ accountId, serverId, schedule, told: 't' }), answered: false },
    changeBackupSettings: {
      payload: () => ({ accountId, serverId, change: { totalLimit: 3 } }),
      answered: false,
    },
    changeBackupSettingsAtCost: {
      payload: () => ({ accountId, serverId, change: { totalLimit: 3 }, told: 't' }),
      answered: false,
    },
    deleteSchedule: {
      payload: () => ({ accountId, serverId, scheduleId: 'bks_1', told: 't' }),
      answered: false,
    },
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
  const slow = (ms: number) => bench.simulator.fail({ how: { kind: 'delay', ms } });
  const hasLeft = async (method: string) => {
    const before = bench.left.length;
    while (!bench.left.slice(before).includes(method)) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  const aWhile = () => new Promise((resolve) => setTimeout(resolve, 200));

  test('a refresh ends quietly: no more requests, nothing kept, no trouble, no complaint', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const before = await bench.store.status(accountId);
    await bench.pass(10 * MINUTE_MS);
    // The provider's clock is to be written down at each answer.
    bench.simulator.clock.skewHeader(HOUR_MS);
    slow(100);
    const refresh = bench.send('refresh', { accountId: null });
    await hasLeft('GET');
    await must(lockNow(bench));
    const count = bench.left.length;
    await refresh;
    await aWhile();
    expect(bench.left.length).toBe(count);
    expect(bench.browser.badge).toMatchObject({ text: '?' });
    expect(bench.browser.alarmAt).toBeNull();
    expect(complaints).not.toHaveBeenCalled();
    complaints.mockRestore();
    expect(await bench.store.faults()).toEqual([]);
    bench.simulator.clearFailures();
    await must(unlock(bench));
    const after = await bench.store.status(accountId);
    expect(after).toMatchObject({ trouble: null, refresh: null, keyNumber: before?.keyNumber });
    expect(after?.checkedAt).toBe(bench.simulator.clock.now());
  });

  test('a refresh does not go on with its old key when it is unlocked again at once', async () => {
    slow(100);
    const refresh = bench.send('refresh', { accountId: accountId });
    await hasLeft('GET');
    await must(lockNow(bench));
    const [answer] = await Promise.all([unlock(bench), refresh]);
    await must(Promise.resolve(answer));
    expect(await bench.store.status(accountId)).toMatchObject({ trouble: null });
    bench.simulator.clearFailures();
    await bench.pass(MINUTE_MS);
    expect(await bench.store.status(accountId)).toMatchObject({ trouble: null, refresh: null });
  });

  test('a refresh writes nothing into what was just forgotten', async () => {
    slow(100);
    const refresh = bench.send('refresh', { accountId: null });
    await hasLeft('GET');
    await must(bench.send('forgetPassphrase', {}));
    await refresh;
    await aWhile();
    for (const { id } of fleet.accounts) {
      expect(await bench.store.servers(id)).toEqual([]);
      expect(await bench.store.status(id)).toMatchObject({ trouble: { kind: 'keyMissing' } });
    }
  });

  test('an account that is being added is not', async () => {
    bench.simulator.world.addAccount({ provider: 'hostup', key: 'sentinel-key-late' });
    slow(100);
    const payload = { provider: 'hostup', label: 'late', key: 'sentinel-key-late' };
    const adding = bench.send('addAccount', payload);
    await hasLeft('GET');
    await must(lockNow(bench));
    expect(await adding).toEqual(refused('locked'));
    expect(await bench.store.accounts()).toHaveLength(2);
    bench.simulator.clearFailures();
    await must(unlock(bench));
    await must(bench.send('addAccount', payload));
  });

  test('a backup whose request had left is found again, and not sent twice', async () => {
    slow(100);
    const asked = backUp();
    await hasLeft('POST');
    await must(lockNow(bench));
    expect(await asked).toEqual(refused('locked'));
    expect(await bench.store.openOperations()).toBe(1);
    bench.simulator.clearFailures();
    await bench.pass(HOUR_MS);
    await must(unlock(bench));
    await bench.pass(5 * MINUTE_MS);
    const operations = await bench.store.operations();
    expect(operations).toHaveLength(1);
    expect(operations.every(hasEnded)).toBe(true);
    expect(operations).toMatchObject([{ state: 'succeeded' }]);
    expect(bench.left.filter((method) => method === 'POST')).toHaveLength(1);
  });

  test('a backup that was about to be asked for is not', async () => {
    await bench.pass(5 * MINUTE_MS);
    slow(100);
    const asked = backUp();
    // The list is read anew first.
    await hasLeft('GET');
    await must(lockNow(bench));
    expect(await asked).toEqual(refused('locked'));
    bench.simulator.clearFailures();
    await must(unlock(bench));
    await bench.pass(5 * MINUTE_MS);
    expect(bench.left).not.toContain('POST');
    expect(await bench.store.operations()).toEqual([]);
  });

  test('an end that was seen and not yet told waits until it is unlocked', async () => {
    await must(backUp());
    bench.browser.refused.add((await bench.store.operations())[0]?.id ?? '');
    vi.spyOn(console, 'error').mockImplementationOnce(() => undefined);
    await bench.pass(MINUTE_MS);
    const [operation] = await bench.store.operations();
    expect(operation).toMatchObject({ state: 'succeeded', toldAt: null });
    await must(lockNow(bench));
    bench.browser.refused.clear();
    bench.browser.notices.length = 0;
    await bench.pass(HOUR_MS);
    expect(bench.browser.notices).toEqual([]);
    await must(unlock(bench));
    await bench.pass(2 * MINUTE_MS);
    expect(bench.browser.notices.map(({ id }) => id)).toContain(operation?.id);
  });
});

test('a judgement that is under way sets no badge of what is sealed', async () => {
  const { store, browser } = bench;
  const updated = store.updateFindings.bind(store);
  vi.spyOn(store, 'updateFindings').mockImplementationOnce(async (change) => {
    const records = await updated(change);
    store.lock();
    browser.badge = null;
    return records;
  });
  await bench.wake();
  expect(browser.badge).toBeNull();
});

test('a plan that is under way sets no alarm after it was cleared', async () => {
  await must(bench.send('changeSettings', { change: { lockAfterMs: HOUR_MS } }));
  const { store, browser } = bench;
  vi.spyOn(store, 'openOperations')
    .mockResolvedValueOnce(0)
    .mockImplementationOnce(async () => {
      store.lock();
      browser.alarmAt = null;
      return 0;
    });
  await bench.wake();
  expect(store.sealState).toBe('locked');
  expect(browser.alarmAt).toBeNull();
});

test('of a judgement that is under way nothing more is said once it is locked', async () => {
  let state: 'open' | 'locked' = 'open';
  const said: string[] = [];
  const env = silentWhenLocked(
    {
      store: bench.store,
      now: bench.simulator.clock.now,
      platform: {
        notify: async (id) => void said.push(id),
        setBadge: async ({ text }) => void said.push(text),
      },
    },
    { state: () => state },
  );
  await env.platform.notify('n1', 't', 'm');
  await env.platform.setBadge({ text: '1', color: '', title: '' });
  state = 'locked';
  await expect(env.platform.notify('n2', 't', 'm')).rejects.toThrow('locked');
  await expect(env.platform.setBadge({ text: '2', color: '', title: '' })).rejects.toThrow('locked');
  expect(said).toEqual(['n1', '1']);
});
