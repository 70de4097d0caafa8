import { beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { upsertSchedule } from '../../simulator/schedules';
import type { Simulator } from '../../simulator/simulator';
import type { HostupServer, SimServer } from '../../simulator/types';
import type { World } from '../../simulator/world';
import { call, frozenSimulator, legacy, START, v2, vpsbg, vpsorg } from './helpers';

/** Tuesday, 2026-02-10, 12:00 UTC is where these tests begin. */
let simulator: Simulator;
let world: World;
beforeEach(() => {
  simulator = frozenSimulator({ operationMs: 5 * MINUTE_MS });
  world = simulator.world;
});

const get = (url: string) => call(simulator, 'test-key', 'GET', url);
const days = (server: SimServer) =>
  server.backups
    .map(({ createdAt }) => new Date(createdAt).toISOString().slice(5, 16))
    .sort()
    .join(' ');

describe('without rhythms', () => {
  it('nothing is made by itself', () => {
    const server = daily({ retentionCount: 3 });
    simulator.clock.advance(10 * DAY_MS);
    expect(server.backups).toEqual([]);
  });
});

describe('a schedule of HostUp', () => {
  beforeEach(() => {
    world.addAccount({ provider: 'hostup', key: 'test-key' });
    world.startRhythms();
  });

  it('runs at its time, is listed when it is done, and moves its next run on', async () => {
    const server = daily({ retentionCount: 3 });
    const url = v2(`/vps/${server.id}`);
    simulator.clock.freeze(Date.UTC(2026, 1, 11, 2, 31));
    expect((await get(`${url}/backups`)).body).toMatchObject({
      backups: [],
      actions: { canCreateBackup: { allowed: false, code: 'backup_in_progress' } },
    });
    simulator.clock.advance(5 * MINUTE_MS);
    expect((await get(`${url}/backups`)).body).toMatchObject({
      backups: [{ backupType: 'scheduled', createdAt: '2026-02-11T02:30:00.000Z' }],
    });
    expect((await get(`${url}/backup-schedules`)).body).toMatchObject({
      schedules: [{ lastRun: '2026-02-11T02:30:00.000Z', nextRun: '2026-02-12T02:30:00.000Z' }],
    });
    expect((await get(legacy(`/vm/${server.vmid}/backup-schedules`))).body).toMatchObject({
      data: {
        history: [{ backup_type: 'scheduled', status: 'active', created_at: '2026-02-11T02:30:00.000Z' }],
      },
    });
  });

  it('runs each day of a long sleep, and keeps its own newest copies and every other backup', () => {
    const server = daily({ retentionCount: 3, quotaLimit: 4 });
    const byHand = world.addBackup(server, { createdAt: START - 9 * DAY_MS });
    simulator.clock.advance(5 * DAY_MS);
    expect(days(server)).toBe('02-01T12:00 02-13T02:30 02-14T02:30 02-15T02:30');
    expect(server.backups).toContain(byHand);
    expect(server.history.map(({ status }) => status)).toEqual([
      'active',
      'active',
      'active',
      'deleted',
      'deleted',
    ]);
  });

  it('rests while it is disabled', () => {
    const server = daily({ retentionCount: 3 });
    simulator.clock.advance(DAY_MS);
    for (const schedule of server.schedules) schedule.enabled = false;
    simulator.clock.advance(3 * DAY_MS);
    expect(days(server)).toBe('02-11T02:30');
  });

  it('replaces its own oldest copy in a full quota', () => {
    const server = daily({ retentionCount: 2 });
    world.addBackup(server, { createdAt: START - 9 * DAY_MS });
    simulator.clock.advance(4 * DAY_MS);
    expect(server.backups).toHaveLength(3);
    expect(days(server)).toBe('02-01T12:00 02-13T02:30 02-14T02:30');
  });

  it('fails in a quota that is full of others', async () => {
    const server = daily({ retentionCount: 3 });
    for (const age of [1, 2, 3]) world.addBackup(server, { createdAt: START - age * DAY_MS });
    simulator.clock.advance(DAY_MS);
    expect(days(server)).toBe('02-07T12:00 02-08T12:00 02-09T12:00');
    expect((await get(legacy(`/vm/${server.vmid}/backup-schedules`))).body).toMatchObject({
      data: {
        schedules: [{ last_run: '2026-02-11T02:30:00.000Z', next_run: '2026-02-12T02:30:00.000Z' }],
        history: [
          { backup_type: 'scheduled', status: 'failed', error_message: 'No free backup slot', size: null },
        ],
      },
    });
  });

  it('evicts the oldest unprotected one where the server allows it', () => {
    const server = daily({ retentionCount: 3 });
    server.autoDeleteOldest = true;
    for (const age of [1, 2, 3]) {
      world.addBackup(server, { createdAt: START - age * DAY_MS, protected: age === 3 });
    }
    simulator.clock.advance(DAY_MS);
    expect(days(server)).toBe('02-07T12:00 02-09T12:00 02-11T02:30');
    for (const backup of server.backups) backup.protected = true;
    simulator.clock.advance(DAY_MS);
    expect(server.history[0]).toMatchObject({ status: 'failed', error: 'No free backup slot' });
  });

  it('fails once where it is told to', () => {
    const server = daily({ retentionCount: 3 });
    world.failNextRun(server, 'storage offline');
    simulator.clock.advance(2 * DAY_MS);
    expect(server.history.map(({ status, error }) => [status, error])).toEqual([
      ['active', null],
      ['failed', 'storage offline'],
    ]);
    expect(days(server)).toBe('02-12T02:30');
  });
});

describe('VPS.org', () => {
  it('makes a backup each day at 03:00 UTC and drops it when it expires', async () => {
    world.addAccount({ provider: 'vpsorg', key: 'test-key' });
    const server = world.addServer('vpsorg', { keys: ['test-key'] });
    const byHand = world.addBackup(server, { kind: 'manual' });
    world.startRhythms({ vpsorgKeepsMs: 2 * DAY_MS });
    simulator.clock.freeze(Date.UTC(2026, 1, 11, 3, 1));
    expect((await get(vpsorg('/backups/'))).body).toMatchObject({ count: 2 });
    expect(server.backups[1]).toMatchObject({ kind: 'automatic', status: 'in_progress' });
    simulator.clock.advance(HOUR_MS);
    expect(server.backups[1]).toMatchObject({
      status: 'completed',
      expiresAt: Date.UTC(2026, 1, 13, 3),
    });
    simulator.clock.freeze(Date.UTC(2026, 1, 13, 2, 59));
    expect(days(server)).toBe('02-10T12:00 02-11T03:00 02-12T03:00');
    simulator.clock.freeze(Date.UTC(2026, 1, 13, 3));
    expect(days(server)).toBe('02-10T12:00 02-12T03:00 02-13T03:00');
    expect(server.backups).toContain(byHand);
  });
});

describe('VPSBG', () => {
  it('makes a backup each week from the newest one on, keeps three and none without the add-on', async () => {
    world.addAccount({ provider: 'vpsbg', key: 'test-key' });
    const server = world.addServer('vpsbg', { keys: ['test-key'] });
    const without = world.addServer('vpsbg', { keys: ['test-key'], addon: false });
    for (const age of [3, 10, 17]) world.addBackup(server, { createdAt: START - age * DAY_MS });
    world.startRhythms();
    simulator.clock.advance(4 * DAY_MS + MINUTE_MS);
    expect((await get(vpsbg(`/servers/${server.id}`))).body).toMatchObject({ locked: true });
    simulator.clock.advance(5 * MINUTE_MS);
    expect(days(server)).toBe('01-31T12:00 02-07T12:00 02-14T12:00');
    simulator.clock.advance(14 * DAY_MS);
    expect(days(server)).toBe('02-14T12:00 02-21T12:00 02-28T12:00');
    expect(without.backups).toEqual([]);
  });
});

describe('a backup that vanishes', () => {
  it('leaves the list and no trace', () => {
    world.addAccount({ provider: 'hostup', key: 'test-key' });
    const server = daily({ retentionCount: 3 });
    world.startRhythms();
    simulator.clock.advance(2 * DAY_MS);
    world.vanish(server, server.backups[0]?.id ?? '');
    expect(days(server)).toBe('02-12T02:30');
    expect(server.history.map(({ status }) => status)).toEqual(['active', 'active']);
    expect(() => world.vanish(server, 'bkp_none')).toThrow('has no backup bkp_none');
  });
});

/** A server, of three slots unless `over` says otherwise, with a schedule at 02:30 each night. */
function daily(over: { retentionCount: number; quotaLimit?: number }): HostupServer {
  const { quotaLimit = 3, ...values } = over;
  const keys = world.accounts.has('test-key') ? ['test-key'] : [];
  const server = world.addServer('hostup', { keys, quotaLimit });
  upsertSchedule(world, server, {
    frequency: 'daily',
    hour: 2,
    minute: 30,
    dayOfWeek: null,
    dayOfMonth: null,
    enabled: true,
    name: 'Nightly',
    ...values,
  });
  return server;
}
