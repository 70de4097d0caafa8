import { beforeEach, describe, expect, test } from 'vitest';
import { overview } from '../../../lib/fleet/overview';
import type { Account } from '../../../lib/model/account';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../lib/model/time';
import { createSimulator } from '../../simulator/simulator';
import { type Bench, createBench } from './bench';

let bench: Bench;

beforeEach(async () => {
  bench = await createBench(createSimulator({ startAt: Date.UTC(2026, 2, 10, 12) }));
  for (const host of ['cloud.hostup.se', 'api.vpsbg.eu', 'admin.vps.org']) {
    bench.browser.origins.add(`https://${host}/*`);
  }
});

async function addAccount(provider: string, key: string, label = provider): Promise<Account> {
  const answer = await bench.send('addAccount', { provider, label, key });
  if (!answer.ok) throw new Error(`not added: ${answer.trouble.kind}`);
  await bench.wake();
  return answer.value;
}

async function view() {
  return overview(await bench.store.readAll(), bench.simulator.clock.now());
}

async function statusOf(account: Account) {
  const status = await bench.store.status(account.id);
  if (!status) throw new Error('no status');
  return status;
}

/** A HostUp account with so many servers, each with one backup of an hour ago. */
function hostupFleet(size: number, key = 'hostup-key'): readonly string[] {
  const { world, clock } = bench.simulator;
  world.addAccount({ provider: 'hostup', key });
  return Array.from({ length: size }, (_, i) => {
    const server = world.addServer('hostup', { name: `app-${i}`, keys: [key] });
    world.addBackup(server, { createdAt: clock.now() - HOUR_MS });
    return server.id;
  });
}

describe('adding an account', () => {
  test('reads every server of each provider at once, without a violation', async () => {
    hostupFleet(3);
    const { world, clock } = bench.simulator;
    world.addAccount({ provider: 'vpsbg', key: 'vpsbg-key' });
    world.addBackup(
      world.addServer('vpsbg', { hostname: 'weekly.example.com', keys: ['vpsbg-key'], addon: true }),
      {
        createdAt: clock.now() - 2 * DAY_MS,
      },
    );
    world.addAccount({ provider: 'vpsorg', key: 'vpsorg-key' });
    world.addBackup(world.addServer('vpsorg', { name: 'shop', keys: ['vpsorg-key'] }));
    await addAccount('hostup', 'hostup-key');
    await addAccount('vpsbg', 'vpsbg-key');
    await addAccount('vpsorg', 'vpsorg-key');
    const { rows, counts } = await view();
    expect(rows.map((row) => row.stored.server.name).sort()).toEqual([
      'app-0',
      'app-1',
      'app-2',
      'shop',
      'weekly.example.com',
    ]);
    expect(counts).toEqual({ covered: 5, overdue: 0, exposed: 0, unknown: 0 });
    expect(bench.simulator.violations).toEqual([]);
    expect(bench.browser.badge?.text).toBe('');
  });

  test.each([
    ['a wrong key', 'nonsense', 'wrongKey'],
    ['a key of another provider', 'vpsbg-key', 'wrongKey'],
    ['a key that may list nothing', 'blind-key', 'forbidden'],
  ])('%s is not kept, and the permission is given back', async (_name, key, kind) => {
    const { world } = bench.simulator;
    world.addAccount({ provider: 'vpsbg', key: 'vpsbg-key' });
    world.addAccount({ provider: 'hostup', key: 'blind-key', rights: 'noList' });
    const answer = await bench.send('addAccount', { provider: 'hostup', label: 'x', key });
    expect(answer).toMatchObject({ ok: false, trouble: { kind } });
    expect(await bench.store.accounts()).toEqual([]);
    expect(bench.browser.origins.has('https://cloud.hostup.se/*')).toBe(false);
  });

  test('an unreachable provider keeps nothing', async () => {
    bench.simulator.fail({ host: 'admin.vps.org', how: { kind: 'reset' } });
    const answer = await bench.send('addAccount', { provider: 'vpsorg', label: 'x', key: 'k' });
    expect(answer).toMatchObject({ ok: false, trouble: { kind: 'unreachable' } });
  }, 20_000);

  test('without the permission nothing is sent', async () => {
    bench.browser.origins.clear();
    hostupFleet(1);
    const answer = await bench.send('addAccount', { provider: 'hostup', label: 'x', key: 'hostup-key' });
    expect(answer).toMatchObject({ ok: false, trouble: { kind: 'permissionMissing' } });
    expect(bench.simulator.requests).toEqual([]);
  });

  test('the same key is not added twice', async () => {
    hostupFleet(1);
    await addAccount('hostup', 'hostup-key');
    const answer = await bench.send('addAccount', { provider: 'hostup', label: 'again', key: 'hostup-key' });
    expect(answer).toMatchObject({ ok: false, trouble: { kind: 'duplicate' } });
    expect(bench.browser.origins.has('https://cloud.hostup.se/*')).toBe(true);
  });
});

describe('refreshing', () => {
  test('happens every 15 minutes by the alarm', async () => {
    hostupFleet(1);
    const account = await addAccount('hostup', 'hostup-key');
    bench.simulator.clearLog();
    await bench.pass(14 * MINUTE_MS);
    expect(bench.simulator.requests).toEqual([]);
    await bench.pass(2 * MINUTE_MS);
    expect(bench.simulator.requests.length).toBeGreaterThan(0);
    expect((await statusOf(account)).nextRefreshAt).toBeGreaterThan(bench.simulator.clock.now());
  });

  test('one account’s failure never hides another’s data, nor its own older data', async () => {
    hostupFleet(1, 'first-key');
    hostupFleet(1, 'second-key');
    const one = await addAccount('hostup', 'first-key');
    const two = await addAccount('hostup', 'second-key');
    bench.simulator.world.revokeKey('first-key');
    await bench.pass(16 * MINUTE_MS);
    expect(await statusOf(one)).toMatchObject({ trouble: { kind: 'wrongKey' } });
    expect(await statusOf(two)).toMatchObject({ trouble: null });
    const { rows, counts } = await view();
    expect(rows.map((row) => row.backups.length)).toEqual([1, 1]);
    expect(counts.covered).toBe(2);
    await bench.pass(3 * HOUR_MS);
    expect((await view()).counts).toMatchObject({ covered: 1, unknown: 1 });
  });

  test('one unreadable server does not stop the others', async () => {
    const [bad] = hostupFleet(4);
    bench.simulator.fail({ path: `/api/v2/vps/${bad}/backups`, how: { kind: 'status', status: 404 } });
    await addAccount('hostup', 'hostup-key');
    const { rows } = await view();
    expect(rows.filter((row) => row.coverage === 'covered')).toHaveLength(3);
    expect(rows.find((row) => row.stored.server.id === bad)).toMatchObject({
      coverage: 'unknown',
      trouble: { kind: 'notFound' },
    });
  });

  test('goes on after a death with the servers that remain', async () => {
    const ids = hostupFleet(6);
    const account = await addAccount('hostup', 'hostup-key');
    await bench.pass(10 * MINUTE_MS);
    bench.simulator.clearLog();
    let reads = 0;
    const stop = setInterval(() => {
      reads = backupReads().length;
      if (reads >= 3 && bench.isAlive()) bench.kill();
    }, 0);
    await bench.send('refresh', { accountId: account.id });
    clearInterval(stop);
    expect(bench.isAlive()).toBe(false);
    const stored = (await bench.store.servers(account.id)).filter(
      (entry) => entry.readAt === bench.simulator.clock.now(),
    );
    bench.simulator.clearLog();
    await bench.pass(40 * SECOND_MS);
    expect(await statusOf(account)).toMatchObject({ refresh: null, trouble: null });
    const again = backupReads();
    for (const entry of stored) expect(again).not.toContain(entry.server.id);
    expect(new Set([...again, ...stored.map((entry) => entry.server.id)])).toEqual(new Set(ids));
  });

  test('a long wait that the provider asks for survives the worker, and no click shortens it', async () => {
    const ids = hostupFleet(3);
    const account = await addAccount('hostup', 'hostup-key');
    await bench.pass(10 * MINUTE_MS);
    bench.simulator.fail({
      path: `/api/v2/vps/${ids[2]}/backups`,
      times: 1,
      how: { kind: 'status', status: 429, headers: { 'Retry-After': '1200' } },
    });
    await bench.send('refresh', { accountId: null });
    const retryAt = bench.simulator.clock.now() + 1200 * SECOND_MS;
    expect(await statusOf(account)).toMatchObject({
      trouble: { kind: 'rateLimited', retryAt, stated: true },
    });
    bench.kill();
    bench.simulator.clearLog();
    await bench.send('refresh', { accountId: null });
    await bench.pass(19 * MINUTE_MS);
    expect(bench.simulator.requests).toEqual([]);
    await bench.pass(2 * MINUTE_MS);
    expect(backupReads()).toEqual([ids[2]]);
    expect(await statusOf(account)).toMatchObject({ trouble: null, refresh: null });
  });

  test('servers whose backups cannot be listed are shown as unknown, not hidden', async () => {
    const { world } = bench.simulator;
    world.addAccount({ provider: 'vpsorg', key: 'vpsorg-key' });
    world.addServer('vpsorg', { name: 'shop', keys: ['vpsorg-key'] });
    bench.simulator.fail({ path: '/api/v1/backups/', how: { kind: 'status', status: 400 } });
    await addAccount('vpsorg', 'vpsorg-key');
    const [row] = (await view()).rows;
    expect(row).toMatchObject({ coverage: 'unknown', trouble: { kind: 'refused', status: 400 } });
  });

  test('a server that is no longer listed stands apart, and comes back', async () => {
    const [id = ''] = hostupFleet(2);
    await addAccount('hostup', 'hostup-key');
    bench.simulator.world.server('hostup', id).listed = false;
    await bench.send('refresh', { accountId: null });
    // One list may have lost a row between two pages: only the second says so.
    expect((await view()).gone).toEqual([]);
    await bench.send('refresh', { accountId: null });
    expect((await view()).gone.map((row) => row.stored.server.id)).toEqual([id]);
    expect((await view()).gone[0]?.backups).toHaveLength(1);
    bench.simulator.world.server('hostup', id).listed = true;
    await bench.send('refresh', { accountId: null });
    expect((await view()).gone).toEqual([]);
    expect((await view()).rows).toHaveLength(2);
  });

  test('a server that was deleted is not said to have no backup before it is called gone', async () => {
    const { world } = bench.simulator;
    world.addAccount({ provider: 'vpsorg', key: 'vpsorg-key' });
    world.addServer('vpsorg', { name: 'kept', keys: ['vpsorg-key'] });
    const deleted = world.addServer('vpsorg', { name: 'deleted', keys: ['vpsorg-key'] });
    world.addBackup(deleted);
    await addAccount('vpsorg', 'vpsorg-key');
    deleted.listed = false;
    bench.simulator.clock.advance(1000);
    await bench.send('refresh', { accountId: null });
    const row = (await view()).rows.find(({ stored }) => stored.server.name === 'deleted');
    expect(row?.findings.map(({ finding }) => finding.kind)).not.toContain('never');
    expect(row?.backups).toHaveLength(1);
    await bench.send('refresh', { accountId: null });
    const [gone] = (await view()).gone;
    expect(gone?.findings.map(({ finding }) => finding.kind)).toEqual(['serverGone']);
    expect(gone?.backups).toHaveLength(1);
  });

  test('a list with an unreadable row calls no server gone', async () => {
    const [id = ''] = hostupFleet(2);
    await addAccount('hostup', 'hostup-key');
    bench.simulator.world.server('hostup', id).listed = false;
    bench.simulator.world.account('hostup-key').oddServerRows = [{ id: 7 }];
    await bench.send('refresh', { accountId: null });
    await bench.send('refresh', { accountId: null });
    expect(await view()).toMatchObject({ gone: [], unreadableRows: 1 });
  });

  test('a provider’s clock that is hours off does not change an age', async () => {
    bench.simulator.clock.skewHeader(5 * HOUR_MS);
    const { world, clock } = bench.simulator;
    world.addAccount({ provider: 'vpsorg', key: 'vpsorg-key' });
    world.addBackup(world.addServer('vpsorg', { keys: ['vpsorg-key'] }), {
      createdAt: clock.now() + 4 * HOUR_MS,
    });
    await addAccount('vpsorg', 'vpsorg-key');
    const [row] = (await view()).rows;
    expect(row?.restoreAgeMs).toBe(HOUR_MS);
  });

  test('our own clock set back a day does not stop the refreshing', async () => {
    hostupFleet(1);
    const account = await addAccount('hostup', 'hostup-key');
    bench.simulator.clock.freeze(bench.simulator.clock.now() - DAY_MS);
    await bench.wake();
    expect((await statusOf(account)).checkedAt).toBe(bench.simulator.clock.now());
  });
});

describe('what a refresh must not do', () => {
  test('call a server gone because its row could not be read, when its backups still name it', async () => {
    const { world } = bench.simulator;
    world.addAccount({ provider: 'vpsorg', key: 'vpsorg-key' });
    const server = world.addServer('vpsorg', { name: 'shop', keys: ['vpsorg-key'] });
    world.addBackup(server, { createdAt: world.now() - 100 * DAY_MS });
    await addAccount('vpsorg', 'vpsorg-key');
    server.listed = false;
    world.account('vpsorg-key').oddServerRows = [{ id: null }];
    for (let i = 0; i < 3; i++) await bench.send('refresh', { accountId: null });
    expect(await view()).toMatchObject({ gone: [], counts: { exposed: 1 }, unreadableRows: 1 });
    expect(bench.browser.badge?.text).toBe('1');
  });

  test('say "all covered" while a row of the list could not be read', async () => {
    hostupFleet(1);
    bench.simulator.world.account('hostup-key').oddServerRows = [{ id: null }];
    await addAccount('hostup', 'hostup-key');
    expect((await view()).counts.covered).toBe(1);
    expect(bench.browser.badge?.text).toBe('!');
  });

  test('let an old key’s end mark the account after the key was replaced', async () => {
    hostupFleet(1, 'first-key');
    hostupFleet(1, 'second-key');
    const account = await addAccount('hostup', 'first-key');
    bench.simulator.world.revokeKey('first-key');
    bench.simulator.fail({ path: '/api/v2/vps', times: 1, how: { kind: 'delay', ms: 60 } });
    const old = bench.send('refresh', { accountId: null });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await bench.send('replaceKey', { accountId: account.id, key: 'second-key' })).toMatchObject({
      ok: true,
    });
    await old;
    expect((await statusOf(account)).trouble).toBeNull();
    await bench.pass(5 * SECOND_MS);
    expect(await statusOf(account)).toMatchObject({ trouble: null, refresh: null });
  });

  test('go on under the key of an account that was removed meanwhile', async () => {
    hostupFleet(12);
    const account = await addAccount('hostup', 'hostup-key');
    await bench.pass(10 * MINUTE_MS);
    bench.simulator.clearLog();
    bench.simulator.fail({ path: /\/backups$/, how: { kind: 'delay', ms: 15 } });
    const refreshing = bench.send('refresh', { accountId: null });
    while (backupReads().length < 2) await new Promise((resolve) => setTimeout(resolve, 2));
    await bench.send('removeAccount', { accountId: account.id });
    const atRemoval = backupReads().length;
    await refreshing;
    expect(backupReads().length - atRemoval).toBeLessThanOrEqual(4);
    expect(await bench.store.readAll()).toMatchObject({ accounts: [], servers: [], operations: [] });
  });

  test('wake over and over while it waits', async () => {
    const [id = ''] = hostupFleet(2);
    await addAccount('hostup', 'hostup-key');
    await bench.pass(5 * MINUTE_MS);
    bench.simulator.fail({
      path: '/api/v2/vps',
      times: 1,
      how: { kind: 'status', status: 429, headers: { 'Retry-After': '1800' } },
    });
    await bench.send('refresh', { accountId: null });
    bench.kill();
    bench.simulator.clearLog();
    const [account] = await bench.store.accounts();
    const answer = await bench.send('backUpNow', {
      accountId: account?.id ?? '',
      serverId: id,
      note: null,
      cost: null,
    });
    expect(answer).toMatchObject({ ok: false, trouble: { kind: 'rateLimited' } });
    const before = bench.effects();
    await bench.pass(20 * MINUTE_MS);
    expect(bench.effects() - before).toBeLessThan(400);
    expect(bench.simulator.requests).toEqual([]);
  });

  test('keep an alarm when there is nothing left to do', async () => {
    hostupFleet(1);
    const account = await addAccount('hostup', 'hostup-key');
    expect(bench.browser.alarmAt).not.toBeNull();
    await bench.send('removeAccount', { accountId: account.id });
    expect(bench.browser.alarmAt).toBeNull();
  });
});

describe('an account', () => {
  test('taken away leaves nothing, and gives back the permission with the last one', async () => {
    hostupFleet(1, 'first-key');
    hostupFleet(1, 'second-key');
    const one = await addAccount('hostup', 'first-key');
    const two = await addAccount('hostup', 'second-key');
    await bench.send('removeAccount', { accountId: one.id });
    expect(bench.browser.origins.has('https://cloud.hostup.se/*')).toBe(true);
    await expect(bench.vault.unseal(one.id)).rejects.toThrow('keyMissing');
    await bench.send('removeAccount', { accountId: two.id });
    expect(bench.browser.origins.has('https://cloud.hostup.se/*')).toBe(false);
    expect(await bench.store.readAll()).toMatchObject({ accounts: [], statuses: [], servers: [] });
  });

  test('whose permission was taken away in the browser says so, and recovers', async () => {
    hostupFleet(1);
    const account = await addAccount('hostup', 'hostup-key');
    bench.browser.origins.clear();
    await bench.send('refresh', { accountId: null });
    expect(await statusOf(account)).toMatchObject({
      trouble: { kind: 'permissionMissing', origin: 'https://cloud.hostup.se' },
    });
    bench.browser.origins.add('https://cloud.hostup.se/*');
    await bench.send('refresh', { accountId: null });
    expect(await statusOf(account)).toMatchObject({ trouble: null });
  });

  test('gets a new key only when its provider takes it', async () => {
    hostupFleet(1);
    const account = await addAccount('hostup', 'hostup-key');
    const refused = await bench.send('replaceKey', { accountId: account.id, key: 'nonsense' });
    expect(refused).toMatchObject({ ok: false, trouble: { kind: 'wrongKey' } });
    expect(await bench.vault.unseal(account.id)).toBe('hostup-key');
    hostupFleet(1, 'newer-key');
    expect(await bench.send('replaceKey', { accountId: account.id, key: 'newer-key' })).toMatchObject({
      ok: true,
    });
    expect(await bench.vault.unseal(account.id)).toBe('newer-key');
  });

  test('learns a legacy id only when it is the server’s own', async () => {
    const [id = '', other = ''] = hostupFleet(2);
    const { world } = bench.simulator;
    const account = await addAccount('hostup', 'hostup-key');
    world.addBackup(world.server('hostup', other), { createdAt: world.now() - 5 * HOUR_MS });
    world.server('hostup', other).backups.shift();
    const set = (legacyId: string | null) =>
      bench.send('setLegacyId', { accountId: account.id, serverId: id, legacyId, mustName: false });
    expect(await set(world.server('hostup', other).vmid)).toMatchObject({ trouble: { kind: 'otherServer' } });
    expect(await set('999999')).toMatchObject({ ok: false });
    expect(await set(world.server('hostup', id).vmid)).toMatchObject({ ok: true });
    expect((await bench.store.account(account.id))?.legacyIds).toEqual({
      [id]: world.server('hostup', id).vmid,
    });
    const row = (await view()).rows.find(({ stored }) => stored.server.id === id);
    expect(row?.backups[0]?.protected).toBe(false);
    expect(await set(null)).toMatchObject({ ok: true });
    expect((await bench.store.account(account.id))?.legacyIds).toEqual({});
  });
});

describe('what was seen', () => {
  /** Refreshes, a quarter of an hour apart. */
  async function refreshes(times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      bench.simulator.clock.freeze(bench.simulator.clock.now() + 15 * MINUTE_MS);
      await bench.send('refresh', { accountId: null });
    }
  }

  async function vanished() {
    const kinds = (await view()).findings.map(({ finding }) => finding);
    return kinds.filter(({ kind }) => kind === 'vanished');
  }

  async function ledger(account: Account) {
    return (await bench.store.servers(account.id)).flatMap(({ seen }) => seen);
  }

  test.each(['hostup', 'vpsbg', 'vpsorg'] as const)('at %s, and is gone, is missed', async (provider) => {
    const { world, clock } = bench.simulator;
    world.addAccount({ provider, key: `${provider}-key` });
    const server = world.addServer(provider, { keys: [`${provider}-key`] });
    // Providers tell whole seconds, and the clock runs.
    clock.freeze();
    const kept = world.addBackup(server, { createdAt: clock.now() - 3 * DAY_MS });
    const lost = world.addBackup(server, { createdAt: clock.now() - HOUR_MS });
    const account = await addAccount(provider, `${provider}-key`);
    world.vanish(server, lost.id);
    await refreshes(1);
    expect(await vanished()).toEqual([]);
    await refreshes(1);
    expect(await vanished()).toMatchObject([{ severity: 'error', backups: [{ createdAt: lost.createdAt }] }]);
    const entries = await ledger(account);
    expect(entries.map(({ createdAt, gone }) => [createdAt, gone !== null]).sort()).toEqual([
      [kept.createdAt, false],
      [lost.createdAt, true],
    ]);
  });

  test('is not missed where a backup of ours took its place in a full quota', async () => {
    const { world, clock } = bench.simulator;
    const [id = ''] = hostupFleet(1);
    const server = world.server('hostup', id);
    Object.assign(server, { quotaLimit: 2, autoDeleteOldest: true });
    const { id: backupId } = world.addBackup(server, { createdAt: clock.now() - 9 * DAY_MS });
    const cost = { kind: 'evicts', stated: true, backupId, isLastGood: false } as const;
    const account = await addAccount('hostup', 'hostup-key');
    const answer = await bench.send('backUpNow', { accountId: account.id, serverId: id, note: null, cost });
    expect(answer).toMatchObject({ ok: true });
    await bench.pass(HOUR_MS);
    const gone = (await ledger(account)).flatMap((entry) => (entry.gone === null ? [] : [entry.gone.why]));
    expect(gone).toEqual(['evicted']);
    expect(await vanished()).toEqual([]);
  });

  test('is not forgotten when a server is read by itself while the list of all is on its way', async () => {
    const { world } = bench.simulator;
    world.addAccount({ provider: 'vpsorg', key: 'vpsorg-key' });
    const server = world.addServer('vpsorg', { keys: ['vpsorg-key'] });
    world.addBackup(server);
    const account = await addAccount('vpsorg', 'vpsorg-key');
    await bench.pass(MINUTE_MS);
    bench.simulator.fail({ path: '/api/v1/backups/', times: 1, how: { kind: 'delay', ms: 60 } });
    const refreshing = bench.send('refresh', { accountId: null });
    await new Promise((resolve) => setTimeout(resolve, 30));
    await bench.store.updateServer(account.id, server.id, (entry) => {
      const [first] = entry.seen;
      return first ? { ...entry, seen: [first, { ...first, id: 'meanwhile' }] } : entry;
    });
    await refreshing;
    expect((await ledger(account)).map(({ id }) => id)).toContain('meanwhile');
  });

  test('of a lock is its beginning', async () => {
    const { world, clock } = bench.simulator;
    world.addAccount({ provider: 'vpsbg', key: 'vpsbg-key' });
    const server = world.addServer('vpsbg', { keys: ['vpsbg-key'] });
    const account = await addAccount('vpsbg', 'vpsbg-key');
    const lockedSince = async () => (await bench.store.servers(account.id))[0]?.lockedSince;
    expect(await lockedSince()).toBeNull();
    server.locked = true;
    await refreshes(1);
    const began = clock.now();
    await refreshes(2);
    expect(await lockedSince()).toBe(began);
    server.locked = false;
    await refreshes(1);
    expect(await lockedSince()).toBeNull();
  });
});

/** The servers whose backups were asked for, in order. */
function backupReads(): readonly string[] {
  return bench.simulator.requests.flatMap(({ method, path }) => {
    const match = method === 'GET' ? /^\/api\/v2\/vps\/([^/]+)\/backups$/.exec(path) : null;
    return match?.[1] === undefined ? [] : [match[1]];
  });
}
