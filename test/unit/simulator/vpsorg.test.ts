import { beforeEach, expect, it } from 'vitest';
import { DAY_MS } from '../../../lib/model/time';
import type { Simulator } from '../../simulator/simulator';
import type { VpsorgServer } from '../../simulator/types';
import { call, frozenSimulator, START, vpsorg } from './helpers';

let simulator: Simulator;
let server: VpsorgServer;
beforeEach(() => {
  simulator = frozenSimulator();
  simulator.world.addAccount({ provider: 'vpsorg', key: 'test-key' });
  server = simulator.world.addServer('vpsorg', { keys: ['test-key'], id: '12345', name: 'web-server-01' });
});

const get = (path: string) => call(simulator, 'test-key', 'GET', vpsorg(path));
const create = (body: unknown) => call(simulator, 'test-key', 'POST', vpsorg('/backups/'), { body });

it('lists a backup from the start, with its size once it is complete', async () => {
  const created = await create({ server_id: 12345, description: 'Pre-deployment backup' });
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({
    server: { id: 12345, name: 'web-server-01' },
    backup_type: 'manual',
    status: 'in_progress',
    size_mb: null,
    created_at: '2026-02-10T12:00:00Z',
    expires_at: null,
    message: expect.stringContaining('being created'),
  });
  expect((await get('/backups/?server_id=12345')).body).toMatchObject({
    count: 1,
    results: [{ status: 'in_progress', size_mb: null }],
  });
  simulator.clock.advance(20_000);
  expect((await get('/backups/?server_id=12345')).body).toMatchObject({
    results: [{ status: 'completed', size_mb: 4456 }],
  });
});

it.each([
  ['failed', 1],
  ['vanish', 0],
] as const)('lets a backup that did not work out be %s', async (failure, count) => {
  simulator.world.vpsorgFailure = failure;
  simulator.world.failNextOperation(server.id, 'no space');
  await create({ server_id: 12345 });
  simulator.clock.advance(20_000);
  expect((await get('/backups/')).body).toMatchObject({ count });
});

it('refuses what lacks a server or names one that is not there', async () => {
  expect(await create({})).toMatchObject({ status: 400, body: { server_id: ['This field is required.'] } });
  expect((await create({ server_id: 1 })).status).toBe(404);
});

it('filters by kind and gives rows in no order', async () => {
  for (const days of [1, 2, 3]) {
    simulator.world.addBackup(server, { id: String(days), createdAt: START - days * DAY_MS });
  }
  simulator.world.addBackup(server, { id: '9', kind: 'manual' });
  const { results } = (await get('/backups/')).body as { results: { id: number }[] };
  expect(results.map(({ id }) => id)).toEqual([9, 2, 1, 3]);
  expect((await get('/backups/?backup_type=manual')).body).toMatchObject({ count: 1, results: [{ id: 9 }] });
});

it('deletes', async () => {
  simulator.world.addBackup(server, { id: '501' });
  expect((await call(simulator, 'test-key', 'DELETE', vpsorg('/backups/501/'))).status).toBe(204);
  expect((await call(simulator, 'test-key', 'DELETE', vpsorg('/backups/501/'))).status).toBe(404);
});

it('is restoring until the restore is over, and takes no second one', async () => {
  simulator.world.addBackup(server, { id: '501' });
  const restore = () =>
    call(simulator, 'test-key', 'POST', vpsorg('/servers/12345/restore/'), { body: { backup_id: 501 } });
  expect((await restore()).body).toMatchObject({ status: 'success', server: { status: 'restoring' } });
  expect((await restore()).status).toBe(400);
  expect((await get('/servers/12345/')).body).toMatchObject({ status: 'restoring' });
  simulator.clock.advance(20_000);
  expect((await get('/servers/12345/')).body).toMatchObject({ status: 'active' });
});
