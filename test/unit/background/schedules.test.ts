import { beforeEach, describe, expect, test, vi } from 'vitest';
import { route } from '../../../lib/background/router';
import type { ScheduleTask } from '../../../lib/fleet/schedules/costly';
import { toldOf } from '../../../lib/fleet/schedules/told';
import type { ScheduleDraft } from '../../../lib/model/backup';
import type { Operation } from '../../../lib/model/operation';
import { MINUTE_MS, SECOND_MS } from '../../../lib/model/time';
import type { HostupServer } from '../../simulator/types';
import { endNotices, type One, oneServer, writesOf } from './desk-of-one';

vi.setConfig({ testTimeout: 30_000 });

let one: One;
const daily: ScheduleDraft = {
  frequency: 'daily',
  hour: 2,
  minute: null,
  retentionCount: 2,
  enabled: true,
  name: null,
};

async function setUp(rights: 'read' | 'write' = 'write') {
  one = await oneServer('hostup', { rights });
  const sim = one.bench.simulator.world.server('hostup', one.server.id);
  // Three backups made by hand, and room for four more.
  sim.quotaLimit = 7;
  return sim;
}

let sim: HostupServer;
beforeEach(async () => {
  sim = await setUp();
});

const save = (over: Partial<ScheduleDraft> = {}) =>
  one.bench.send('saveSchedule', { ...one.ref, schedule: { ...daily, ...over } as ScheduleDraft });
/** As the confirm page does: it says what it told by the reading that it shows. */
async function confirm(task: ScheduleTask) {
  const stored = await one.bench.store.server(one.accountId, one.server.id);
  if (!stored?.reading) throw new Error('was read');
  const common = { ...one.ref, told: toldOf(task, stored.reading, one.bench.simulator.clock.now()) };
  switch (task.kind) {
    case 'saveSchedule':
      return one.bench.send('saveScheduleAtCost', { ...common, schedule: task.schedule });
    case 'changeSettings':
      return one.bench.send('changeBackupSettingsAtCost', { ...common, change: task.change });
    case 'deleteSchedule':
      return one.bench.send('deleteSchedule', { ...common, scheduleId: task.scheduleId });
  }
}
const path = () => `/api/v2/vps/${one.server.id}/backup-schedules`;
const lose = (method: string) =>
  one.bench.simulator.fail({ method, times: 1, how: { kind: 'acceptThenLose' } });

async function onlyOperation(): Promise<Operation> {
  const [operation, ...more] = await one.bench.store.operations();
  if (!operation || more.length > 0) throw new Error(`${more.length + 1} operations`);
  return operation;
}

async function shownSchedules() {
  const stored = await one.bench.store.server(one.accountId, one.server.id);
  return stored?.reading?.schedules.map(({ frequency, timeText, retentionCount, enabled }) => [
    frequency,
    timeText,
    retentionCount,
    enabled,
  ]);
}

test('a schedule is made, shows at once, and its end is told once', async () => {
  expect(await save()).toMatchObject({ ok: true });
  expect(await onlyOperation()).toMatchObject({
    state: 'succeeded',
    task: { kind: 'saveSchedule', schedule: daily },
  });
  expect(await shownSchedules()).toEqual([['daily', '02:00', 2, true]]);
  expect(writesOf(one)).toEqual([`POST ${path()}`]);
  await one.bench.pass(10 * MINUTE_MS);
  expect(writesOf(one)).toHaveLength(1);
  expect(endNotices(one).length).toBeLessThanOrEqual(1);
});

test('a minute goes to the older API once its number is known', async () => {
  expect(await save({ minute: 23 })).toMatchObject({ ok: false, trouble: { kind: 'notOffered' } });
  await one.bench.send('setLegacyId', { ...one.ref, legacyId: sim.vmid, mustName: false });
  expect(await save({ minute: 23 })).toMatchObject({ ok: true });
  expect(writesOf(one)).toEqual([`POST /api/vm/${sim.vmid}/backup-schedules`]);
  expect(await shownSchedules()).toEqual([['daily', '02:23', 2, true]]);
});

test('what goes wrong with a reading before the request has failed, and leaves no doubt', async () => {
  await one.bench.send('setLegacyId', { ...one.ref, legacyId: sim.vmid, mustName: false });
  one.bench.simulator.fail({ path: `/api/vm/${sim.vmid}/backups`, how: { kind: 'html' } });
  expect(await save({ minute: 23 })).toMatchObject({ ok: false, trouble: { kind: 'notJson' } });
  expect(await onlyOperation()).toMatchObject({ state: 'failed', trouble: { kind: 'notJson' } });
  expect(writesOf(one)).toEqual([]);
});

describe('what may cost backups', () => {
  test('is refused from a page that does not ask, by what the provider shows now', async () => {
    await save();
    await one.bench.pass(MINUTE_MS);
    // Somebody raised it in the panel meanwhile.
    const [schedule] = sim.schedules;
    if (!schedule) throw new Error('a schedule was saved');
    schedule.retentionCount = 4;
    one.bench.simulator.clearLog();
    expect(await save({ retentionCount: 3 })).toEqual({ ok: false, trouble: { kind: 'changed' } });
    for (const change of [{ totalLimit: 6 }, { autoDeleteOldest: true }]) {
      const answer = await one.bench.send('changeBackupSettings', { ...one.ref, change });
      expect(answer).toEqual({ ok: false, trouble: { kind: 'changed' } });
    }
    expect(writesOf(one)).toEqual([]);
  });

  test('is refused where the schedules cannot be read', async () => {
    one.bench.simulator.fail({
      method: 'GET',
      path: /backup-schedules/,
      how: { kind: 'status', status: 403 },
    });
    expect(await save()).toEqual({ ok: false, trouble: { kind: 'changed' } });
    expect(writesOf(one)).toEqual([]);
  });

  test('is done from the page that asks', async () => {
    await save({ retentionCount: 3 });
    const schedule = { ...daily, retentionCount: 1 };
    expect(await confirm({ kind: 'saveSchedule', schedule })).toMatchObject({ ok: true });
    const change = { totalLimit: 5, autoDeleteOldest: true };
    const changed = await confirm({ kind: 'changeSettings', change });
    expect(changed).toMatchObject({ ok: true });
    expect(sim).toMatchObject({ quotaLimit: 5, autoDeleteOldest: true, schedules: [{ retentionCount: 1 }] });
  });

  test('is refused from there as well where something else would be told by now', async () => {
    await save({ retentionCount: 3 });
    const [schedule] = sim.schedules;
    if (!schedule) throw new Error('a schedule was saved');
    schedule.retentionCount = 4;
    one.bench.simulator.clearLog();
    const changed = { ok: false, trouble: { kind: 'changed' } };
    const draft = { ...daily, retentionCount: 1 };
    expect(await confirm({ kind: 'saveSchedule', schedule: draft })).toEqual(changed);
    schedule.retentionCount = 5;
    expect(await confirm({ kind: 'deleteSchedule', scheduleId: schedule.publicId })).toEqual(changed);
    sim.quotaLimit = 6;
    expect(await confirm({ kind: 'changeSettings', change: { totalLimit: 5 } })).toEqual(changed);
    expect(writesOf(one)).toEqual([]);
    expect(await confirm({ kind: 'changeSettings', change: { totalLimit: 5 } })).toMatchObject({ ok: true });
  });

  /** The reading that is asked for first takes so long that another one follows, before which a schedule was raised. */
  test.each(['free', 'told'])('is judged by the reading that it leaves on: %s', async (how) => {
    await save({ retentionCount: 3 });
    await one.bench.pass(MINUTE_MS);
    await one.bench.send('examine', one.ref);
    const { simulator } = one.bench;
    simulator.clearLog();
    const list = { method: 'GET', path: `/api/v2/vps/${one.server.id}/backups`, times: 1 };
    simulator.fail({ ...list, how: { kind: 'delay', ms: 500 } });
    const schedule = { ...daily, retentionCount: how === 'free' ? 3 : 1 };
    const answer = how === 'free' ? save(schedule) : confirm({ kind: 'saveSchedule', schedule });
    await vi.waitFor(() => expect(simulator.requests.map((each) => each.path)).toContain(path()));
    const [saved] = sim.schedules;
    if (!saved) throw new Error('a schedule was saved');
    saved.retentionCount = 4;
    simulator.clock.freeze(simulator.clock.now() + 11 * SECOND_MS);
    expect(await answer).toEqual({ ok: false, trouble: { kind: 'changed' } });
    expect(writesOf(one)).toEqual([]);
    expect(simulator.requests.filter((each) => each.path === path()).length).toBeGreaterThan(1);
  });

  test('is refused where the schedules cannot be read now, also from the page that asks', async () => {
    await save({ retentionCount: 3 });
    one.bench.simulator.clearLog();
    one.bench.simulator.fail({
      method: 'GET',
      path: /backup-schedules/,
      how: { kind: 'status', status: 403 },
    });
    const answer = await confirm({ kind: 'changeSettings', change: { totalLimit: 5 } });
    expect(answer).toEqual({ ok: false, trouble: { kind: 'changed' } });
    expect(writesOf(one)).toEqual([]);
  });

  test.each(['saveScheduleAtCost', 'changeBackupSettingsAtCost', 'deleteSchedule'])(
    '%s is no message from any other page',
    async (type) => {
      const payloads = {
        saveScheduleAtCost: { ...one.ref, schedule: daily, told: 't' },
        changeBackupSettingsAtCost: { ...one.ref, change: { totalLimit: 5 }, told: 't' },
        deleteSchedule: { ...one.ref, scheduleId: 'bks_1', told: 't' },
      };
      const payload = payloads[type as keyof typeof payloads];
      const handlers = new Proxy({} as Parameters<typeof route>[2], {
        get: () => () => {
          throw new Error('was called');
        },
      });
      const answer = await route({ type, payload }, 'other', handlers, async () => false);
      expect(answer).toEqual({ ok: false, trouble: { kind: 'internal', where: `message ${type}` } });
    },
  );
});

test('what costs nothing is changed at once', async () => {
  const change = { totalLimit: 9 };
  expect(await one.bench.send('changeBackupSettings', { ...one.ref, change })).toMatchObject({ ok: true });
  expect(sim.quotaLimit).toBe(9);
  const stored = await one.bench.store.server(one.accountId, one.server.id);
  expect(stored?.reading?.settings?.totalLimit).toBe(9);
});

describe('a lost answer', () => {
  test('to what was done is found by reading, and nothing is sent twice', async () => {
    lose('POST');
    expect(await save()).toMatchObject({ ok: true });
    expect(await onlyOperation()).toMatchObject({ state: 'unknown' });
    await one.bench.pass(MINUTE_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'succeeded' });
    expect(await shownSchedules()).toEqual([['daily', '02:00', 2, true]]);
    expect(writesOf(one)).toHaveLength(1);
  });

  test('to what was not done says so once it would show', async () => {
    one.bench.simulator.fail({ method: 'POST', times: 1, how: { kind: 'reset' } });
    expect(await save()).toMatchObject({ ok: true });
    await one.bench.pass(10 * SECOND_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'unknown' });
    await one.bench.pass(10 * MINUTE_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'failed', trouble: { kind: 'notDone' } });
    expect(writesOf(one)).toHaveLength(1);
  });

  test('to changed settings is found by reading', async () => {
    lose('PATCH');
    await one.bench.send('changeBackupSettings', { ...one.ref, change: { totalLimit: 9 } });
    await one.bench.pass(MINUTE_MS);
    expect(await onlyOperation()).toMatchObject({ state: 'succeeded' });
  });

  test('to a deletion is found by reading', async () => {
    await save();
    const scheduleId = sim.schedules[0]?.publicId ?? '';
    lose('DELETE');
    await confirm({ kind: 'deleteSchedule', scheduleId });
    await one.bench.pass(MINUTE_MS);
    expect((await one.bench.store.operations()).map(({ state }) => state)).toEqual([
      'succeeded',
      'succeeded',
    ]);
    expect(await shownSchedules()).toEqual([]);
  });
});

describe('a deletion', () => {
  beforeEach(() => save());
  const remove = () =>
    confirm({ kind: 'deleteSchedule', scheduleId: sim.schedules[0]?.publicId ?? 'bks_gone' });

  test('ends with the answer', async () => {
    expect(await remove()).toMatchObject({ ok: true });
    expect(sim.schedules).toEqual([]);
    expect(await shownSchedules()).toEqual([]);
  });

  test('of what somebody deleted first has succeeded', async () => {
    one.bench.simulator.fail({ method: 'DELETE', how: { kind: 'delay', ms: 300 } });
    const removed = remove();
    await vi.waitFor(() => expect(one.bench.left).toContain('DELETE'));
    sim.schedules = [];
    expect(await removed).toMatchObject({ ok: true });
  });

  test.each([404, 405])('that the provider has no call for (%i) says so', async (status) => {
    one.bench.simulator.fail({ method: 'DELETE', how: { kind: 'status', status } });
    expect(await remove()).toMatchObject({ ok: false, trouble: { kind: 'callNotFound' } });
    expect(sim.schedules).toHaveLength(1);
  });
});

test('a key that may only read is told so, and the account knows', async () => {
  sim = await setUp('read');
  expect(await save()).toMatchObject({ ok: false, trouble: { kind: 'forbidden' } });
  expect((await one.bench.store.status(one.accountId))?.writes).toBe('refused');
});
