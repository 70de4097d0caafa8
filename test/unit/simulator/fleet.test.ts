import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../lib/model/time';
import { generateFleet, nastyWorld, populate, sampleAccounts, sampleWorld } from '../../simulator/fleet';
import { newestFirst } from '../../simulator/operations';
import type { SimServer } from '../../simulator/types';
import { call, frozenSimulator, v2, vpsbg, vpsorg } from './helpers';

const all = (simulator: ReturnType<typeof frozenSimulator>): SimServer[] => {
  const { hostup, vpsbg: bg, vpsorg: org } = simulator.world.servers;
  return [...hostup.values(), ...bg.values(), ...org.values()];
};

describe('a generated fleet', () => {
  it('depends on its seed alone', () => {
    expect(generateFleet(1, 60)).toEqual(generateFleet(1, 60));
    expect(generateFleet(2, 60)).not.toEqual(generateFleet(1, 60));
  });

  it.each([1, 15, 2000])('holds %i servers with ids of their own', (count) => {
    const fleet = generateFleet(3, count);
    const ids = fleet.flatMap(({ provider, servers }) => servers.map(({ id }) => `${provider}/${id}`));
    expect(new Set(ids).size).toBe(count);
  });

  it('is answered by the simulator', async () => {
    const simulator = frozenSimulator();
    populate(simulator, generateFleet(3, 9));
    for (const [provider, url] of [
      ['hostup', v2('/vps')],
      ['vpsbg', vpsbg('/servers')],
      ['vpsorg', vpsorg('/servers/')],
    ] as const) {
      const answer = await call(simulator, `fleet-${provider}-1-key`, 'GET', url);
      const { data, results } = answer.body as { data?: unknown[]; results?: unknown[] };
      expect(data ?? results).toHaveLength(3);
    }
  });
});

describe('the sample fleet', () => {
  it('has 12 of 15 servers covered', () => {
    const simulator = frozenSimulator();
    sampleWorld(simulator);
    const coverage = (server: SimServer) => {
      const goalMs = server.provider === 'vpsbg' && server.addon ? 8 * DAY_MS : 24 * HOUR_MS;
      const newest = newestFirst(server.backups)[0];
      const ageMs = newest ? simulator.clock.now() - newest.createdAt : Number.POSITIVE_INFINITY;
      if (ageMs <= goalMs + 3 * HOUR_MS) return 'covered';
      return ageMs <= 2 * goalMs ? 'overdue' : 'exposed';
    };
    const named = (word: string) =>
      all(simulator).flatMap((server) => (coverage(server) === word ? [server.name] : []));
    expect(named('covered')).toHaveLength(12);
    expect(named('overdue')).toEqual(['app-01', 'db-archive']);
    expect(named('exposed')).toEqual(['lab-10']);
  });

  it('is the fleet of the picture', async () => {
    const simulator = frozenSimulator();
    sampleWorld(simulator);
    const { world } = simulator;
    expect([...world.accounts.keys()]).toEqual(sampleAccounts.map(({ key }) => key));
    const app = world.serverNamed('hostup', 'app-01');
    const { body } = await call(simulator, 'sample-hostup-work-key', 'GET', v2(`/vps/${app.id}/backups`));
    expect(body).toMatchObject({
      quotaInfo: { used: 7, limit: 7, remaining: 0 },
      actions: { canCreateBackup: { allowed: true } },
    });
    expect(app.vmid).toBe('10000');
    expect(world.serverNamed('vpsorg', 'web-server-01').backups).toHaveLength(29);
    const mail = world.serverNamed('hostup', 'mail-02');
    simulator.clock.advance(DAY_MS);
    world.settle();
    expect(world.operations).toMatchObject([{ serverId: mail.id, state: 'open', pinnedPercent: 46 }]);
  });
});

it('a nasty world is answered without a violation, odd rows and all', async () => {
  const simulator = frozenSimulator();
  nastyWorld(simulator);
  const hostup = await call(simulator, 'nasty-hostup-key', 'GET', v2('/vps'));
  expect((hostup.body as { data: unknown[] }).data).toContain('not even an object');
  for (const server of simulator.world.servers.hostup.values()) {
    const answer = await call(simulator, 'nasty-hostup-key', 'GET', v2(`/vps/${server.id}/backups`));
    expect(answer.status).toBe(200);
  }
  expect((await call(simulator, 'nasty-hostup-empty-key', 'GET', v2('/vps'))).body).toEqual({
    data: [],
    nextCursor: null,
  });
  expect((await call(simulator, 'nasty-hostup-twin-key', 'GET', v2('/vps'))).body).toMatchObject({
    data: [{ id: simulator.world.account('nasty-hostup-key').serverIds[0] }],
  });
  const orphan = await call(simulator, 'nasty-vpsbg-key', 'GET', vpsbg('/backups'));
  expect(JSON.stringify(orphan.body)).toContain('gone-for-good');
  expect((await call(simulator, 'nasty-vpsorg-key', 'GET', vpsorg('/backups/'))).body).toMatchObject({
    count: 4,
  });
  expect(simulator.violations).toEqual([]);
});
