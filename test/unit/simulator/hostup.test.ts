import { beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../../lib/model/time';
import type { Simulator } from '../../simulator/simulator';
import type { HostupServer } from '../../simulator/types';
import { type Answer, call, frozenSimulator, legacy, START, v2 } from './helpers';

let simulator: Simulator;
let server: HostupServer;
beforeEach(() => {
  simulator = frozenSimulator({ operationMs: 20_000 });
  simulator.world.addAccount({ provider: 'hostup', key: 'test-key' });
  server = simulator.world.addServer('hostup', {
    keys: ['test-key'],
    name: 'app-01',
    vmid: '10000',
    quotaLimit: 3,
  });
});

const get = (url: string) => call(simulator, 'test-key', 'GET', url);
const backups = () => get(v2(`/vps/${server.id}/backups`));
const create = (note?: string) =>
  call(
    simulator,
    'test-key',
    'POST',
    v2(`/vps/${server.id}/backups`),
    note === undefined ? {} : { body: { note } },
  );
const jobUrl = (answer: Answer) =>
  `https://cloud.hostup.se${(answer.body as { operation: { pollUrl: string } }).operation.pollUrl}`;

describe('a backup being made', () => {
  it('is queued, runs with a percentage and is listed only when complete', async () => {
    const created = await create('Before upgrade');
    expect(created.status).toBe(202);
    expect(created.body).toMatchObject({ operation: { status: 'queued', result: null } });
    expect((await get(jobUrl(created))).body).toMatchObject({ success: true, data: { isWaiting: true } });

    simulator.clock.advance(10_000);
    expect((await get(jobUrl(created))).body).toMatchObject({
      data: { isRunning: true, progress: 50, progressDetails: { percentage: 50 } },
    });
    expect((await backups()).body).toMatchObject({
      backups: [],
      actions: {
        canCreateBackup: { allowed: false, reason: 'A backup is already running for this VPS.' },
        canRestore: { allowed: false },
      },
    });

    simulator.clock.advance(10_000);
    expect((await get(jobUrl(created))).body).toMatchObject({ data: { isCompleted: true, progress: 100 } });
    expect((await backups()).body).toMatchObject({
      backups: [{ backupType: 'manual', note: 'Before upgrade', createdAt: '2026-02-10T12:00:00.000Z' }],
      quotaInfo: { used: 1, limit: 3, remaining: 2 },
      actions: { canCreateBackup: { allowed: true, reason: null } },
    });
  });

  it('fails with the text it was told, and history says so', async () => {
    simulator.world.failNextOperation(server.id, 'storage offline');
    const created = await create();
    simulator.clock.advance(20_000);
    expect((await get(jobUrl(created))).body).toMatchObject({
      data: { isFailed: true, status: 'failed', result: { error: 'storage offline' } },
    });
    expect((await backups()).body).toMatchObject({ backups: [] });
    expect((await get(legacy('/vm/10000/backup-schedules'))).body).toMatchObject({
      data: { history: [{ status: 'failed', error_message: 'storage offline' }] },
    });
    await create();
    simulator.clock.advance(20_000);
    expect(server.backups).toHaveLength(1);
  });

  it('can be held at a percentage and be finished by hand', async () => {
    const created = await create();
    simulator.world.progressOperation(server.id, 46);
    simulator.clock.advance(10 * HOUR_MS);
    expect((await get(jobUrl(created))).body).toMatchObject({ data: { isRunning: true, progress: 46 } });
    simulator.world.finishOperation(server.id);
    expect((await get(jobUrl(created))).body).toMatchObject({ data: { isCompleted: true } });
    expect(() => simulator.world.finishOperation(server.id)).toThrow('nothing is under way');
  });

  it('answers a second one with 409 while the first runs', async () => {
    await create();
    const second = await create();
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: 'backup_in_progress', status: 409 });
  });

  it.each([
    ['envelope', { success: true, data: { isRunning: true } }],
    ['bare', { isRunning: true, progress: 50 }],
    ['operation', { operation: { status: 'in_progress' } }],
  ] as const)('tells of its job in the shape %s', async (shape, expected) => {
    simulator.world.jobShape = shape;
    const created = await create();
    simulator.clock.advance(10_000);
    expect((await get(jobUrl(created))).body).toMatchObject(expected);
  });

  it('may be forgotten, and is no business of another key', async () => {
    simulator.world.addAccount({ provider: 'hostup', key: 'stranger-key' });
    const created = await create();
    expect((await call(simulator, 'stranger-key', 'GET', jobUrl(created))).status).toBe(404);
    simulator.world.forgetJob(jobUrl(created).split('/').at(-1) ?? '');
    expect((await get(jobUrl(created))).status).toBe(404);
  });
});

describe('a full quota', () => {
  beforeEach(() => {
    for (const hours of [1, 2, 3]) {
      simulator.world.addBackup(server, { id: `bkp_${hours}`, createdAt: START - hours * HOUR_MS });
    }
  });

  it('shuts the gate and refuses with 409', async () => {
    expect((await backups()).body).toMatchObject({
      quotaInfo: { used: 3, limit: 3, remaining: 0 },
      actions: { canCreateBackup: { allowed: false, code: 'backup_limit_reached' } },
    });
    expect(await create()).toMatchObject({ status: 409, body: { code: 'backup_limit_reached' } });
  });

  it('evicts the oldest unprotected one when autoDeleteOldest is on', async () => {
    server.autoDeleteOldest = true;
    for (const backup of server.backups) backup.protected = backup.id === 'bkp_3';
    expect((await create()).status).toBe(202);
    simulator.clock.advance(20_000);
    await backups();
    expect(server.backups.map(({ id }) => id)).toEqual(['bkp_1', 'bkp_3', expect.stringMatching(/^bkp_01/)]);
  });

  it('knows no limit and a limit of nothing', async () => {
    server.quotaLimit = null;
    expect((await backups()).body).toMatchObject({
      quotaInfo: { used: 3, limit: null, remaining: null },
      actions: { canCreateBackup: { allowed: true } },
    });
    server.quotaLimit = 0;
    expect((await backups()).body).toMatchObject({
      quotaInfo: { limit: 0, remaining: 0 },
      actions: { canCreateBackup: { allowed: false } },
    });
  });
});

describe('delete and restore', () => {
  it('deletes at once and keeps a row of history', async () => {
    await create();
    simulator.clock.advance(20_000);
    await backups();
    const id = server.backups[0]?.id ?? '';
    expect(await call(simulator, 'test-key', 'DELETE', v2(`/vps/${server.id}/backups/${id}`))).toMatchObject({
      status: 204,
      body: '',
    });
    expect((await call(simulator, 'test-key', 'DELETE', v2(`/vps/${server.id}/backups/${id}`))).status).toBe(
      404,
    );
    expect(server.history).toMatchObject([{ status: 'deleted', deletedAt: START + 20_000 }]);
  });

  it('restores by a job, during which the gates are shut', async () => {
    const { id } = simulator.world.addBackup(server);
    const answer = await call(
      simulator,
      'test-key',
      'POST',
      v2(`/vps/${server.id}/backups/${id}/actions/restore`),
    );
    expect(answer.status).toBe(202);
    expect((await backups()).body).toMatchObject({
      actions: { canCreateBackup: { allowed: false, code: 'restore_in_progress' } },
    });
    simulator.clock.advance(20_000);
    expect((await get(jobUrl(answer))).body).toMatchObject({ data: { type: 'restore', isCompleted: true } });
    expect(server.backups).toHaveLength(1);
  });
});

describe('the list of servers', () => {
  it('comes in pages that end with a null cursor', async () => {
    for (let at = 0; at < 44; at += 1)
      simulator.world.addServer('hostup', { keys: ['test-key'], name: `s${at}` });
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null && sizes.length < 9) {
      const { body } = await get(v2(`/vps${cursor === '' ? '' : `?cursor=${cursor}`}`));
      const page = body as { data: { id: string }[]; nextCursor: string | null };
      seen.push(...page.data.map(({ id }) => id));
      sizes.push(page.data.length);
      cursor = page.nextCursor;
    }
    expect(sizes).toEqual([20, 20, 5]);
    expect(new Set(seen).size).toBe(45);
  });

  it('spells its cursor as the reference does, and refuses a limit over 100', async () => {
    for (let at = 0; at < 20; at += 1) simulator.world.addServer('hostup', { keys: ['test-key'] });
    expect((await get(v2('/vps'))).body).toMatchObject({ nextCursor: 'eyJvZmZzZXQiOjIwfQ' });
    expect((await get(v2('/vps?limit=101'))).body).toMatchObject({ status: 400, code: 'invalid_request' });
  });
});

describe('schedules and settings', () => {
  it('keeps one schedule, in both generations', async () => {
    const url = v2(`/vps/${server.id}/backup-schedules`);
    const weekly = { frequency: 'weekly', hour: 5, dayOfWeek: 5, retentionCount: 3, enabled: true };
    expect((await call(simulator, 'test-key', 'POST', url, { body: weekly })).status).toBe(200);
    expect((await get(url)).body).toMatchObject({
      schedules: [
        { frequency: 'weekly', time: '05:00', daySpecifier: '5', nextRun: '2026-02-13T05:00:00.000Z' },
      ],
      settings: { totalBackupLimit: 3, availableScheduledSlots: 3 },
    });
    expect((await get(legacy('/vm/10000/backup-schedules'))).body).toMatchObject({
      data: { schedules: [{ schedule_type: 'weekly', schedule_time: '05:00', day_of_week: 5 }] },
    });
    const wrong = { ...weekly, frequency: 'daily' };
    expect((await call(simulator, 'test-key', 'POST', url, { body: wrong })).status).toBe(400);
    const id = server.schedules[0]?.publicId ?? '';
    expect((await call(simulator, 'test-key', 'DELETE', `${url}/${id}`)).status).toBe(204);
    expect(server.schedules).toEqual([]);
  });

  it('changes the settings, but not with an empty body', async () => {
    const url = v2(`/vps/${server.id}/backup-schedules`);
    const answer = await call(simulator, 'test-key', 'PATCH', url, { body: { autoDeleteOldest: true } });
    expect(answer.body).toMatchObject({ settings: { totalBackupLimit: 3, autoDeleteOldest: true } });
    expect((await call(simulator, 'test-key', 'PATCH', url, { body: {} })).status).toBe(400);
  });
});

describe('the older API', () => {
  it('lists the same backups by vmid, to either header', async () => {
    simulator.world.addBackup(server, { createdAt: START, note: 'n', protected: true });
    const answer = await simulator.fetch(
      new Request(legacy('/vm/10000/backups'), { headers: { 'x-api-key': 'test-key' } }),
    );
    expect(await answer.json()).toMatchObject({
      success: true,
      data: [{ ctime: START / 1000, vmid: '10000', protected: true, notes: 'n', scheduleId: null }],
    });
    expect((await get(legacy('/vm/10001/backups'))).body).toMatchObject({ error: 'Not Found' });
  });

  it.each([(volid: string) => volid, encodeURIComponent])(
    'deletes by volid, encoded or not',
    async (spell) => {
      simulator.world.addBackup(server, { createdAt: START });
      const volid = 'pbs-offsite-10g:backup/vm/10877/2026-02-10T12:00:00.000Z';
      const answer = await call(simulator, 'test-key', 'DELETE', legacy(`/vm/10000/backups/${spell(volid)}`));
      expect(answer.body).toMatchObject({ data: { success: true } });
      expect(server.backups).toEqual([]);
    },
  );

  it('takes X-API-Key on no v2 path', async () => {
    const answer = await simulator.fetch(new Request(v2('/vps'), { headers: { 'x-api-key': 'test-key' } }));
    expect(answer.status).toBe(401);
    expect(simulator.violations).toEqual([]);
  });
});
