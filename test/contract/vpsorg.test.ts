import { expect, test } from 'vitest';
import { capabilitiesOf } from '../../lib/providers/registry';
import { vpsorg } from '../../lib/providers/vpsorg/api';
import { altered, answering, fixture, offered, serverWithId, troubleFrom } from './sessions';

const all = {
  'GET /api/v1/backups/': fixture('vpsorg/backups'),
  'GET /api/v1/snapshots/': fixture('vpsorg/snapshots'),
};
const server = serverWithId(vpsorg, '12345');
const MB = 1_000_000;

const common = { serverId: '12345', state: 'complete', stateText: 'completed' };
const unstated = { protected: null, scheduleId: null, files: [] };
const backups = [
  {
    ...common,
    ...unstated,
    id: '501',
    kind: 'automatic',
    kindText: 'automatic',
    createdAt: Date.UTC(2025, 0, 16, 3),
    expiresAt: Date.UTC(2025, 1, 16, 3),
    size: { basis: 'stored', sizeBytes: 4523 * MB },
    note: 'Automatic daily backup',
  },
  {
    ...common,
    ...unstated,
    id: '499',
    kind: 'manual',
    kindText: 'manual',
    createdAt: Date.UTC(2025, 0, 14, 10, 30),
    expiresAt: null,
    size: { basis: 'stored', sizeBytes: 4456 * MB },
    note: 'Pre-update backup',
  },
  {
    ...common,
    ...unstated,
    id: '495',
    kind: 'automatic',
    kindText: 'automatic',
    createdAt: Date.UTC(2025, 0, 15, 3),
    expiresAt: Date.UTC(2025, 1, 15, 3),
    size: { basis: 'stored', sizeBytes: 4389 * MB },
    note: 'Automatic daily backup',
  },
];
const snapshot = {
  id: '801',
  serverId: '12345',
  name: 'pre-migration-snapshot',
  createdAt: Date.UTC(2025, 0, 15, 18, 30),
  expiresAt: null,
  size: { basis: 'stored', sizeBytes: 5120 * MB },
  note: 'Before major migration',
};

test('lists servers', async () => {
  const { http, sent } = answering(vpsorg, { 'GET /api/v1/servers/': fixture('vpsorg/servers') });
  const { servers, unreadableRows } = await vpsorg.listServers(http);
  expect(servers).toEqual([
    {
      id: '12345',
      provider: 'vpsorg',
      name: 'web-server-01',
      hostname: 'web01.example.com',
      addresses: ['203.0.113.10'],
      stateText: 'active',
      locked: false,
      diskBytes: 80_000_000_000,
      automatic: { kind: 'notStated' },
      panelUrl: 'https://admin.vps.org/',
    },
    expect.objectContaining({ id: '12346', name: 'db-server-01', diskBytes: 160_000_000_000 }),
  ]);
  expect(unreadableRows).toBe(0);
  expect(sent[0]?.headers.get('content-type')).toBe('application/json');
});

test('reads the account’s backups at once, in whatever order they come', async () => {
  const fleet = await offered(vpsorg.readFleet)(answering(vpsorg, all).http, [server]);
  expect(fleet.byServer.get('12345')).toEqual({
    backups,
    unmatched: [],
    unreadableRows: 0,
    unreadableBackups: 0,
    quota: { kind: 'notStated', used: 3 },
    createGate: null,
    restoreGate: null,
    restoreFromGate: null,
    snapshots: [snapshot],
    schedules: [],
    settings: null,
    history: [],
    partTroubles: [],
  });
  expect(fleet.gone).toEqual([]);
  expect(fleet.unreadableRows).toBe(0);
});

test('reads one server by its filter', async () => {
  const { http } = answering(vpsorg, {
    'GET /api/v1/backups/?server_id=12345': fixture('vpsorg/backups'),
    'GET /api/v1/snapshots/?server_id=12345': fixture('vpsorg/snapshots'),
  });
  expect(await vpsorg.readServer(http, server, null)).toMatchObject({ backups, snapshots: [snapshot] });
});

test('a server that only backups name is told apart', async () => {
  const fleet = await offered(vpsorg.readFleet)(answering(vpsorg, all).http, []);
  expect(fleet.byServer.size).toBe(0);
  expect(fleet.gone).toMatchObject([
    { server: { id: '12345', name: 'web-server-01' }, reading: { backups } },
  ]);
});

test('follows further pages on the same host and counts what is missing', async () => {
  const listed = (next: string) =>
    altered('vpsorg/backups', (body) => ({ ...body, count: 5, next: `${next}/api/v1/backups/?page=2` }));
  const second = JSON.stringify({ count: 5, results: [{ id: 'b-9', server: { id: 12345 } }] });
  const read = async (next: string) => {
    const { http, sent } = answering(vpsorg, {
      ...all,
      'GET /api/v1/backups/': listed(next),
      'GET /api/v1/backups/?page=2': second,
    });
    const fleet = await offered(vpsorg.readFleet)(http, [server]);
    return {
      ids: fleet.byServer.get('12345')?.backups.map(({ id }) => id),
      unreadable: fleet.unreadableRows,
      calls: sent.length,
    };
  };
  const followed = { ids: ['501', '499', '495', 'b-9'], unreadable: 1, calls: 3 };
  expect(await read('https://admin.vps.org')).toEqual(followed);
  expect(await read('http://admin.vps.org')).toEqual(followed);
  expect(await read('https://evil.example')).toEqual({ ids: ['501', '499', '495'], unreadable: 2, calls: 2 });
});

test('a next page that leads back ends in a trouble', async () => {
  const looping = altered('vpsorg/backups', (body) => ({ ...body, next: '/api/v1/backups/?page=2' }));
  const { http } = answering(vpsorg, {
    ...all,
    'GET /api/v1/backups/': looping,
    'GET /api/v1/backups/?page=2': looping,
  });
  const trouble = { kind: 'unexpectedShape', where: 'next' };
  expect(await troubleFrom(offered(vpsorg.readFleet)(http, []))).toEqual(trouble);
});

test('a list that goes on elsewhere has rows that cannot be read, counted or not', async () => {
  const { http } = answering(vpsorg, {
    ...all,
    'GET /api/v1/backups/': altered('vpsorg/backups', ({ results }) => ({
      results,
      next: 'https://evil.example/api/v1/backups/?page=2',
    })),
  });
  const fleet = await offered(vpsorg.readFleet)(http, [server]);
  expect(fleet.byServer.get('12345')).toMatchObject({ backups, unreadableBackups: 1 });
  expect(fleet.unreadableRows).toBe(1);
});

test('a server’s row stands by its id, whatever the rest of it looks like', async () => {
  const rows = [
    { id: 1, name: 7, hostname: {}, ip_address: '192.0.2.1', status: 3, plan: { storage: '80' } },
    { id: 2, name: 'b', ip_address: 7, plan: 'large' },
    { id: 3, name: ' ', hostname: 'c.example.com', ip_address: null },
    { id: 4, plan: { storage: 'large' } },
    { id: null, name: 'no id' },
  ];
  const list = JSON.stringify({ count: 'five', results: rows });
  const { servers, unreadableRows } = await vpsorg.listServers(
    answering(vpsorg, { 'GET /api/v1/servers/': list }).http,
  );
  expect(servers).toMatchObject([
    { id: '1', name: '192.0.2.1', hostname: null, stateText: null, diskBytes: 80_000_000_000 },
    { id: '2', name: 'b', addresses: [], diskBytes: null },
    { id: '3', name: 'c.example.com' },
    { id: '4', name: '4', diskBytes: null },
  ]);
  expect(unreadableRows).toBe(1);
});

test('a backup’s row stands by its id and its server', async () => {
  const row = {
    id: '9',
    server: { id: '12345', name: 7 },
    backup_type: 1,
    status: [],
    size_mb: '4456',
    created_at: 5,
    description: {},
  };
  const { http } = answering(vpsorg, {
    ...all,
    'GET /api/v1/backups/': JSON.stringify({ count: '1', results: [row] }),
  });
  const fleet = await offered(vpsorg.readFleet)(http, [server]);
  const size = { basis: 'stored', sizeBytes: 4456 * MB };
  expect(fleet.byServer.get('12345')).toMatchObject({
    backups: [
      { id: '9', kind: 'unknown', state: 'unknown', stateText: null, createdAt: null, size, note: null },
    ],
    unreadableBackups: 0,
  });
});

test.each(['soon', 1_737_000_000, {}])(
  'a backup that expires at %j is no restore point to rely on',
  async (expires_at) => {
    const body = altered('vpsorg/backups', (list) => ({
      count: 3,
      results: (list.results as object[]).map((row, index) => (index === 0 ? { ...row, expires_at } : row)),
    }));
    const { http } = answering(vpsorg, { ...all, 'GET /api/v1/backups/': body });
    const fleet = await offered(vpsorg.readFleet)(http, [server, serverWithId(vpsorg, '7')]);
    expect(fleet.byServer.get('12345')).toMatchObject({
      backups: backups.slice(1),
      unreadableRows: 1,
      unreadableBackups: 1,
    });
    expect(fleet.byServer.get('7')).toMatchObject({ unreadableRows: 0, unreadableBackups: 0 });
  },
);

test('a backup that expires at "" expires never', async () => {
  const row = { id: 1, server: { id: 12345 }, status: 'completed', expires_at: '' };
  const { http } = answering(vpsorg, { ...all, 'GET /api/v1/backups/': JSON.stringify({ results: [row] }) });
  const fleet = await offered(vpsorg.readFleet)(http, [server]);
  expect(fleet.byServer.get('12345')?.backups).toMatchObject([{ id: '1', expiresAt: null }]);
});

test('a backup that no row shows may be one that cannot be read', async () => {
  const watch = (list: object) =>
    offered(vpsorg.watch)(
      answering(vpsorg, { 'GET /api/v1/backups/?server_id=12345': JSON.stringify(list) }).http,
      server,
      { by: 'backup', backupId: '502' },
    );
  const unclear = { state: 'unclear', percent: null };
  expect(await watch({ count: 1, results: [{ server: { id: 12345 } }] })).toEqual(unclear);
  expect(await watch({ count: 1, results: [] })).toEqual(unclear);
  expect(await watch({ count: 0, results: [] })).toEqual({ state: 'forgotten' });
});

test('snapshots that cannot be reached hide no backup', async () => {
  const { http } = answering(vpsorg, { ...all, 'GET /api/v1/snapshots/': { status: 302 } });
  const fleet = await offered(vpsorg.readFleet)(http, [server]);
  const partTroubles = [{ part: 'snapshots', trouble: { kind: 'unreachable' } }];
  expect(fleet.byServer.get('12345')).toMatchObject({ backups, partTroubles });
});

test('creates and is followed by the new backup’s id', async () => {
  const { http, sent } = answering(vpsorg, {
    'POST /api/v1/backups/': { status: 201, body: fixture('vpsorg/backup-created') },
  });
  const create = offered(vpsorg.createBackup);
  expect(await create(http, server, 'Pre-deployment backup')).toEqual({ by: 'backup', backupId: '502' });
  await create(http, serverWithId(vpsorg, 'a-uuid'), null);
  expect(sent.map(({ body }) => body)).toEqual([
    '{"server_id":12345,"description":"Pre-deployment backup"}',
    '{"server_id":"a-uuid"}',
  ]);
  const silent = answering(vpsorg, { 'POST /api/v1/backups/': { status: 201 } });
  expect(await create(silent.http, server, null)).toEqual({ by: 'list' });
});

test.each([
  ['in_progress', { state: 'running', percent: null }],
  ['queued', { state: 'running', percent: null }],
  [null, { state: 'running', percent: null }],
  ['completed', { state: 'succeeded' }],
  ['failed', { state: 'failed', detail: 'failed' }],
  ['Error', { state: 'failed', detail: 'Error' }],
])('a backup with the status %s is %j', async (status, progress) => {
  const created = altered('vpsorg/backup-created', (row) => ({ ...row, status }));
  const body = altered('vpsorg/backups', (list) => ({
    count: 4,
    results: [...(list.results as unknown[]), JSON.parse(created)],
  }));
  const { http } = answering(vpsorg, { 'GET /api/v1/backups/?server_id=12345': body });
  const watch = offered(vpsorg.watch);
  expect(await watch(http, server, { by: 'backup', backupId: '502' })).toEqual(progress);
  expect(await watch(http, server, { by: 'backup', backupId: '503' })).toEqual({ state: 'forgotten' });
  expect(await watch(http, server, { by: 'list' })).toEqual({ state: 'forgotten' });
});

test('the answer to a creation reads as a running backup without a size', async () => {
  const body = JSON.stringify({ count: 1, results: [JSON.parse(fixture('vpsorg/backup-created'))] });
  const { http } = answering(vpsorg, { ...all, 'GET /api/v1/backups/': body });
  const fleet = await offered(vpsorg.readFleet)(http, [server]);
  expect(fleet.byServer.get('12345')?.backups).toEqual([
    {
      ...unstated,
      id: '502',
      serverId: '12345',
      kind: 'manual',
      kindText: 'manual',
      state: 'running',
      stateText: 'in_progress',
      createdAt: Date.UTC(2025, 0, 16, 15, 45),
      expiresAt: null,
      size: null,
      note: 'Pre-deployment backup',
    },
  ]);
});

test('a word that is a property of every object is still only a word', async () => {
  const row = { id: 1, server: { id: 12345 }, backup_type: 'constructor', status: 'toString' };
  const body = JSON.stringify({ count: 1, results: [row] });
  const { http } = answering(vpsorg, { ...all, 'GET /api/v1/backups/': body });
  const [backup] = (await offered(vpsorg.readFleet)(http, [server])).byServer.get('12345')?.backups ?? [];
  expect(backup).toMatchObject({
    kind: 'unknown',
    kindText: 'constructor',
    state: 'unknown',
    stateText: 'toString',
  });
});

test('deletes and restores with trailing slashes', async () => {
  const { http, sent } = answering(vpsorg, {
    'DELETE /api/v1/backups/501/': { status: 204 },
    'POST /api/v1/servers/12345/restore/': '{"status":"success"}',
  });
  const fleet = await offered(vpsorg.readFleet)(answering(vpsorg, all).http, [server]);
  const first = fleet.byServer.get('12345')?.backups[0];
  if (!first) throw new Error('the example has backups');
  await offered(vpsorg.deleteBackup)(http, server, first, null);
  expect(await offered(vpsorg.restoreBackup)(http, server, '501')).toEqual({ by: 'list' });
  expect(sent.map(({ body }) => body)).toEqual([null, '{"backup_id":501}']);
  expect(capabilitiesOf(vpsorg)).toEqual(['create', 'delete', 'restore']);
});
