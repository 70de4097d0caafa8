import { describe, expect, test } from 'vitest';
import { isHeld } from '../../../lib/fleet/hold';
import { backupLines, overview } from '../../../lib/fleet/overview';
import type { ServerRow } from '../../../lib/fleet/types';
import type { Operation } from '../../../lib/model/operation';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import {
  aBackup,
  anAccount,
  anOperation,
  aReading,
  aServer,
  aState,
  aStatus,
  aStored,
  NOW,
} from '../builders';

function named(id: string, ageMs: number | null) {
  const backups = ageMs === null ? [] : [aBackup({ id: `b-${id}`, serverId: id, createdAt: NOW - ageMs })];
  return aStored({ server: aServer({ id, name: id }), reading: aReading({ backups }) });
}

function onlyRow(state = aState()): ServerRow {
  const [row] = overview(state, NOW).rows;
  if (!row) throw new Error('no row');
  return row;
}

describe('the list', () => {
  test('worst first: never, then by how far past the goal, covered last', () => {
    const servers = [
      named('fine', HOUR_MS),
      named('overdue', 33 * HOUR_MS),
      named('never', null),
      named('exposed', 9 * DAY_MS),
      aStored({ server: aServer({ id: 'unread', name: 'unread' }), reading: null, readAt: null }),
    ];
    const view = overview(aState({ servers }), NOW);
    expect(view.rows.map((row) => row.stored.server.id)).toEqual([
      'never',
      'exposed',
      'overdue',
      'unread',
      'fine',
    ]);
    expect(view.counts).toEqual({ covered: 1, overdue: 1, exposed: 2, unknown: 1 });
    expect(view.attention).toBe(4);
    expect(view.oldest?.key).toBe('hostup/exposed');
  });

  test('ages use the provider’s clock', () => {
    const state = aState({ statuses: [aStatus({ skewMs: 5 * HOUR_MS })] });
    expect(onlyRow(state).restoreAgeMs).toBe(6 * HOUR_MS);
  });

  test('a weekly provider has eight days, and a longer goal of the user’s own wins', () => {
    const weekly = aServer({ automatic: { kind: 'stated', frequency: 'weekly', keptWeeks: 3 } });
    const state = aState({ servers: [aStored({ server: weekly })] });
    expect(onlyRow(state).goalMs).toBe(8 * DAY_MS);
    const own = { ...state, settings: { ...state.settings, goalMs: 10 * DAY_MS } };
    expect(onlyRow(own).goalMs).toBe(10 * DAY_MS);
  });

  test('servers that are no longer listed stand apart and are not counted', () => {
    const view = overview(
      aState({ servers: [aStored(), { ...named('old', HOUR_MS), goneSince: NOW }] }),
      NOW,
    );
    expect(view.rows).toHaveLength(1);
    expect(view.gone.map((row) => row.key)).toEqual(['hostup/old']);
    expect(view.counts.covered).toBe(1);
  });

  test('the time of the last check is that of the account that was read longest ago', () => {
    const accounts = [anAccount(), anAccount({ id: 'a2' })];
    const two = (checkedAt: number | null) =>
      aState({ accounts, statuses: [aStatus(), aStatus({ accountId: 'a2', checkedAt })] });
    expect(overview(two(NOW - 9 * MINUTE_MS), NOW).checkedAgoMs).toBe(9 * MINUTE_MS);
    expect(overview(two(null), NOW).checkedAgoMs).toBeNull();
  });
});

test('a refresh that waits for its provider is not called "checking"', () => {
  const refresh = { startedAt: NOW, listed: true };
  const trouble = { kind: 'rateLimited', retryAt: NOW + MINUTE_MS, stated: true } as const;
  expect(overview(aState({ statuses: [aStatus({ refresh })] }), NOW).refreshing).toBe(true);
  const held = aState({ statuses: [aStatus({ refresh, trouble })] });
  expect(overview(held, NOW).refreshing).toBe(false);
  expect(overview(held, NOW + MINUTE_MS).refreshing).toBe(true);
});

describe('a server that two keys reach', () => {
  const accounts = [anAccount(), anAccount({ id: 'a2', label: 'all' })];
  const servers = [aStored(), aStored({ accountId: 'a2' })];

  test('is shown once, under the key that may do more', () => {
    const statuses = [aStatus({ writes: 'refused' }), aStatus({ accountId: 'a2' })];
    const view = overview(aState({ accounts, servers, statuses }), NOW);
    expect(view.rows).toHaveLength(1);
    expect(view.rows[0]?.account.id).toBe('a2');
    expect(view.rows[0]?.otherAccounts.map(({ id }) => id)).toEqual(['a1']);
  });

  test('is never offered under a key that was refused while another may do it', () => {
    const trouble = { kind: 'timedOut' } as const;
    const statuses = [aStatus({ trouble }), aStatus({ accountId: 'a2', writes: 'refused' })];
    expect(overview(aState({ accounts, servers, statuses }), NOW).rows[0]?.account.id).toBe('a1');
  });

  test('is shown under the older account when nothing else decides', () => {
    const older = [anAccount(), anAccount({ id: 'a2', createdAt: NOW - DAY_MS })];
    const statuses = [aStatus(), aStatus({ accountId: 'a2' })];
    expect(overview(aState({ accounts: older, servers, statuses }), NOW).rows[0]?.account.id).toBe('a2');
  });

  test('is shown by the other key’s reading when its own is too old', () => {
    const statuses = [aStatus({ writes: 'allowed' }), aStatus({ accountId: 'a2' })];
    const stale = [aStored({ readAt: NOW - DAY_MS }), aStored({ accountId: 'a2' })];
    const row = overview(aState({ accounts, servers: stale, statuses }), NOW).rows[0];
    expect(row?.account.id).toBe('a1');
    expect(row?.stored.accountId).toBe('a2');
    expect(row?.coverage).toBe('covered');
  });

  test('the same id at another provider is another server', () => {
    const other = aStored({ accountId: 'a2', server: aServer({ provider: 'vpsorg' }) });
    const statuses = [aStatus(), aStatus({ accountId: 'a2' })];
    const state = aState({ accounts: [anAccount(), anAccount({ id: 'a2', provider: 'vpsorg' })], statuses });
    expect(overview({ ...state, servers: [aStored(), other] }, NOW).rows).toHaveLength(2);
  });
});

describe('what "Back up now" offers', () => {
  const create = (state: Parameters<typeof overview>[0]) => onlyRow(state).create;
  const reading = (over: Parameters<typeof aReading>[0]) =>
    aState({ servers: [aStored({ reading: aReading(over) })] });
  const ended = (over: Partial<Operation>) =>
    aState({
      operations: [anOperation({ state: 'succeeded', endedAt: NOW, toldAt: NOW, newBackups: [], ...over })],
    });

  test('free where a slot is left', () => {
    expect(create(aState())).toEqual({ kind: 'offered', warnings: [] });
  });
  test('says when the last slot goes', () => {
    const state = reading({ quota: { kind: 'limited', used: 2, limit: 3, remaining: 1 } });
    expect(create(state)).toEqual({ kind: 'offered', warnings: [{ kind: 'lastSlot' }] });
  });
  test('gives the provider’s own reason when its gate is closed', () => {
    const createGate = { allowed: false, reason: 'Quota reached', code: 'quota' };
    expect(create(reading({ createGate }))).toEqual({ kind: 'blocked', reason: 'Quota reached' });
  });
  test('is absent where the provider has no call for it', () => {
    expect(create(aState({ statuses: [aStatus({ capabilities: ['delete'] })] }))).toEqual({
      kind: 'notOffered',
    });
  });
  test('knows a key that may only read', () => {
    expect(create(aState({ statuses: [aStatus({ writes: 'refused' })] }))).toEqual({ kind: 'readOnlyKey' });
  });
  test('is not offered with a key that its provider refuses', () => {
    const trouble = { kind: 'wrongKey' } as const;
    expect(create(aState({ statuses: [aStatus({ trouble })] }))).toEqual({ kind: 'unavailable' });
  });
  test('waits for one that is under way', () => {
    expect(create(aState({ operations: [anOperation()] }))).toEqual({ kind: 'running' });
  });
  test('says when one was started minutes ago, and no longer after ten', () => {
    expect(create(ended({ createdAt: NOW - 9 * MINUTE_MS }))).toEqual({
      kind: 'offered',
      warnings: [{ kind: 'startedRecently', agoMs: 9 * MINUTE_MS }],
    });
    expect(create(ended({ createdAt: NOW - 10 * MINUTE_MS }))).toEqual({ kind: 'offered', warnings: [] });
  });
});

test('a limit of zero is not in the plan, and no limit is not free', () => {
  const level = (quota: Parameters<typeof aReading>[0]) =>
    onlyRow(aState({ servers: [aStored({ reading: aReading(quota) })] })).quotaLevel;
  expect(level({ quota: { kind: 'absent', used: 0 } })).toBe('absent');
  expect(level({ quota: { kind: 'notStated', used: 4 } })).toBe('notStated');
  expect(level({ quota: { kind: 'limited', used: 8, limit: 10, remaining: 2 } })).toBe('near');
  expect(level({ quota: { kind: 'limited', used: 7, limit: 10, remaining: 3 } })).toBe('free');
  expect(level({ quota: { kind: 'limited', used: 9, limit: 7, remaining: -2 } })).toBe('full');
});

test('the flat list has every backup of every server, newest first and undated last', () => {
  const servers = [
    aStored({
      server: aServer({ id: 'x', name: 'x' }),
      reading: aReading({
        backups: [aBackup({ id: '1', createdAt: null }), aBackup({ id: '2', createdAt: 5 })],
      }),
    }),
    aStored({
      server: aServer({ id: 'y', name: 'y' }),
      reading: aReading({ backups: [aBackup({ id: '3', createdAt: 9 })] }),
    }),
  ];
  const lines = backupLines(overview(aState({ servers }), NOW).rows);
  expect(lines.map(({ backup, row }) => [row.stored.server.id, backup.id])).toEqual([
    ['y', '3'],
    ['x', '2'],
    ['x', '1'],
  ]);
});

describe('a clock that was set back', () => {
  test('makes a reading from the future no reading', () => {
    const state = aState({ servers: [aStored({ readAt: NOW + DAY_MS })] });
    expect(onlyRow(state)).toMatchObject({ coverage: 'unknown', readAgoMs: null });
  });

  test('does not keep a wait that began in the future', () => {
    const trouble = { kind: 'rateLimited', retryAt: NOW + DAY_MS, stated: true } as const;
    expect(isHeld(aStatus({ trouble, troubleSince: NOW - MINUTE_MS }), NOW)).toBe(true);
    expect(isHeld(aStatus({ trouble, troubleSince: NOW + 10 * HOUR_MS }), NOW)).toBe(false);
  });
});

test('a server that one key lists is not gone because another key’s list lacks it', () => {
  const accounts = [anAccount(), anAccount({ id: 'a2' })];
  const statuses = [aStatus(), aStatus({ accountId: 'a2' })];
  const servers = [aStored({ readAt: NOW - DAY_MS }), aStored({ accountId: 'a2', goneSince: NOW })];
  const view = overview(aState({ accounts, statuses, servers }), NOW);
  expect(view.gone).toEqual([]);
  expect(view.rows[0]?.coverage).toBe('unknown');
});
