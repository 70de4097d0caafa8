import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type ExportForm, exportOf } from '../../../lib/export/export';
import { type ExportKind, exportKinds } from '../../../lib/export/table';
import { overview } from '../../../lib/fleet/overview';
import type { SeenBackup } from '../../../lib/model/finding';
import type { StoredState } from '../../../lib/model/state';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { setLanguages } from '../../../lib/text/i18n';
import { sampleAccounts, sampleWorld } from '../../simulator/fleet';
import { createSimulator } from '../../simulator/simulator';
import { createBench } from '../background/bench';
import { aBackup, anOperation, aReading, aServer, aState, aStored, NOW } from '../builders';

beforeAll(() => setLanguages(['en-GB']));

const exported = (kind: ExportKind, over: Partial<StoredState> = {}, form: ExportForm = 'json') =>
  exportOf(overview(aState(over), NOW), kind, form);
const entries = (kind: ExportKind, over: Partial<StoredState> = {}) =>
  (JSON.parse(exported(kind, over).text) as Record<string, Record<string, unknown>[]>)[kind] ?? [];

test('a file is named after what is in it, the day and its form', () => {
  expect(exported('backups', {}, 'csv')).toMatchObject({
    name: expect.stringMatching(/^lastgood-backups-2026-03-1\d\.csv$/),
    type: 'text/csv;charset=utf-8',
  });
});

describe('servers', () => {
  test('carry moments in UTC, spans in seconds and the state as it is judged', () => {
    const backup = aBackup({ createdAt: NOW - 30 * HOUR_MS });
    expect(entries('servers', { servers: [aStored({ reading: aReading({ backups: [backup] }) })] })).toEqual([
      {
        server: 'hostup/s1',
        provider: 'HostUp',
        account: 'work',
        name: 'app-01',
        hostname: null,
        addresses: ['192.0.2.10'],
        coverage: 'overdue',
        lastGoodBackupAt: '2026-03-09T06:00:00.000Z',
        lastGoodBackupId: 'b1',
        restoreAgeSeconds: 108_000,
        goalSeconds: 86_400,
        backups: 1,
        slotsUsed: 1,
        slotsLimit: 3,
        readAt: '2026-03-10T12:00:00.000Z',
        trouble: null,
        noLongerListedSince: null,
      },
    ]);
  });

  test('what was not read is unknown, with nothing made up', () => {
    const [row] = entries('servers', {
      servers: [aStored({ reading: null, readAt: null, trouble: { kind: 'timedOut' } })],
    });
    expect(row).toMatchObject({
      coverage: 'unknown',
      lastGoodBackupAt: null,
      restoreAgeSeconds: null,
      backups: null,
      slotsUsed: null,
      slotsLimit: null,
      trouble: 'timedOut',
    });
  });

  test('one that is no longer listed has no coverage', () => {
    const [row] = entries('servers', { servers: [aStored({ goneSince: NOW - DAY_MS })] });
    expect(row).toMatchObject({ coverage: null, noLongerListedSince: '2026-03-09T12:00:00.000Z' });
  });
});

describe('restore points', () => {
  test('say which may be restored, and never a disk as a stored size', () => {
    const backups = [
      aBackup({ id: 'disk', size: { basis: 'disk', diskBytes: 7 } }),
      aBackup({ id: 'stored', createdAt: NOW - 2 * HOUR_MS, size: { basis: 'stored', sizeBytes: 5 } }),
      aBackup({ id: 'running', createdAt: NOW - 3 * HOUR_MS, state: 'running' }),
      aBackup({ id: 'expired', createdAt: NOW - 4 * HOUR_MS, expiresAt: NOW - HOUR_MS }),
    ];
    const rows = entries('backups', { servers: [aStored({ reading: aReading({ backups }) })] });
    expect(
      rows.map((row) => [row.backup, row.restorePoint, row.lastGood, row.storedBytes, row.restoreDiskBytes]),
    ).toEqual([
      ['disk', true, true, null, 7],
      ['stored', true, false, 5, null],
      ['running', false, false, null, null],
      ['expired', false, false, null, null],
    ]);
  });

  test('those that went away are there, with the reason as far as it is known', () => {
    const seen: SeenBackup = {
      ...{ id: 'old', kind: 'manual', createdAt: NOW - 9 * DAY_MS, expiresAt: null, size: null, note: null },
      ...{ firstSeenAt: NOW - 9 * DAY_MS, lastSeenAt: NOW - 2 * DAY_MS, missingSince: NOW - DAY_MS },
      gone: { at: NOW - DAY_MS + HOUR_MS, why: 'unexplained' },
    };
    const missing = { ...seen, id: 'missing', gone: null };
    const rows = entries('backups', {
      servers: [aStored({ seen: [seen, missing, { ...seen, id: 'b1', gone: null }] })],
    });
    expect(rows.map((row) => [row.backup, row.state, row.restorePoint, row.wentAwayWhy])).toEqual([
      ['b1', 'complete', true, null],
      ['old', 'gone', false, 'unexplained'],
      ['missing', 'gone', false, 'missing'],
    ]);
    const at = new Date(NOW - DAY_MS).toISOString();
    expect(rows.map(({ wentAwayAt }) => wentAwayAt)).toEqual([null, at, at]);
  });
});

test('findings carry their words and when they began', () => {
  const [row] = entries('findings', { servers: [aStored({ reading: aReading({ backups: [] }) })] });
  expect(row).toMatchObject({
    kind: 'never',
    severity: 'error',
    server: 'hostup/s1',
    account: 'work',
    title: 'app-01 has no backup',
    quiet: null,
  });
});

test('activity carries what was asked for, what became of it and its id', () => {
  const operation = anOperation({
    ...{ state: 'failed', trouble: { kind: 'timedOut' }, createdAt: NOW - 5 * MINUTE_MS },
    ...{ endedAt: NOW - 2 * MINUTE_MS, toldAt: null, task: { kind: 'create', note: '=1+1', cost: null } },
  });
  expect(entries('activity', { operations: [operation] })).toEqual([
    expect.objectContaining({
      operation: 'o1',
      at: '2026-03-10T11:55:00.000Z',
      task: 'create',
      note: '=1+1',
      result: 'failed',
      sentence: expect.stringContaining('did not answer'),
      durationSeconds: 180,
    }),
  ]);
  expect(exported('activity', { operations: [operation] }, 'csv').text).toContain("'=1+1");
});

test('of a whole fleet that was read, no export has a key in it', async () => {
  const simulator = createSimulator({ startAt: NOW });
  sampleWorld(simulator);
  const bench = await createBench(simulator);
  for (const host of ['cloud.hostup.se', 'admin.vps.org', 'api.vpsbg.eu']) {
    bench.browser.origins.add(`https://${host}/*`);
  }
  for (const { provider, label, key } of sampleAccounts)
    await bench.send('addAccount', { provider, label, key });
  const view = overview(await bench.store.readAll(), simulator.clock.now());
  expect(view.rows.length).toBeGreaterThan(5);
  for (const kind of exportKinds) {
    for (const form of ['csv', 'json'] as const) {
      const { text } = exportOf(view, kind, form);
      for (const { key } of sampleAccounts) expect(text).not.toContain(key);
    }
  }
});

test.each(exportKinds)('the document names every column of %s', (kind) => {
  const text = readFileSync(new URL('../../../docs/exports.md', import.meta.url), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith(`\`${kind}\``)) ?? '';
  const [first = {}] = entries(kind, {
    operations: [anOperation()],
    servers: [
      aStored({ server: aServer(), reading: aReading({ backups: [] }) }),
      aStored({ server: aServer({ id: 's2' }) }),
    ],
  });
  const named = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(named).toEqual(Object.keys(first));
});
