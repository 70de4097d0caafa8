import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { BackupCost } from '../../../lib/model/backup';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../lib/model/time';
import { type HostupServer, hosts } from '../../simulator/types';
import { type One, oneServer, writesOf } from './desk-of-one';

vi.setConfig({ testTimeout: 30_000 });

const changed = { ok: false, trouble: { kind: 'changed' } };
let one: One;
let sim: HostupServer;

/** Three backups, no slot left, and the oldest goes. */
async function full() {
  one = await oneServer('hostup');
  sim = one.bench.simulator.world.server('hostup', one.server.id);
  Object.assign(sim, { quotaLimit: 3, autoDeleteOldest: true });
}
beforeEach(full);

const evicts = (at: 0 | 1 | 2): BackupCost => ({
  kind: 'evicts',
  stated: true,
  backupId: one.backupIds[at],
  isLastGood: false,
});
const backUp = (cost: BackupCost | null) => one.bench.send('backUpNow', { ...one.ref, note: null, cost });
const addOne = () =>
  one.bench.simulator.world.addBackup(sim, { createdAt: Date.UTC(2026, 2, 9), kind: 'manual' });
const endOfPlan = async () => (await one.bench.store.plans()).map(({ end }) => end);

describe('a backup by hand', () => {
  test('that was free when it was asked for does not evict', async () => {
    await one.bench.pass(MINUTE_MS);
    expect(await backUp(null)).toEqual(changed);
    expect(writesOf(one)).toEqual([]);
    expect(await one.bench.store.operations()).toEqual([]);
  });

  test('takes the place of the one that was told, and of no other', async () => {
    await one.bench.pass(MINUTE_MS);
    expect(await backUp(evicts(1))).toEqual(changed);
    expect(writesOf(one)).toEqual([]);
    expect(await backUp(evicts(0))).toMatchObject({ ok: true });
  });

  test('that costs nothing any more leaves', async () => {
    sim.quotaLimit = 4;
    await one.bench.pass(MINUTE_MS);
    expect(await backUp(evicts(0))).toMatchObject({ ok: true });
  });

  test('does not leave on an old reading where limits are stated', async () => {
    sim.quotaLimit = 4;
    await one.bench.send('examine', one.ref);
    await one.bench.pass(MINUTE_MS);
    addOne();
    const list = { method: 'GET', path: `/api/v2/vps/${one.server.id}/backups` };
    one.bench.simulator.fail({ ...list, how: { kind: 'status', status: 404 } });
    expect(await backUp(null)).toMatchObject({ ok: false, trouble: { kind: 'notFound' } });
    const click = await one.bench.sendFromPanel('hostup', 'panelBackUp', { serverId: one.server.id });
    expect(click).toMatchObject({ value: { kind: 'notStarted', trouble: { kind: 'notFound' } } });
    expect(writesOf(one)).toEqual([]);
  });

  test('leaves on an old reading where no limit is stated', async () => {
    one = await oneServer('vpsorg');
    await one.bench.pass(MINUTE_MS);
    one.bench.simulator.fail({ method: 'GET', how: { kind: 'status', status: 404 } });
    expect(await backUp(null)).toMatchObject({ ok: true });
    expect(writesOf(one)).toHaveLength(1);
  });

  test('is judged by a reading of a few seconds ago at most', async () => {
    sim.quotaLimit = 4;
    await one.bench.send('examine', one.ref);
    await one.bench.pass(15 * SECOND_MS);
    addOne();
    expect(await backUp(null)).toEqual(changed);
  });
});

describe('making room', () => {
  const makeRoom = (at: readonly (0 | 1)[], cost: BackupCost | null = null) =>
    one.bench.send('makeRoom', {
      ...one.ref,
      backupIds: at.map((each) => one.backupIds[each]),
      note: null,
      cost,
    });

  test('deletes nothing where that would make no room', async () => {
    addOne();
    expect(await makeRoom([0])).toEqual(changed);
    expect(await makeRoom([0], { kind: 'refused' })).toEqual(changed);
    await one.bench.pass(MINUTE_MS);
    expect(writesOf(one)).toEqual([]);
  });

  test('makes no backup where the room went to another one meanwhile', async () => {
    one.bench.simulator.world.operationMs = MINUTE_MS;
    expect(await makeRoom([0])).toMatchObject({ ok: true });
    await vi.waitFor(() => expect(writesOf(one)).toHaveLength(1));
    addOne();
    await one.bench.pass(HOUR_MS);
    expect(writesOf(one).filter((write) => write.startsWith('POST'))).toEqual([]);
    expect(await endOfPlan()).toMatchObject([{ kind: 'refused', trouble: { kind: 'changed' } }]);
  });

  test('waits for a list that still shows what was deleted', async () => {
    const { simulator } = one.bench;
    const path = `/api/v2/vps/${one.server.id}/backups`;
    const headers = { authorization: 'Bearer sample-key' };
    const list = await simulator.fetch(new Request(`https://${hosts.hostup}${path}`, { headers }));
    const body: unknown = await list.json();
    simulator.fail({ method: 'GET', path, how: { kind: 'status', status: 200, body } });
    await makeRoom([0]);
    await one.bench.pass(40 * SECOND_MS);
    expect(writesOf(one).map((write) => write.split(' ')[0])).toEqual(['DELETE']);
    expect(await endOfPlan()).toEqual([null]);
    simulator.clearFailures();
    await one.bench.pass(MINUTE_MS);
    expect(writesOf(one).map((write) => write.split(' ')[0])).toEqual(['DELETE', 'POST']);
  });

  test('counts by the list where the settings cannot be read anew', async () => {
    await one.bench.send('examine', one.ref);
    const path = `/api/v2/vps/${one.server.id}/backup-schedules`;
    one.bench.simulator.fail({ path, how: { kind: 'status', status: 404 } });
    await makeRoom([0]);
    await one.bench.pass(5 * MINUTE_MS);
    expect(await endOfPlan()).toMatchObject([{ kind: 'done' }]);
  });
});

test('the backup before a restore takes the place of what was told alone', async () => {
  const restore = (cost: BackupCost | null) =>
    one.bench.send('restore', {
      ...one.ref,
      backupId: one.backupIds[2],
      sourceServerId: null,
      safety: true,
      cost,
      typedName: 'app-01',
    });
  expect(await restore(null)).toEqual(changed);
  expect(await restore(evicts(1))).toEqual(changed);
  expect(writesOf(one)).toEqual([]);
  expect(await restore(evicts(0))).toMatchObject({ ok: true });
});
