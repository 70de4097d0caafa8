import { expect, test } from 'vitest';
import type { WatchHandle } from '../../lib/model/operation';
import type { Server } from '../../lib/model/server';
import { hostup } from '../../lib/providers/hostup/api';
import { readLegacyBackups } from '../../lib/providers/hostup/legacy';
import type { Provider } from '../../lib/providers/provider';
import { vpsbg } from '../../lib/providers/vpsbg/api';
import { vpsorg } from '../../lib/providers/vpsorg/api';
import { KEY, offered, simulated, troubleFrom } from './sessions';

const START = Date.UTC(2026, 3, 27, 10);

function stage(provider: Provider) {
  const staged = simulated(provider, { startAt: START, operationMs: 20_000 });
  staged.simulator.clock.freeze(START);
  return staged;
}

async function only(provider: Provider, http: Parameters<Provider['listServers']>[0]): Promise<Server> {
  const { servers } = await provider.listServers(http);
  if (servers.length !== 1 || !servers[0]) throw new Error(`${servers.length} servers`);
  return servers[0];
}

test('HostUp: from the list of servers to a finished, restored and deleted backup', async () => {
  const { simulator, http, verify } = stage(hostup);
  const { world, clock } = simulator;
  world.addAccount({ provider: 'hostup', key: KEY });
  const sim = world.addServer('hostup', {
    name: 'web',
    hostname: 'web.example.com',
    quotaLimit: 4,
    keys: [KEY],
  });
  world.addBackup(sim, { createdAt: START - 3_600_000, note: 'old', protected: true });
  world.addSnapshot(sim);
  await hostup.checkKey(http);
  const server = await only(hostup, http);
  await offered(hostup.checkLegacyId)(http, server, sim.vmid ?? '', true);
  const before = await hostup.readServer(http, server, sim.vmid);
  expect(before).toMatchObject({
    backups: [{ note: 'old', protected: true, size: { basis: 'stored', sizeBytes: 4_400_000_000 } }],
    unmatched: [],
    unreadableRows: 0,
    quota: { kind: 'limited', used: 1, limit: 4, remaining: 3 },
    createGate: { allowed: true },
    partTroubles: [],
  });
  expect(before.snapshots).toHaveLength(1);

  const watch = (handle: WatchHandle) => offered(hostup.watch)(http, server, handle);
  for (const shape of ['envelope', 'bare', 'operation'] as const) {
    world.jobShape = shape;
    const handle = await offered(hostup.createBackup)(http, server, shape === 'bare' ? null : shape);
    expect(await watch(handle)).toMatchObject({ state: 'running' });
    expect((await hostup.readServer(http, server, null)).createGate?.allowed).toBe(false);
    clock.advance(10_000);
    const halfway = { state: 'running', percent: shape === 'operation' ? null : 50 };
    expect(await watch(handle)).toEqual(halfway);
    if (shape === 'operation') world.finishOperation(server.id, 'disk full');
    clock.advance(10_000);
    expect((await watch(handle)).state).toBe(shape === 'operation' ? 'failed' : 'succeeded');
  }
  const reading = await hostup.readServer(http, server, sim.vmid);
  expect(reading.backups.map(({ note }) => note).sort()).toEqual(['envelope', null, 'old']);
  expect(reading.history.map(({ state, errorText }) => [state, errorText])).toEqual([
    ['failed', 'disk full'],
    ['active', null],
    ['active', null],
  ]);

  const old = reading.backups.find(({ note }) => note === 'envelope');
  if (!old) throw new Error('it was listed');
  const restoring = await offered(hostup.restoreBackup)(http, server, old.id);
  clock.advance(20_000);
  world.jobShape = 'envelope';
  expect(await watch(restoring)).toEqual({ state: 'succeeded' });
  await offered(hostup.deleteBackup)(http, server, old, null);
  const left = (await hostup.readServer(http, server, null)).backups;
  expect(left.map(({ note }) => note).sort()).toEqual([null, 'old']);
  expect(await troubleFrom(offered(hostup.deleteBackup)(http, server, old, null))).toMatchObject({
    kind: 'notFound',
  });
  verify();
});

test('HostUp: a server is restored from another one, whose disk has to fit, and from one that has ended', async () => {
  const { simulator, http, verify } = stage(hostup);
  const { world, clock } = simulator;
  world.addAccount({ provider: 'hostup', key: KEY });
  world.addServer('hostup', { name: 'target', keys: [KEY], diskGb: 40 });
  const ended = world.addServer('hostup', { name: 'ended', keys: [KEY], diskGb: 40, listed: false });
  const large = world.addServer('hostup', { name: 'large', keys: [KEY], diskGb: 80 });
  for (const source of [ended, large]) world.addBackup(source);
  const [server] = (await hostup.listServers(http)).servers;
  if (!server) throw new Error('it is listed');
  const sources = await offered(hostup.restoreSources)(http, server);
  expect(sources.map(({ name, kind }) => [name, kind])).toEqual([
    ['ended', 'retained'],
    ['large', 'server'],
  ]);
  const from = (name: string) => {
    const source = sources.find((one) => one.name === name);
    const backup = source?.backups[0];
    if (!source || !backup) throw new Error('it has a backup');
    return offered(hostup.restoreFromServer)(http, server, { serverId: source.id, backupId: backup.id });
  };
  expect(await troubleFrom(from('large'))).toMatchObject({ kind: 'refused', status: 400 });
  const handle = await from('ended');
  expect(await troubleFrom(from('ended'))).toMatchObject({ kind: 'busy' });
  clock.advance(20_000);
  expect(await offered(hostup.watch)(http, server, handle)).toEqual({ state: 'succeeded' });
  verify();
});

test('HostUp: a failed job tells why; an older row is deleted by its volid; another server’s id is refused', async () => {
  const { simulator, http, verify } = stage(hostup);
  const { world, clock } = simulator;
  world.addAccount({ provider: 'hostup', key: KEY });
  const sim = world.addServer('hostup', { name: 'web', keys: [KEY] });
  const other = world.addServer('hostup', { name: 'other', listed: true, keys: [KEY] });
  world.addBackup(other, { createdAt: START - 2_000_000 });
  const server = (await hostup.listServers(http)).servers.find(({ name }) => name === 'web');
  if (!server) throw new Error('it was listed');

  // Nothing speaks against the other server's id as long as this server has no backup.
  await offered(hostup.checkLegacyId)(http, server, other.vmid ?? '', false);
  const { unmatched } = await hostup.readServer(http, server, other.vmid);
  expect(unmatched).toHaveLength(1);
  world.addBackup(sim, { createdAt: START - 1_000_000 });
  const wrong = offered(hostup.checkLegacyId)(http, server, other.vmid ?? '', false);
  expect(await troubleFrom(wrong)).toMatchObject({ kind: 'otherServer' });
  expect((await hostup.readServer(http, server, other.vmid)).unmatched).toEqual([]);
  const stranger = unmatched[0];
  if (!stranger) throw new Error('it was listed before this server had a backup');
  const deletion = offered(hostup.deleteBackup)(http, server, stranger, other.vmid);
  expect(await troubleFrom(deletion)).toMatchObject({ kind: 'otherServer' });
  expect(other.backups).toHaveLength(1);
  const [older] = (await readLegacyBackups(http, server.id, sim.vmid ?? '')).rows;
  if (!older) throw new Error('the older API lists it too');
  await offered(hostup.deleteBackup)(http, server, older, sim.vmid);
  expect(sim.backups).toEqual([]);

  world.failNextOperation(sim.id, 'no space left');
  const handle = await offered(hostup.createBackup)(http, server, null);
  clock.advance(20_000);
  expect(await offered(hostup.watch)(http, server, handle)).toEqual({
    state: 'failed',
    detail: 'no space left',
  });
  verify();
});

test('HostUp: over a hundred servers come in pages', async () => {
  const { simulator, http, verify } = stage(hostup);
  simulator.world.addAccount({ provider: 'hostup', key: KEY });
  for (let at = 0; at < 230; at += 1) simulator.world.addServer('hostup', { name: `s${at}`, keys: [KEY] });
  expect((await hostup.listServers(http)).servers).toHaveLength(230);
  verify();
});

test('VPSBG: all pages, one server, deletion, and a locked one', async () => {
  const { simulator, http, verify } = stage(vpsbg);
  const { world } = simulator;
  world.addAccount({ provider: 'vpsbg', key: KEY });
  const sim = world.addServer('vpsbg', {
    name: 'web',
    hostname: 'web.example.com',
    addon: true,
    keys: [KEY],
  });
  const gone = world.addServer('vpsbg', { hostname: 'gone.example.com', listed: false, keys: [KEY] });
  for (let at = 0; at < 120; at += 1) world.addBackup(sim, { createdAt: START - at * 1000 });
  world.addBackup(gone);
  world.addSnapshot(sim);
  await vpsbg.checkKey(http);
  const server = await only(vpsbg, http);
  expect(server).toMatchObject({
    hostname: 'web.example.com',
    locked: false,
    automatic: { kind: 'stated', frequency: 'weekly', keptWeeks: 3 },
  });
  const fleet = await offered(vpsbg.readFleet)(http, [server]);
  expect(fleet.byServer.get(server.id)?.backups).toHaveLength(120);
  expect(fleet.gone).toMatchObject([{ server: { id: gone.id, hostname: 'gone.example.com' } }]);
  const reading = await vpsbg.readServer(http, server, null);
  expect(reading).toEqual(fleet.byServer.get(server.id));

  const [newest] = reading.backups;
  if (!newest) throw new Error('it was listed');
  world.startWeekly(sim);
  const busy = { kind: 'busy', detail: 'The resource is locked at the moment.' };
  expect(await troubleFrom(offered(vpsbg.deleteBackup)(http, server, newest, null))).toEqual(busy);
  expect((await only(vpsbg, http)).locked).toBe(true);
  world.finishOperation(sim.id);
  const after = (await vpsbg.readServer(http, server, null)).backups;
  expect(after).toHaveLength(3);
  if (after[0]) await offered(vpsbg.deleteBackup)(http, server, after[0], null);
  expect(sim.backups).toHaveLength(2);
  verify();
});

test('VPS.org: a backup from its creation to its end, a restore and a deletion', async () => {
  const { simulator, http, verify } = stage(vpsorg);
  const { world, clock } = simulator;
  world.addAccount({ provider: 'vpsorg', key: KEY });
  const sim = world.addServer('vpsorg', { name: 'web', keys: [KEY] });
  world.addBackup(sim, { createdAt: START - 1_000_000, expiresAt: START + 1_000_000, note: 'old' });
  world.addSnapshot(sim);
  await vpsorg.checkKey(http);
  const server = await only(vpsorg, http);
  const watch = (handle: WatchHandle) => offered(vpsorg.watch)(http, server, handle);

  const handle = await offered(vpsorg.createBackup)(http, server, 'mine');
  expect(await watch(handle)).toEqual({ state: 'running', percent: null });
  const running = (await vpsorg.readServer(http, server, null)).backups.find(({ note }) => note === 'mine');
  expect(running).toMatchObject({ state: 'running', size: null, kind: 'manual' });
  clock.advance(20_000);
  expect(await watch(handle)).toEqual({ state: 'succeeded' });

  for (const [ending, progress] of [
    ['failed', { state: 'failed', detail: 'failed' }],
    ['vanish', { state: 'forgotten' }],
  ] as const) {
    world.vpsorgFailure = ending;
    const failing = await offered(vpsorg.createBackup)(http, server, null);
    world.finishOperation(sim.id, 'broken');
    expect(await watch(failing)).toEqual(progress);
  }

  const fleet = await offered(vpsorg.readFleet)(http, [server]);
  expect(await vpsorg.readServer(http, server, null)).toEqual(fleet.byServer.get(server.id));
  const old = fleet.byServer.get(server.id)?.backups.find(({ note }) => note === 'old');
  if (!old) throw new Error('it was listed');
  expect(old.expiresAt).toBe(START + 1_000_000);
  expect(await offered(vpsorg.restoreBackup)(http, server, old.id)).toEqual({ by: 'list' });
  expect((await only(vpsorg, http)).stateText).toBe('restoring');
  clock.advance(20_000);
  await offered(vpsorg.deleteBackup)(http, server, old, null);
  expect((await vpsorg.readServer(http, server, null)).backups.some(({ id }) => id === old.id)).toBe(false);
  verify();
});

test.each([
  [hostup, 'hostup'],
  [vpsbg, 'vpsbg'],
  [vpsorg, 'vpsorg'],
] as const)(
  '%#: keys that are unknown, revoked, without scopes or for reading only',
  async (provider, id) => {
    const { simulator, sessionFor, http, verify } = stage(provider);
    const { world } = simulator;
    const server = world.addServer(id, { name: 'web' });
    world.addAccount({ provider: id, key: KEY, rights: 'read', servers: [server] });
    world.addAccount({ provider: id, key: 'no-scopes-at-all', rights: 'none' });
    world.addAccount({ provider: id, key: 'all-but-the-list', rights: 'noList' });
    world.addBackup(server);
    expect(await troubleFrom(provider.checkKey(sessionFor('unknown')))).toEqual({ kind: 'wrongKey' });
    for (const key of ['no-scopes-at-all', 'all-but-the-list']) {
      expect(await troubleFrom(provider.checkKey(sessionFor(key)))).toMatchObject({ kind: 'forbidden' });
    }
    const listed = await only(provider, http);
    const [backup] = (await provider.readServer(http, listed, null)).backups;
    if (!backup) throw new Error('it was listed');
    const writes = [
      provider.createBackup?.(http, listed, null),
      provider.deleteBackup?.(http, listed, backup, null),
      provider.restoreBackup?.(http, listed, backup.id),
    ].filter((call) => call !== undefined);
    for (const write of writes) expect(await troubleFrom(write)).toMatchObject({ kind: 'forbidden' });
    world.revokeKey(KEY);
    expect(await troubleFrom(provider.listServers(http))).toEqual({ kind: 'wrongKey' });
    verify();
  },
);
