import { expect, test } from 'vitest';
import { capabilitiesOf } from '../../lib/providers/registry';
import { vpsbg } from '../../lib/providers/vpsbg/api';
import { altered, answering, fixture, offered, serverWithId, troubleFrom } from './sessions';

const SERVERS = 'GET /v1/servers?per_page=50&filter[status]=active,processing,suspended&page=1';
const BACKUPS = 'GET /v1/backups?sort=-date&page=1';
const SNAPSHOTS = 'GET /v1/snapshots?page=1';
const all = { [BACKUPS]: fixture('vpsbg/backups'), [SNAPSHOTS]: fixture('vpsbg/snapshots') };

const backup = {
  id: '77',
  serverId: '2478',
  kind: 'unknown',
  kindText: '',
  state: 'complete',
  stateText: null,
  createdAt: Date.UTC(2023, 5, 19, 19, 36, 35),
  expiresAt: null,
  size: { basis: 'disk', diskBytes: 50_000_000_000 },
  note: null,
  protected: null,
  scheduleId: null,
  files: [{ name: '71_ubuntu-2gb_2023_06_19-19_34_40.qcow2.gz', sizeBytes: null }],
};
const snapshot = {
  id: '116',
  serverId: '2478',
  name: 'example_snapshot',
  createdAt: Date.UTC(2023, 5, 19, 19, 34, 43),
  expiresAt: null,
  size: { basis: 'disk', diskBytes: 50_000_000_000 },
  note: null,
};

test('lists servers', async () => {
  const { http, sent } = answering(vpsbg, { [SERVERS]: fixture('vpsbg/servers') });
  expect(await vpsbg.listServers(http)).toEqual({
    servers: [
      {
        id: '2864',
        provider: 'vpsbg',
        name: 'ubuntu-2gb',
        hostname: 'ubuntu-2gb',
        addresses: ['87.121.52.159'],
        stateText: 'active',
        locked: true,
        diskBytes: 60_000_000_000,
        automatic: { kind: 'stated', frequency: 'weekly', keptWeeks: 3 },
        panelUrl: 'https://secure.vpsbg.eu/',
      },
    ],
    unreadableRows: 0,
  });
  expect(sent[0]?.headers.get('accept')).toBe('application/json');
});

test.each([
  [undefined, { kind: 'notStated' }],
  [[], { kind: 'none' }],
  [[{ name: 'bandwidth', quantity: 1 }], { kind: 'none' }],
  [[{ name: 'backups', status: 'cancelled' }], { kind: 'none' }],
  [[{ name: 'backups', status: 'active', ended_at: '2025-01-10 11:45:31' }], { kind: 'none' }],
  [
    [{ name: 'backups', status: 'active', ended_at: null }],
    { kind: 'stated', frequency: 'weekly', keptWeeks: 3 },
  ],
])('reads the add-ons %j', async (addons, automatic) => {
  const body = altered('vpsbg/servers', ({ data, ...rest }) => ({
    ...rest,
    data: (data as object[]).map((row) => ({ ...row, addons })),
  }));
  const { servers } = await vpsbg.listServers(answering(vpsbg, { [SERVERS]: body }).http);
  expect(servers[0]?.automatic).toEqual(automatic);
});

test('puts the main address first', async () => {
  const ip_addresses = [
    { ip_address: '192.0.2.2', main: false },
    { ip_address: '192.0.2.1', main: true },
  ];
  const body = JSON.stringify({ data: [{ id: 'x-1', ip_addresses }] });
  const { servers } = await vpsbg.listServers(answering(vpsbg, { [SERVERS]: body }).http);
  expect(servers[0]).toMatchObject({ id: 'x-1', name: '192.0.2.1', addresses: ['192.0.2.1', '192.0.2.2'] });
});

test('reads the account’s backups at once; servers that only backups name are told apart', async () => {
  const { http, sent } = answering(vpsbg, all);
  const servers = [serverWithId(vpsbg, '2478'), serverWithId(vpsbg, '1')];
  const fleet = await offered(vpsbg.readFleet)(http, servers);
  const plain = {
    unmatched: [],
    unreadableRows: 0,
    // The example shows two of the six backups that its total states.
    unreadableBackups: 4,
    createGate: null,
    restoreGate: null,
    restoreFromGate: null,
    schedules: [],
    settings: null,
    history: [],
    partTroubles: [],
  };
  expect([...fleet.byServer]).toEqual([
    ['2478', { ...plain, backups: [backup], snapshots: [snapshot], quota: { kind: 'notStated', used: 1 } }],
    ['1', { ...plain, backups: [], snapshots: [], quota: { kind: 'notStated', used: 0 } }],
  ]);
  expect(fleet.gone).toEqual([
    {
      server: {
        id: '2448',
        provider: 'vpsbg',
        name: 'ubuntu-2gb',
        hostname: 'ubuntu-2gb',
        addresses: ['87.120.37.0'],
        stateText: null,
        locked: false,
        diskBytes: null,
        automatic: { kind: 'notStated' },
        panelUrl: 'https://secure.vpsbg.eu/',
      },
      reading: expect.objectContaining({
        backups: [
          expect.objectContaining({
            id: '73',
            serverId: '2448',
            createdAt: Date.UTC(2023, 5, 12, 7, 52, 53),
          }),
        ],
      }),
    },
  ]);
  expect(fleet.unreadableRows).toBe(4);
  expect(sent).toHaveLength(2);
});

test('reads one server by its filter, whatever else the answer holds', async () => {
  const { http } = answering(vpsbg, {
    'GET /v1/backups?filter[server_id]=2478&sort=-date&page=1': fixture('vpsbg/backups'),
    'GET /v1/snapshots?filter[server_id]=2478&page=1': fixture('vpsbg/snapshots'),
  });
  const reading = await vpsbg.readServer(http, serverWithId(vpsbg, '2478'), null);
  expect(reading).toMatchObject({ backups: [backup], snapshots: [snapshot] });
  expect(reading.backups).toHaveLength(1);
});

test('reads every page; a row that moved between pages counts once, an unreadable one as such', async () => {
  const page = (number: number, data: unknown[]) =>
    JSON.stringify({ data, meta: { current_page: number, last_page: 3 } });
  const row = (id: number) => ({ id, server_id: 2478, created_at: '2023-06-19T22:36:35+03:00', size: 50 });
  const { http } = answering(vpsbg, {
    [BACKUPS]: page(1, [row(1), row(2)]),
    'GET /v1/backups?sort=-date&page=2': page(2, [row(2), { id: 3 }]),
    'GET /v1/backups?sort=-date&page=3': page(3, [row(4)]),
    [SNAPSHOTS]: fixture('vpsbg/snapshots'),
  });
  const fleet = await offered(vpsbg.readFleet)(http, [serverWithId(vpsbg, '2478')]);
  expect(fleet.byServer.get('2478')?.backups.map(({ id }) => id)).toEqual(['1', '2', '4']);
  expect(fleet.unreadableRows).toBe(1);
});

test('a list that ignores the page ends in a trouble', async () => {
  const first = JSON.stringify({ data: [], meta: { current_page: 1, last_page: 2 } });
  const { http } = answering(vpsbg, { ...all, [BACKUPS]: first, 'GET /v1/backups?sort=-date&page=2': first });
  const trouble = { kind: 'unexpectedShape', where: 'meta.current_page' };
  expect(await troubleFrom(offered(vpsbg.readFleet)(http, []))).toEqual(trouble);
});

test('snapshots that cannot be read are a part’s trouble', async () => {
  const { http } = answering(vpsbg, { ...all, [SNAPSHOTS]: { status: 403, body: '{"message":"no"}' } });
  const fleet = await offered(vpsbg.readFleet)(http, [serverWithId(vpsbg, '2478')]);
  expect(fleet.byServer.get('2478')).toMatchObject({
    backups: [backup],
    partTroubles: [{ part: 'snapshots', trouble: { kind: 'forbidden', detail: 'no' } }],
  });
});

test('deletes, and offers nothing else', async () => {
  const { http, sent } = answering(vpsbg, { 'DELETE /v1/backups/77': { status: 204 } });
  const row = { ...backup, kind: 'unknown', state: 'complete', size: null } as const;
  await offered(vpsbg.deleteBackup)(http, serverWithId(vpsbg, '2478'), row, null);
  expect(sent).toHaveLength(1);
  expect(capabilitiesOf(vpsbg)).toEqual(['delete']);
});

test.each([
  [404, { kind: 'callNotFound', detail: 'Not found.' }],
  [405, { kind: 'callNotFound', detail: 'Not found.' }],
  [423, { kind: 'busy', detail: 'Not found.' }],
  [403, { kind: 'forbidden', detail: 'Not found.' }],
  [422, { kind: 'refused', status: 422, detail: 'Not found.' }],
])('a deletion that answers %d: the path is inferred, and may be none', async (status, trouble) => {
  const { http } = answering(vpsbg, {
    'DELETE /v1/backups/77': { status, body: '{"message":"Not found."}' },
  });
  const row = { ...backup, kind: 'unknown', state: 'complete', size: null } as const;
  const deleting = offered(vpsbg.deleteBackup)(http, serverWithId(vpsbg, '2478'), row, null);
  expect(await troubleFrom(deleting)).toEqual(trouble);
});

test('a server’s row stands by its id, whatever the rest of it looks like', async () => {
  const rows = [
    {
      id: 1,
      hostname: 7,
      locked: 'no',
      plan: { disk: '60' },
      ip_addresses: [{ ip_address: 5 }, { ip_address: '192.0.2.1', main: 1 }],
    },
    {
      id: 2,
      hostname: 'b',
      status: [],
      plan: 'cloud',
      ip_addresses: '192.0.2.1',
      addons: [{ name: 'backups', status: 1 }],
    },
    { id: 3, hostname: null, addons: {} },
    { id: {}, hostname: 'an id of another type' },
  ];
  const { http } = answering(vpsbg, { [SERVERS]: JSON.stringify({ data: rows }) });
  const { servers, unreadableRows } = await vpsbg.listServers(http);
  const automatic = { kind: 'notStated' };
  expect(servers).toMatchObject([
    { id: '1', name: '192.0.2.1', addresses: ['192.0.2.1'], locked: false, diskBytes: 60_000_000_000 },
    { id: '2', name: 'b', stateText: null, addresses: [], diskBytes: null, automatic },
    { id: '3', name: '3', automatic },
  ]);
  expect(unreadableRows).toBe(1);
});

test('a backup’s row stands by its id and its server', async () => {
  const row = { id: '9', server_id: 2478, server_ip: 5, name: {}, created_at: 12, size: '50' };
  const { http } = answering(vpsbg, { ...all, [BACKUPS]: JSON.stringify({ data: [row] }) });
  const fleet = await offered(vpsbg.readFleet)(http, [serverWithId(vpsbg, '2478')]);
  const size = { basis: 'disk', diskBytes: 50_000_000_000 };
  expect(fleet.byServer.get('2478')).toMatchObject({
    backups: [{ id: '9', createdAt: null, size, files: [] }],
    unreadableBackups: 0,
  });
});

test('an unreadable backup counts for the server that it names, or may hide one of any', async () => {
  const rows = [{ server_id: 1 }, { server_id: 1, id: null }, { server_id: 9 }, { id: 7 }, null];
  const snapshots = [{ server_id: 2 }, { id: 'x' }];
  const { http } = answering(vpsbg, {
    [BACKUPS]: JSON.stringify({ data: rows }),
    [SNAPSHOTS]: JSON.stringify({ data: snapshots }),
    'GET /v1/backups?filter[server_id]=1&sort=-date&page=1': JSON.stringify({ data: rows }),
    'GET /v1/snapshots?filter[server_id]=1&page=1': JSON.stringify({ data: snapshots }),
  });
  const servers = [serverWithId(vpsbg, '1'), serverWithId(vpsbg, '2')];
  const fleet = await offered(vpsbg.readFleet)(http, servers);
  expect(fleet.byServer.get('1')).toMatchObject({ unreadableRows: 2, unreadableBackups: 4 });
  expect(fleet.byServer.get('2')).toMatchObject({ unreadableRows: 1, unreadableBackups: 2 });
  // Two backups and a snapshot that name no server, and one backup of a server that nothing else names.
  expect(fleet.unreadableRows).toBe(4);
  const alone = await vpsbg.readServer(http, serverWithId(vpsbg, '1'), null);
  expect(alone).toMatchObject({ unreadableRows: 5, unreadableBackups: 4 });
});

test('further pages that nothing counts are a trouble, not the end of the list', async () => {
  const links = { next: 'https://api.vpsbg.eu/v1/backups?page=2' };
  for (const meta of [undefined, null, { current_page: 1 }]) {
    const { http } = answering(vpsbg, { ...all, [BACKUPS]: JSON.stringify({ data: [], links, meta }) });
    const trouble = { kind: 'unexpectedShape', where: 'meta.last_page' };
    expect(await troubleFrom(offered(vpsbg.readFleet)(http, []))).toEqual(trouble);
  }
  const odd = JSON.stringify({ data: [], meta: { last_page: 'two' } });
  const { http } = answering(vpsbg, { ...all, [BACKUPS]: odd });
  expect(await troubleFrom(offered(vpsbg.readFleet)(http, []))).toMatchObject({ kind: 'unexpectedShape' });
});

test('rows that are lost between two pages are unreadable ones, of servers too', async () => {
  const page = (number: number, total: unknown, data: unknown[]) =>
    JSON.stringify({ data, meta: { current_page: number, last_page: '2', total } });
  const { http } = answering(vpsbg, {
    ...all,
    // Row 3 moved to the first page after that was read.
    [BACKUPS]: page(1, 4, [
      { id: 1, server_id: 1 },
      { id: 2, server_id: 1 },
    ]),
    'GET /v1/backups?sort=-date&page=2': page(2, 3, [{ id: 4, server_id: 1 }]),
    [SERVERS]: page(1, '3', [{ id: 1 }]),
    [SERVERS.replace('page=1', 'page=2')]: page(2, 'three', [{ id: 1 }]),
  });
  const fleet = await offered(vpsbg.readFleet)(http, [serverWithId(vpsbg, '1')]);
  expect(fleet.byServer.get('1')).toMatchObject({ unreadableRows: 0, unreadableBackups: 1 });
  expect(fleet.unreadableRows).toBe(1);
  expect(await vpsbg.listServers(http)).toMatchObject({ servers: [{ id: '1' }], unreadableRows: 2 });
});

test('snapshots that cannot be reached hide no backup', async () => {
  const { http } = answering(vpsbg, { ...all, [SNAPSHOTS]: { status: 302 } });
  const fleet = await offered(vpsbg.readFleet)(http, [serverWithId(vpsbg, '2478')]);
  const partTroubles = [{ part: 'snapshots', trouble: { kind: 'unreachable' } }];
  expect(fleet.byServer.get('2478')).toMatchObject({ backups: [backup], partTroubles });
  const limited = answering(vpsbg, { ...all, [SNAPSHOTS]: { status: 429 } });
  expect(await troubleFrom(offered(vpsbg.readFleet)(limited.http, []))).toMatchObject({
    kind: 'rateLimited',
  });
});
