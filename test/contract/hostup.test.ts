import { expect, test } from 'vitest';
import { DAY_MS } from '../../lib/model/time';
import { hostup } from '../../lib/providers/hostup/api';
import { altered, answering, fixture, offered, serverWithId, troubleFrom } from './sessions';

const VPS = 'vps_01hxa3b4c5d6e7f8g9h0j1k2m3';
const JOB = 'job_01hxa3b4c5d6e7f8g9h0j1k2m3';
const server = serverWithId(hostup, VPS);
const path = `/api/v2/vps/${VPS}`;
// One day after the only backup of the v2 example.
const NOW = Date.parse('2026-04-28T10:00:00Z');

const v2 = {
  [`GET ${path}/backups`]: fixture('hostup/v2-backups'),
  [`GET ${path}/backup-schedules`]: fixture('hostup/v2-backup-schedules'),
  [`GET ${path}/snapshots`]: fixture('hostup/v2-snapshots'),
};
const legacy = {
  'GET /api/vm/10000/backups': fixture('hostup/legacy-backups'),
  'GET /api/vm/10000/backup-schedules': fixture('hostup/legacy-backup-schedules'),
};
/** The v2 list with a second backup, made in the same second as the first row of the older list. */
const sameSecond = {
  [`GET ${path}/backups`]: altered('hostup/v2-backups', (list) => ({
    ...list,
    backups: [
      ...(list.backups as unknown[]),
      { id: 'bkp_2', createdAt: new Date(1_769_734_009_400).toISOString() },
    ],
  })),
};
const VOLID = 'pbs-offsite-10g:backup/vm/10877/2026-02-10T00:00:00.000Z';

test('lists servers over all pages', async () => {
  const second = JSON.stringify({ data: [{ id: 'vps_2', name: '', primaryIp: null }, { name: 'no id' }] });
  const { http, sent } = answering(hostup, {
    'GET /api/v2/vps?limit=100': fixture('hostup/v2-vps-list'),
    'GET /api/v2/vps?limit=100&cursor=eyJvZmZzZXQiOjIwfQ': second,
  });
  const { servers, unreadableRows } = await hostup.listServers(http);
  expect(servers).toEqual([
    {
      id: VPS,
      provider: 'hostup',
      name: 'app-01',
      hostname: null,
      addresses: ['192.0.2.10'],
      stateText: 'running',
      locked: false,
      diskBytes: 80_000_000_000,
      automatic: { kind: 'notStated' },
      panelUrl: 'https://cloud.hostup.se/',
    },
    expect.objectContaining({ id: 'vps_2', name: 'vps_2', addresses: [], stateText: null, diskBytes: null }),
  ]);
  expect(unreadableRows).toBe(1);
  expect(sent).toHaveLength(2);
});

test('a cursor that comes back ends the list in a trouble, not in a loop', async () => {
  const { http } = answering(hostup, {
    'GET /api/v2/vps?limit=100': fixture('hostup/v2-vps-list'),
    'GET /api/v2/vps?limit=100&cursor=eyJvZmZzZXQiOjIwfQ': fixture('hostup/v2-vps-list'),
  });
  expect(await troubleFrom(hostup.listServers(http))).toEqual({
    kind: 'unexpectedShape',
    where: 'nextCursor',
  });
});

test('reads a server from v2 alone', async () => {
  const { http, sent } = answering(hostup, v2);
  const reading = await hostup.readServer(http, server, null);
  expect(reading).toEqual({
    backups: [
      {
        id: 'bkp_01hxa3b4c5d6e7f8g9h0j1k2m3',
        serverId: VPS,
        kind: 'manual',
        kindText: 'manual',
        state: 'complete',
        stateText: null,
        createdAt: Date.UTC(2026, 3, 27, 10),
        expiresAt: null,
        size: { basis: 'stored', sizeBytes: 12_400_000_000 },
        note: 'Before upgrade',
        protected: null,
        scheduleId: null,
        files: [],
      },
    ],
    unmatched: [],
    unreadableRows: 0,
    unreadableBackups: 0,
    quota: { kind: 'limited', used: 1, limit: 3, remaining: 2 },
    createGate: { allowed: true, reason: null, code: null },
    restoreGate: { allowed: true, reason: null, code: null },
    restoreFromGate: null,
    snapshots: [
      {
        id: 'before-upgrade',
        serverId: VPS,
        name: 'before-upgrade',
        createdAt: Date.UTC(2026, 3, 27, 10),
        expiresAt: Date.UTC(2026, 3, 28, 10),
        size: null,
        note: 'Before upgrade',
      },
    ],
    schedules: [
      {
        id: 'bks_01hxa3b4c5d6e7f8g9h0j1k2m3',
        name: 'Nightly',
        frequency: 'daily',
        frequencyText: 'daily',
        timeText: '02:00',
        dayText: '1',
        retentionCount: 3,
        enabled: true,
        lastRunAt: Date.UTC(2026, 3, 27, 2),
        nextRunAt: null,
      },
    ],
    settings: {
      totalLimit: 5,
      manualActive: 1,
      scheduledActive: 2,
      scheduledSlots: 2,
      autoDeleteOldest: true,
      manualLimit: null,
      scheduledLimit: null,
      schedulesLimit: null,
      retentionLimit: null,
    },
    history: [],
    partTroubles: [],
  });
  expect(NOW - (reading.backups[0]?.createdAt ?? 0)).toBe(DAY_MS);
  expect(sent.map(({ line }) => line).sort()).toEqual(Object.keys(v2).sort());
});

test('adds the older API’s lists of a vmid, apart and uncounted where no second matches', async () => {
  const { http, sent } = answering(hostup, { ...v2, ...legacy, ...sameSecond });
  const reading = await hostup.readServer(http, server, '10000');
  expect(reading.backups).toMatchObject([
    { id: 'bkp_01hxa3b4c5d6e7f8g9h0j1k2m3', protected: null },
    { id: 'bkp_2', protected: false, size: null, note: 'Example note' },
  ]);
  const row = {
    serverId: VPS,
    kind: 'manual',
    kindText: 'manual',
    state: 'complete',
    stateText: null,
    expiresAt: null,
    note: 'Example note',
    protected: false,
    scheduleId: null,
    files: [
      { name: 'qemu-server.conf.blob', sizeBytes: 631 },
      { name: 'fw.conf.blob', sizeBytes: 181 },
    ],
  };
  expect(reading.unmatched).toEqual([
    {
      ...row,
      id: `legacy:1769639737:${VOLID}`,
      createdAt: 1_769_639_737_000,
      size: { basis: 'disk', diskBytes: 214_748_366_060 },
    },
  ]);
  expect(reading.quota).toEqual({ kind: 'limited', used: 1, limit: 3, remaining: 2 });
  // One `_truncated` row in the backups, one in the history.
  expect([reading.unreadableRows, reading.unreadableBackups]).toEqual([2, 0]);
  expect(reading.schedules).toEqual([
    expect.objectContaining({ id: 'bks_01hxa3b4c5d6e7f8g9h0j1k2m3', timeText: '02:00', nextRunAt: null }),
    {
      id: '2464',
      name: 'Auto weekly backup schedule',
      frequency: 'weekly',
      frequencyText: 'weekly',
      timeText: '05:23',
      dayText: '5',
      retentionCount: 7,
      enabled: true,
      lastRunAt: Date.UTC(2026, 1, 10),
      nextRunAt: Date.UTC(2026, 1, 10),
      historyId: '2464',
    },
  ]);
  expect(reading.history).toEqual([
    {
      id: '136070',
      kind: 'manual',
      state: 'active',
      statusText: 'active',
      errorText: null,
      createdAt: Date.UTC(2026, 1, 10),
      deletedAt: null,
      size: { basis: 'disk', diskBytes: 214_748_366_059 },
      note: 'Example note',
      scheduleId: null,
      jobId: 'backup-17910-1769734006476',
      storageId: VOLID,
    },
    expect.objectContaining({
      id: '135007',
      jobId: 'backup-17910-1769639733370',
      size: { basis: 'disk', diskBytes: 214_748_366_060 },
    }),
  ]);
  expect(reading.partTroubles).toEqual([]);
  for (const { headers } of sent) expect(headers.get('x-api-key')).toBe('lastgood-test-key-0001');
});

test('without v2 schedules the older ones and their settings stand alone', async () => {
  const { http } = answering(hostup, {
    ...v2,
    ...legacy,
    ...sameSecond,
    [`GET ${path}/backup-schedules`]: { status: 403, body: fixture('hostup/v2-problem') },
  });
  const reading = await hostup.readServer(http, server, '10000');
  expect(reading.schedules.map(({ id }) => id)).toEqual(['2464']);
  expect(reading.settings).toEqual({
    totalLimit: 7,
    manualActive: 7,
    scheduledActive: 0,
    scheduledSlots: 0,
    autoDeleteOldest: true,
    manualLimit: 7,
    scheduledLimit: 0,
    schedulesLimit: 1,
    retentionLimit: 7,
  });
  const detail = 'The request body failed validation: `eppCode` is required for this transfer.';
  expect(reading.partTroubles).toEqual([{ part: 'schedules', trouble: { kind: 'forbidden', detail } }]);
});

test.each([
  [
    { used: 3, limit: 3, remaining: 0 },
    { kind: 'limited', used: 3, limit: 3, remaining: 0 },
  ],
  [
    { used: 1, limit: 3, remaining: null },
    { kind: 'limited', used: 1, limit: 3, remaining: 2 },
  ],
  [
    { used: 1, limit: null, remaining: null },
    { kind: 'notStated', used: 1 },
  ],
  [
    { used: 0, limit: 0, remaining: 0 },
    { kind: 'absent', used: 0 },
  ],
  [undefined, { kind: 'notStated', used: null }],
])('reads the quota %j', async (quotaInfo, quota) => {
  const body = altered('hostup/v2-backups', (list) => ({ ...list, quotaInfo }));
  const { http } = answering(hostup, { ...v2, [`GET ${path}/backups`]: body });
  expect((await hostup.readServer(http, server, null)).quota).toEqual(quota);
});

test('reads a shut gate, and none where none is stated', async () => {
  const gate = { allowed: false, reason: 'A backup is running.', code: 'pending_order' };
  const body = altered('hostup/v2-backups', (list) => ({ ...list, actions: { canCreateBackup: gate } }));
  const { http } = answering(hostup, { ...v2, [`GET ${path}/backups`]: body });
  expect(await hostup.readServer(http, server, null)).toMatchObject({ createGate: gate, restoreGate: null });
});

test('one unreadable row is one unreadable row; words that nobody knows are kept', async () => {
  const body = altered('hostup/v2-backups', (list) => ({
    ...list,
    backups: [
      ...(list.backups as unknown[]),
      { id: 7, createdAt: 'x' },
      null,
      { id: 'bkp_2', createdAt: 'yesterday', sizeGb: null, backupType: 'hourly', note: ' ', new: {} },
    ],
  }));
  const { http } = answering(hostup, { ...v2, [`GET ${path}/backups`]: body });
  const reading = await hostup.readServer(http, server, null);
  expect([reading.unreadableRows, reading.unreadableBackups]).toEqual([2, 2]);
  expect(reading.backups[1]).toMatchObject({
    id: 'bkp_2',
    kind: 'unknown',
    kindText: 'hourly',
    createdAt: null,
    size: null,
    note: null,
  });
});

test('a body without its list is named', async () => {
  const { http } = answering(hostup, { ...v2, [`GET ${path}/backups`]: '{"data": []}' });
  const trouble = { kind: 'unexpectedShape', where: 'backups' };
  expect(await troubleFrom(hostup.readServer(http, server, null))).toEqual(trouble);
  const { http: array } = answering(hostup, { 'GET /api/v2/vps?limit=100': '[]' });
  expect(await troubleFrom(hostup.listServers(array))).toEqual({ kind: 'unexpectedShape', where: 'body' });
});

test('parts that fail leave the backups standing; what concerns the account does not', async () => {
  const broken = { status: 403, body: '{"message":"scope"}' };
  const { http } = answering(hostup, {
    ...v2,
    ...legacy,
    [`GET ${path}/snapshots`]: '{}',
    'GET /api/vm/10000/backups': { status: 401 },
    'GET /api/vm/10000/backup-schedules': broken,
  });
  const reading = await hostup.readServer(http, server, '10000');
  expect(reading.backups).toHaveLength(1);
  expect(reading.partTroubles).toEqual([
    { part: 'snapshots', trouble: { kind: 'unexpectedShape', where: 'data' } },
    { part: 'legacyBackups', trouble: { kind: 'wrongKey' } },
    { part: 'legacySchedules', trouble: { kind: 'forbidden', detail: 'scope' } },
  ]);
  const revoked = answering(hostup, { ...v2, [`GET ${path}/snapshots`]: { status: 401 } });
  expect(await troubleFrom(hostup.readServer(revoked.http, server, null))).toEqual({ kind: 'wrongKey' });
});

test.each([
  ['{"success":false,"message":"VM is unknown"}', 'VM is unknown'],
  ['{"success":true,"data":{"success":false,"error":"broken"}}', 'broken'],
])('a 2xx of the older API that says success: false is a refusal: %s', async (body, detail) => {
  const { http } = answering(hostup, { ...v2, ...legacy, 'GET /api/vm/10000/backups': body });
  const { partTroubles } = await hostup.readServer(http, server, '10000');
  expect(partTroubles).toEqual([
    { part: 'legacyBackups', trouble: { kind: 'refused', status: 200, detail } },
  ]);
});

test.each([
  ['pending', null, 'running'],
  ['deleted', null, 'deleted'],
  ['corrupt', null, 'possibleFailure'],
  ['active', 'disk full', 'failed'],
])('history: status %s with error %s is %s', async (status, error, state) => {
  const body = JSON.parse(fixture('hostup/legacy-backup-schedules'));
  Object.assign(body.data.history[0], { status, error_message: error, size: null });
  const schedules = { ...sameSecond, 'GET /api/vm/10000/backup-schedules': JSON.stringify(body) };
  const { http } = answering(hostup, { ...v2, ...legacy, ...schedules });
  const [entry] = (await hostup.readServer(http, server, '10000')).history;
  expect(entry).toMatchObject({ state, statusText: status, errorText: error, size: null });
});

test('a legacy id of another server is told from the right one', async () => {
  const check = offered(hostup.checkLegacyId);
  const { http } = answering(hostup, { ...v2, ...legacy });
  expect(await troubleFrom(check(http, server, '10000', false))).toEqual({
    kind: 'otherServer',
    detail: null,
  });
  await check(answering(hostup, { ...v2, ...legacy, ...sameSecond }).http, server, '10000', false);
  const none = altered('hostup/v2-backups', (list) => ({ ...list, backups: [] }));
  await check(
    answering(hostup, { ...v2, ...legacy, [`GET ${path}/backups`]: none }).http,
    server,
    '10000',
    false,
  );
  expect(await troubleFrom(check(http, server, '../7', false))).toEqual({ kind: 'notFound', detail: null });
  expect(await troubleFrom(check(http, server, '10001', false))).toMatchObject({ kind: 'notFound' });
});

test('a number that a page brought up must be the same server’s by the older API’s own words', async () => {
  const check = offered(hostup.checkLegacyId);
  const details = (values: object) => ({
    'GET /api/vm/10000/details': JSON.stringify({
      success: true,
      data: { id: '10000', status: 'Active', ...values },
    }),
  });
  const known = { ...v2, ...legacy, ...sameSecond };
  const named = { ...server, name: 'app-01', addresses: ['192.0.2.10'] };
  const asked = (values: object) =>
    check(answering(hostup, { ...known, ...details(values) }).http, named, '10000', true);
  await asked({ hostname: 'APP-01.example.com' });
  await asked({ hostname: 'other.example.com', primary_ip: '192.0.2.10' });
  for (const values of [{ hostname: 'other.example.com' }, { hostname: null }, {}]) {
    expect(await troubleFrom(asked(values))).toEqual({ kind: 'otherServer', detail: null });
  }
});

test('creates with a note or with no body at all, and follows the job, never the link', async () => {
  const foreign = fixture('hostup/v2-operation').replace('/api/jobs/', 'https://evil.example/api/jobs/');
  for (const body of [fixture('hostup/v2-operation'), foreign]) {
    const { http, sent } = answering(hostup, { [`POST ${path}/backups`]: { status: 202, body } });
    const create = offered(hostup.createBackup);
    expect(await create(http, server, null)).toEqual({ by: 'job', jobId: JOB });
    expect(await create(http, server, 'Before upgrade')).toEqual({ by: 'job', jobId: JOB });
    expect(sent.map((request) => [request.body, request.headers.get('content-type')])).toEqual([
      [null, null],
      ['{"note":"Before upgrade"}', 'application/json'],
    ]);
  }
  const silent = answering(hostup, { [`POST ${path}/backups`]: { status: 202 } });
  expect(await offered(hostup.createBackup)(silent.http, server, null)).toEqual({ by: 'list' });
});

test('restores and deletes by id, and an older row by its volid', async () => {
  const restorePath = `POST ${path}/backups/bkp_1/actions/restore`;
  const shared = { ...v2, ...legacy, ...sameSecond };
  // In the reference's example the rows share one volid, which then names none of them.
  const ofItsOwn = altered('hostup/legacy-backups', (list) => ({
    ...list,
    data: (list.data as { volid: string }[]).map((row, at) => (at === 0 ? { ...row, volid: 'a:b/0' } : row)),
  }));
  const both = { ...shared, 'GET /api/vm/10000/backups': ofItsOwn };
  const { http, sent } = answering(hostup, {
    ...both,
    [restorePath]: { status: 202, body: fixture('hostup/v2-operation') },
    [`DELETE ${path}/backups/bkp_1`]: { status: 204 },
    [`DELETE /api/vm/10000/backups/${VOLID}`]: '{"success":true,"data":{"success":true}}',
  });
  const restore = offered(hostup.restoreBackup);
  const remove = offered(hostup.deleteBackup);
  const lists = answering(hostup, both);
  const reading = await hostup.readServer(lists.http, server, '10000');
  const [mine, older] = [reading.backups[0], reading.unmatched[0]];
  if (!mine || !older) throw new Error('both lists have rows');
  expect(await restore(http, server, 'bkp_1')).toEqual({ by: 'job', jobId: JOB });
  await remove(http, server, { ...mine, id: 'bkp_1' }, null);
  await remove(http, server, older, '10000');
  expect(sent.filter(({ line }) => !line.startsWith('GET'))).toHaveLength(3);
  expect(await troubleFrom(remove(http, server, older, null))).toEqual({ kind: 'notOffered' });
  expect(await troubleFrom(restore(http, server, older.id))).toEqual({ kind: 'notOffered' });
  const twins = answering(hostup, shared);
  expect(await troubleFrom(remove(twins.http, server, older, '10000'))).toEqual({ kind: 'notOffered' });
  const no = answering(hostup, {
    ...both,
    [`DELETE /api/vm/10000/backups/${VOLID}`]: '{"success":false,"error":"in use"}',
  });
  expect(await troubleFrom(remove(no.http, server, older, '10000'))).toMatchObject({ detail: 'in use' });
});

test('deletes nothing by a number that may be another server’s', async () => {
  const foreign = answering(hostup, {
    ...v2,
    [`GET ${path}/backups`]: '{"backups":[]}',
    ...legacy,
    'GET /api/vm/10000/details': '{"success":true,"data":{"hostname":"other.example.net"}}',
  });
  const reading = await hostup.readServer(foreign.http, server, '10000');
  const [theirs] = reading.unmatched;
  if (!theirs) throw new Error('the older list has rows');
  expect(await troubleFrom(offered(hostup.deleteBackup)(foreign.http, server, theirs, '10000'))).toEqual({
    kind: 'unproven',
  });
  expect(foreign.sent.filter(({ line }) => !line.startsWith('GET'))).toEqual([]);
});

test('lists what a server may be restored from beside its own: others, and services that have ended', async () => {
  const line = `GET ${path}/backups/restore-sources`;
  const { http } = answering(hostup, { [line]: fixture('hostup/v2-restore-sources') });
  const sources = offered(hostup.restoreSources);
  expect(await sources(http, server)).toEqual([
    {
      id: 'vps_01hxa3b4c5d6e7f8g9h0j1k2m4',
      name: 'app-02',
      kind: 'server',
      stateText: 'active',
      backups: [
        {
          id: 'bkp_01hxa3b4c5d6e7f8g9h0j1k2m5',
          createdAt: Date.UTC(2026, 3, 27, 10),
          size: { basis: 'stored', sizeBytes: 12e9 },
        },
      ],
    },
  ]);
  const odd = {
    sources: [
      { id: server.id, name: 'itself', backups: [] },
      { id: 'vps_2', sourceType: 'archived', backups: [{ id: 7 }, { id: 'bkp_2', sizeGb: 'much' }] },
      { id: 'vps_3', name: 'gone', sourceType: 'retained' },
      null,
    ],
  };
  const { http: strange } = answering(hostup, { [line]: JSON.stringify(odd) });
  expect(await sources(strange, server)).toEqual([
    {
      id: 'vps_2',
      name: 'vps_2',
      kind: 'unknown',
      stateText: null,
      backups: [{ id: 'bkp_2', createdAt: null, size: null }],
    },
    { id: 'vps_3', name: 'gone', kind: 'retained', stateText: null, backups: [] },
  ]);
  const { http: refused } = answering(hostup, { [line]: { status: 403, body: '{"detail":"scope"}' } });
  expect(await troubleFrom(sources(refused, server))).toEqual({ kind: 'forbidden', detail: 'scope' });
  const { http: shapeless } = answering(hostup, { [line]: '{"data":[]}' });
  expect(await troubleFrom(sources(shapeless, server))).toMatchObject({ kind: 'unexpectedShape' });
});

test('restores from another server by its id and the backup’s, once', async () => {
  const line = `POST ${path}/backups/actions/restore-from-vps`;
  const source = { serverId: 'vps_2', backupId: 'bkp_2' };
  const { http, sent } = answering(hostup, {
    [line]: { status: 202, body: fixture('hostup/v2-operation') },
  });
  const restore = offered(hostup.restoreFromServer);
  expect(await restore(http, server, source)).toEqual({ by: 'job', jobId: JOB });
  expect(sent.map(({ line, body }) => [line, body])).toEqual([
    [line, JSON.stringify({ sourceVpsId: 'vps_2', backupId: 'bkp_2' })],
  ]);
  const small = { status: 400, body: '{"detail":"The storage is too small"}' };
  const { http: no } = answering(hostup, { [line]: small });
  expect(await troubleFrom(restore(no, server, source))).toMatchObject({ kind: 'refused', status: 400 });
  const { http: taken } = answering(hostup, { [line]: '{"success":false,"message":"no"}' });
  expect(await troubleFrom(restore(taken, server, source))).toMatchObject({ kind: 'refused', detail: 'no' });
});

test('reads the example job, in its envelope, bare and as an operation', async () => {
  const job = JSON.parse(fixture('hostup/job')).data;
  for (const body of [fixture('hostup/job'), JSON.stringify(job), JSON.stringify({ operation: job })]) {
    const { http } = answering(hostup, { [`GET /api/jobs/${JOB}`]: body });
    const progress = await offered(hostup.watch)(http, server, { by: 'job', jobId: JOB });
    expect(progress).toEqual({ state: 'running', percent: 46 });
  }
  const { http } = answering(hostup, {});
  const watch = offered(hostup.watch);
  expect(await watch(http, server, { by: 'job', jobId: 'gone' })).toEqual({ state: 'forgotten' });
  expect(await watch(http, server, { by: 'list' })).toEqual({ state: 'forgotten' });
});

test.each([
  [400, '{"message":"no"}'],
  [403, '{"message":"no"}'],
  [403, '<!doctype html>'],
  [404, '{"message":"no"}'],
  [410, '{"message":"no"}'],
  [200, '{"success":false,"error":"no such job"}'],
])('a %i of the job leaves it to the list: %s', async (status, body) => {
  const { http } = answering(hostup, { [`GET /api/jobs/${JOB}`]: { status, body } });
  const progress = await offered(hostup.watch)(http, server, { by: 'job', jobId: JOB });
  expect(progress).toEqual({ state: 'forgotten' });
});

test.each([
  [401, 'wrongKey'],
  [429, 'rateLimited'],
  [302, 'unreachable'],
])('a %i of the job is no word about it', async (status, kind) => {
  const { http } = answering(hostup, { [`GET /api/jobs/${JOB}`]: { status } });
  const watching = offered(hostup.watch)(http, server, { by: 'job', jobId: JOB });
  expect(await troubleFrom(watching)).toMatchObject({ kind });
});

test('a creation or restore that is answered with success: false is refused', async () => {
  const body = '{"success":false,"error":"Backups are paused"}';
  const { http } = answering(hostup, {
    [`POST ${path}/backups`]: { status: 202, body },
    [`POST ${path}/backups/bkp_1/actions/restore`]: { status: 200, body },
    [`DELETE ${path}/backups/bkp_1`]: { status: 200, body },
  });
  const refused = (status: number) => ({ kind: 'refused', status, detail: 'Backups are paused' });
  expect(await troubleFrom(offered(hostup.createBackup)(http, server, null))).toEqual(refused(202));
  expect(await troubleFrom(offered(hostup.restoreBackup)(http, server, 'bkp_1'))).toEqual(refused(200));
  const [row] = (await hostup.readServer(answering(hostup, v2).http, server, null)).backups;
  if (!row) throw new Error('the example has a backup');
  const removing = offered(hostup.deleteBackup)(http, server, { ...row, id: 'bkp_1' }, null);
  expect(await troubleFrom(removing)).toEqual(refused(200));
});

test('lists of another server are left out at every reading, whatever was checked before', async () => {
  const { http } = answering(hostup, { ...v2, ...legacy });
  const reading = await hostup.readServer(http, server, '10000');
  const trouble = { kind: 'otherServer', detail: null };
  expect(reading).toEqual({
    ...(await hostup.readServer(http, server, null)),
    partTroubles: [
      { part: 'legacyBackups', trouble },
      { part: 'legacySchedules', trouble },
    ],
  });
});

test('a server’s row stands by its id, whatever the rest of it looks like', async () => {
  const rows = [
    { id: 'vps_a', name: 7, primaryIp: '192.0.2.1', powerState: {}, resources: { storageGb: '50' } },
    { id: 'vps_b', name: 'b', primaryIp: ['192.0.2.1'], serviceStatus: 1, resources: { storageGb: 'big' } },
    { id: 'vps_c', name: null, primaryIp: false, resources: 'none' },
    { id: 8, name: 'an id of another type' },
  ];
  const { http } = answering(hostup, { 'GET /api/v2/vps?limit=100': JSON.stringify({ data: rows }) });
  const { servers, unreadableRows } = await hostup.listServers(http);
  expect(servers).toMatchObject([
    { id: 'vps_a', name: '192.0.2.1', addresses: ['192.0.2.1'], stateText: null, diskBytes: 50_000_000_000 },
    { id: 'vps_b', name: 'b', addresses: [], stateText: null, diskBytes: null },
    { id: 'vps_c', name: 'vps_c', addresses: [], diskBytes: null },
  ]);
  expect(unreadableRows).toBe(1);
});

test('a server that moved between two pages counts once', async () => {
  const { http } = answering(hostup, {
    'GET /api/v2/vps?limit=100': fixture('hostup/v2-vps-list'),
    'GET /api/v2/vps?limit=100&cursor=eyJvZmZzZXQiOjIwfQ': altered('hostup/v2-vps-list', (page) => ({
      ...page,
      nextCursor: null,
    })),
  });
  expect((await hostup.listServers(http)).servers).toHaveLength(1);
});

test.each([
  [
    { quotaInfo: { used: '1', limit: 3, remaining: 'some' } },
    { quota: { kind: 'limited', used: 1, limit: 3, remaining: 2 } },
  ],
  [{ quotaInfo: { used: [], limit: 3 } }, { quota: { kind: 'notStated', used: null } }],
  [{ quotaInfo: { used: 1, limit: -1, remaining: -1 } }, { quota: { kind: 'notStated', used: 1 } }],
  [{ quotaInfo: 'full' }, { quota: { kind: 'notStated', used: null } }],
  [
    { actions: { canCreateBackup: { allowed: 'true' }, canRestore: { allowed: true, reason: 7 } } },
    { createGate: null, restoreGate: { allowed: true, reason: null, code: null } },
  ],
  [{ actions: { canCreateBackup: true } }, { createGate: null, restoreGate: null }],
  [
    { actions: { canRestoreFromAnotherVps: { allowed: false, reason: 'Too small' } } },
    { restoreGate: null, restoreFromGate: { allowed: false, reason: 'Too small', code: null } },
  ],
  [{ actions: [] }, { createGate: null, restoreGate: null }],
])('the backups stand beside %j', async (odd, expected) => {
  const body = altered('hostup/v2-backups', (list) => ({ ...list, ...odd }));
  const { http } = answering(hostup, { ...v2, [`GET ${path}/backups`]: body });
  const reading = await hostup.readServer(http, server, null);
  expect(reading).toMatchObject({ ...expected, unreadableRows: 0, partTroubles: [] });
  expect(reading.backups).toHaveLength(1);
});

test('a backup’s row stands by its id', async () => {
  const odd = { id: 'bkp_2', createdAt: 1_769_734_009, sizeGb: '12.4', backupType: null, note: 7 };
  const body = altered('hostup/v2-backups', (list) => ({ ...list, backups: [odd] }));
  const { http } = answering(hostup, { ...v2, [`GET ${path}/backups`]: body });
  const { backups, unreadableRows } = await hostup.readServer(http, server, null);
  const size = { basis: 'stored', sizeBytes: 12_400_000_000 };
  expect(backups).toMatchObject([{ id: 'bkp_2', createdAt: null, size, kind: 'unknown', note: null }]);
  expect(unreadableRows).toBe(0);
});

test('an older row stands by its volid and its second', async () => {
  const odd = { volid: 'a', ctime: 1_769_734_009, size: '200', protected: 'no', files: {}, scheduleId: [] };
  const lists = {
    ...v2,
    ...sameSecond,
    ...legacy,
    'GET /api/vm/10000/backups': JSON.stringify({ data: [odd] }),
  };
  const reading = await hostup.readServer(answering(hostup, lists).http, server, '10000');
  expect(reading.backups[1]).toMatchObject({ id: 'bkp_2', protected: null, files: [], scheduleId: null });
});

test('the older settings fall back on the limits beside them', async () => {
  const body = JSON.parse(fixture('hostup/legacy-backup-schedules'));
  Object.assign(body.data, { settings: { auto_delete_oldest: 'yes' } });
  const lists = {
    ...v2,
    ...legacy,
    ...sameSecond,
    [`GET ${path}/backup-schedules`]: '{"schedules":[]}',
    'GET /api/vm/10000/backup-schedules': JSON.stringify(body),
  };
  const { settings } = await hostup.readServer(answering(hostup, lists).http, server, '10000');
  expect(settings).toEqual({
    totalLimit: 7,
    manualActive: 7,
    scheduledActive: 0,
    scheduledSlots: 0,
    autoDeleteOldest: null,
    manualLimit: null,
    scheduledLimit: null,
    schedulesLimit: 1,
    retentionLimit: 7,
  });
});

test('history: an error of another type is not overlooked', async () => {
  const body = JSON.parse(fixture('hostup/legacy-backup-schedules'));
  body.data.history = [
    { id: 1, status: 'active', error_message: { code: 5 } },
    { id: 2, status: 7 },
  ];
  const lists = {
    ...v2,
    ...legacy,
    ...sameSecond,
    'GET /api/vm/10000/backup-schedules': JSON.stringify(body),
  };
  const { history, unreadableRows } = await hostup.readServer(answering(hostup, lists).http, server, '10000');
  expect(history).toMatchObject([{ id: '2', state: 'possibleFailure', statusText: '' }]);
  expect(unreadableRows).toBe(2);
});

test.each([302, 408])(
  'what cannot be reached beside the backups (%i) is those parts’ own trouble',
  async (status) => {
    const trouble = { kind: status === 302 ? 'unreachable' : 'timedOut' };
    const { http } = answering(hostup, {
      ...v2,
      [`GET ${path}/snapshots`]: { status },
      [`GET ${path}/backup-schedules`]: { status },
      'GET /api/vm/10000/backups': { status },
      'GET /api/vm/10000/backup-schedules': { status },
    });
    const reading = await hostup.readServer(http, server, '10000');
    expect(reading.backups).toHaveLength(1);
    expect(reading.partTroubles).toEqual(
      ['schedules', 'snapshots', 'legacyBackups', 'legacySchedules'].map((part) => ({ part, trouble })),
    );
    const alone = answering(hostup, { ...v2, [`GET ${path}/backups`]: { status } });
    expect(await troubleFrom(hostup.readServer(alone.http, server, null))).toEqual(trouble);
  },
);
