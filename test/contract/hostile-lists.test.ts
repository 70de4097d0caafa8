import { describe, expect, test, vi } from 'vitest';
import type { Backup } from '../../lib/model/backup';
import { areStrangers, mergeBackups, mergeSchedules } from '../../lib/providers/hostup/merge';
import type { Provider } from '../../lib/providers/provider';
import { providers } from '../../lib/providers/registry';
import { offered, serverWithId, sessionOver, troubleFrom } from './sessions';

// Two slow cores parse some of these for seconds; without their guards they take minutes or break.
vi.setConfig({ testTimeout: 60_000 });

const LISTS: Readonly<Record<string, (rows: string, page: number, goesOn: boolean) => string>> = {
  hostup: (rows, page, goesOn) => `{"data": [${rows}], "nextCursor": ${goesOn ? `"c${page + 1}"` : null}}`,
  vpsbg: (rows, page, goesOn) =>
    `{"data": [${rows}], "meta": {"current_page": ${page}, "last_page": ${goesOn ? 900 : page}}}`,
  vpsorg: (rows, page, goesOn) =>
    `{"results": [${rows}], "next": ${goesOn ? `"/api/v1/servers/?page=${page + 1}"` : null}}`,
};

/** A provider whose list of servers has these rows on each of its pages. */
function listing(provider: Provider, rowsOf: (page: number) => string, goesOn = false) {
  const list = LISTS[provider.id];
  if (list === undefined) throw new Error(`how ${provider.id} lists servers is not known here`);
  const asked: string[] = [];
  const http = sessionOver(provider, async (request) => {
    const { searchParams } = new URL(request.url);
    const page = Number((searchParams.get('cursor') ?? searchParams.get('page') ?? '1').replace('c', ''));
    asked.push(request.url);
    return new Response(list(rowsOf(page), page, goesOn));
  });
  return { http, asked };
}

const within = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
  const startedAt = Date.now();
  const value = await work();
  expect(Date.now() - startedAt).toBeLessThan(ms);
  return value;
};

describe.each(providers)('a list of $id', (provider) => {
  test.each([
    ['60,000 empty', '{}'],
    ['60,000 readable', '{"id":"a1"}'],
    ['60,000 nested', '[[]]'],
  ])('of %s rows is too large, and soon known to be', async (_name, row) => {
    const { http } = listing(provider, () => Array(60_000).fill(row).join(','));
    expect(await within(20_000, () => troubleFrom(provider.listServers(http)))).toEqual({ kind: 'tooLarge' });
  });

  test('of 40,000 rows that cannot be read counts them', async () => {
    const { http } = listing(provider, () => Array(40_000).fill('{}').join(','));
    expect(await within(20_000, () => provider.listServers(http))).toEqual({
      servers: [],
      unreadableRows: 40_000,
    });
  });

  test('that goes on for ever with long pages is given up before they fill the memory', async () => {
    const { http, asked } = listing(
      provider,
      (page) => `{"id": "a${page}", "more": "${'x'.repeat(5e6)}"}`,
      true,
    );
    expect(await within(20_000, () => troubleFrom(provider.listServers(http)))).toEqual({ kind: 'tooLarge' });
    expect(asked.length).toBeLessThanOrEqual(10);
  });

  test('that goes on for ever with many rows is given up soon, too', async () => {
    const { http, asked } = listing(provider, () => Array(20_000).fill('{}').join(','), true);
    expect(await within(20_000, () => troubleFrom(provider.listServers(http)))).toEqual({ kind: 'tooLarge' });
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  test('has one unreadable row for each id that could name something else, and the rest stands', async () => {
    const long = 'x'.repeat(501);
    const odd = [
      '{"id": ".."}',
      '{"id": "."}',
      '{"id": "a\\ud800"}',
      `{"id": "${long}"}`,
      '{"id": 1152921504606846977}',
      '{"id": 1e999}',
      '{"id": 1.5}',
      '{"id": ""}',
      '{"__proto__": {"id": "a2"}}',
      '{"constructor": {"prototype": {"id": "a3"}}}',
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      `{"id": ${'{"id":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
    ];
    const rows = [...odd, '{"id": "first", "id": "a1", "name": "good", "hostname": "good"}'];
    const { http } = listing(provider, () => rows.join(','));
    const { servers, unreadableRows } = await provider.listServers(http);
    expect(servers.map(({ id, name }) => [id, provider.id === 'vpsbg' ? 'good' : name])).toEqual([
      ['a1', 'good'],
    ]);
    expect(unreadableRows).toBe(odd.length);
  });

  test('keeps no endless text: the field is not stated and its row stands', async () => {
    const fields = ['name', 'hostname', 'status', 'primaryIp', 'powerState', 'ip_address'];
    const endless = fields.map((field) => `"${field}": "${'x'.repeat(1_000_000)}"`);
    const { http } = listing(provider, () => `{"id": "a1", ${endless.join(',')}}`);
    const { servers } = await provider.listServers(http);
    expect(servers).toHaveLength(1);
    expect(JSON.stringify(servers).length).toBeLessThan(1000);
  });
});

const PAGE_2 = '/api/v1/servers/?page=2';

test.each([
  `https://evil.test${PAGE_2}`,
  `https://admin.vps.org@evil.test${PAGE_2}`,
  `https://admin.vps.org:443@evil.test${PAGE_2}`,
  `https://admin.vps.org.evil.test${PAGE_2}`,
  `https://admin.vps.org:8443${PAGE_2}`,
  `http://admin.vps.org:80@evil.test${PAGE_2}`,
  `//evil.test${PAGE_2}`,
  `///evil.test${PAGE_2}`,
  `\\\\evil.test${PAGE_2}`,
  `/\\evil.test${PAGE_2}`,
  `https:\\\\evil.test${PAGE_2.replaceAll('/', '\\')}`,
  `ht\ntps://evil.test${PAGE_2}`,
  'javascript:alert(1)',
  'data:application/json,{}',
  '/api/v1/servers/../account/me/?page=2',
  '/api/v1/servers/%2e%2e/account/me/?page=2',
])('a link to %s is not followed, and what would stand behind it counts as unreadable', async (next) => {
  const vpsorg = offered(providers.find(({ id }) => id === 'vpsorg'));
  const asked: string[] = [];
  const http = sessionOver(vpsorg, async (request) => {
    asked.push(request.url);
    return Response.json({ results: [{ id: 1 }], next: next });
  });
  expect((await vpsorg.listServers(http)).unreadableRows).toBe(1);
  expect(asked).toEqual(['https://admin.vps.org/api/v1/servers/']);
});

test.each([
  'https://someone:secret@admin.vps.org/api/v1/servers/?page=2#x',
  'http://admin.vps.org/api/v1/servers/?page=2',
])('of a link to %s nothing counts but its query', async (next) => {
  const vpsorg = offered(providers.find(({ id }) => id === 'vpsorg'));
  const asked: string[] = [];
  const http = sessionOver(vpsorg, async (request) => {
    asked.push(request.url);
    return Response.json({ results: [{ id: asked.length }], next: asked.length === 1 ? next : null });
  });
  expect((await vpsorg.listServers(http)).servers).toHaveLength(2);
  expect(asked[1]).toBe('https://admin.vps.org/api/v1/servers/?page=2');
});

test('an endless cursor or link goes into no address', async () => {
  for (const provider of providers.filter(({ id }) => id !== 'vpsbg')) {
    const asked: string[] = [];
    const http = sessionOver(provider, async (request) => {
      asked.push(request.url);
      const endless = `/api/v1/servers/?page=${'x'.repeat(100_000)}`;
      return Response.json({ data: [], nextCursor: endless, results: [], next: endless });
    });
    expect(await troubleFrom(provider.listServers(http))).toMatchObject({ kind: 'unexpectedShape' });
    expect(asked).toHaveLength(1);
  }
});

test('a list that has no pages has the same limit', async () => {
  const hostup = offered(providers.find(({ id }) => id === 'hostup'));
  const rows = Array(60_000).fill('{"id":"b1"}').join(',');
  const http = sessionOver(hostup, async () => new Response(`{"backups": [${rows}]}`));
  const read = hostup.readServer(http, serverWithId(hostup, 'a1'), null);
  expect(await within(20_000, () => troubleFrom(read))).toEqual({ kind: 'tooLarge' });
});

test('a page that fails ends the list: the hundreds that it stated are not asked for', async () => {
  const vpsbg = offered(providers.find(({ id }) => id === 'vpsbg'));
  const asked: string[] = [];
  const http = sessionOver(vpsbg, async (request) => {
    const page = new URL(request.url).searchParams.get('page');
    asked.push(page ?? '');
    if (page !== '1') return Response.json({ message: 'no' }, { status: 403 });
    return Response.json({ data: [], meta: { current_page: 1, last_page: 900 } });
  });
  expect(await troubleFrom(vpsbg.listServers(http))).toMatchObject({ kind: 'forbidden' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked.length).toBeLessThanOrEqual(5);
});

test.each([
  ['sizeGb', '1e300', { size: null }],
  ['sizeGb', '1e999', { size: null }],
  ['createdAt', '"275760-09-13T00:00:00Z"', { createdAt: null }],
  ['createdAt', '"+275760-09-13T00:00:00.000Z"', { createdAt: null }],
  ['createdAt', '8.64e15', { createdAt: null }],
  ['note', '"\\ud800 half a letter"', { note: '\ud800 half a letter' }],
  ['backupType', '"constructor"', { kind: 'unknown' }],
])('a backup whose %s is %s stands with what can be read of it', async (field, value, expected) => {
  const hostup = offered(providers.find(({ id }) => id === 'hostup'));
  const http = sessionOver(hostup, async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/backups')) {
      return new Response(`{"backups": [{"id": "b1", "${field}": ${value}}], "quotaInfo": {"used": 1e999}}`);
    }
    return new Response(pathname.endsWith('/snapshots') ? '{"data": []}' : '{"schedules": []}');
  });
  const reading = await hostup.readServer(http, serverWithId(hostup, 'a1'), null);
  expect(reading.backups).toMatchObject([{ id: 'b1', ...expected }]);
  expect(reading.quota).toEqual({ kind: 'notStated', used: null });
});

test('an id that is a number but for its zeros goes back as it came', async () => {
  const vpsorg = offered(providers.find(({ id }) => id === 'vpsorg'));
  const bodies: string[] = [];
  const http = sessionOver(vpsorg, async (request) => {
    bodies.push(await request.text());
    return Response.json({ id: 9 });
  });
  for (const id of ['7', '007', '12345678901234567890', '1e3']) {
    await offered(vpsorg.createBackup)(http, serverWithId(vpsorg, id), null);
  }
  expect(bodies.map((body) => JSON.parse(body).server_id)).toEqual([7, '007', '12345678901234567890', '1e3']);
});

test('long lists of both generations are merged in no time', () => {
  const backup = (id: string, createdAt: number | null): Backup => ({
    id,
    serverId: 'a1',
    kind: 'manual',
    kindText: 'manual',
    state: 'complete',
    stateText: null,
    createdAt,
    expiresAt: null,
    size: null,
    note: null,
    protected: null,
    scheduleId: null,
    files: [],
  });
  const rows = (first: number) =>
    Array.from({ length: 50_000 }, (_, at) => backup(`b${first + at}`, (first + at) * 1000));
  const schedule = (id: number) => ({
    id: String(id),
    name: null,
    frequency: id % 2 === 0 ? ('daily' as const) : null,
    frequencyText: '',
    timeText: null,
    dayText: null,
    retentionCount: null,
    enabled: null,
    lastRunAt: null,
    nextRunAt: null,
  });
  const schedules = Array.from({ length: 50_000 }, (_, id) => schedule(id));
  const startedAt = Date.now();
  expect(areStrangers(rows(0), rows(50_000))).toBe(true);
  expect(mergeBackups(rows(0), rows(50_000)).unmatched).toHaveLength(50_000);
  expect(mergeBackups(rows(0), rows(0)).unmatched).toHaveLength(0);
  expect(mergeSchedules(schedules, schedules)).toHaveLength(75_000);
  expect(Date.now() - startedAt).toBeLessThan(6000);
});
