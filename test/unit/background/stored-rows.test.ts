import { describe, expect, test } from 'vitest';
import {
  fleetRows,
  listedRow,
  type ReadContext,
  unlistedRow,
  withReading,
} from '../../../lib/background/stored-rows';
import type { Operation } from '../../../lib/model/operation';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import {
  aBackup,
  aNamedBackup,
  anOperation,
  aReading,
  aServer,
  aStored,
  NOW,
  someSettings,
} from '../builders';

/** A read that began `startedAt` and is stored now. */
function begun(startedAt: number, over: Partial<ReadContext> = {}): ReadContext {
  return { startedAt, now: NOW, providerNow: NOW, operations: [], ...over };
}

describe('a new reading', () => {
  test('is as old as its beginning', () => {
    const began = NOW - MINUTE_MS;
    expect(withReading(aStored({ readAt: null }), aReading(), begun(began)).readAt).toBe(began);
  });

  test('never takes the place of one that began later', () => {
    const later = aStored({ readAt: NOW, reading: aReading({ backups: [aBackup({ id: 'newest' })] }) });
    expect(withReading(later, aReading(), begun(NOW - 1))).toBe(later);
  });

  test('takes the place of one from a future that a clock set back has taken away', () => {
    const future = aStored({ readAt: NOW + HOUR_MS });
    expect(withReading(future, aReading(), begun(NOW)).readAt).toBe(NOW);
  });

  test('clears the server’s trouble', () => {
    const troubled = aStored({ readAt: null, trouble: { kind: 'timedOut' }, troubleSince: NOW });
    expect(withReading(troubled, aReading(), begun(NOW))).toMatchObject({
      trouble: null,
      troubleSince: null,
    });
  });

  test('keeps what was known of the parts that it could not read', () => {
    const snapshot = {
      id: 's',
      serverId: 's1',
      name: 's',
      createdAt: NOW,
      expiresAt: null,
      size: null,
      note: null,
    };
    const settings = someSettings();
    const known = aReading({
      snapshots: [snapshot],
      settings,
      backups: [aBackup({ protected: true, scheduleId: '7' })],
    });
    const trouble = { kind: 'timedOut' } as const;
    const partial = aReading({
      partTroubles: [
        { part: 'snapshots', trouble },
        { part: 'schedules', trouble },
        { part: 'legacyBackups', trouble },
      ],
    });
    const { reading } = withReading(aStored({ readAt: NOW - 1, reading: known }), partial, begun(NOW));
    expect(reading).toMatchObject({
      snapshots: [snapshot],
      settings,
      backups: [{ protected: true, scheduleId: '7' }],
    });
    expect(reading?.partTroubles).toHaveLength(3);
  });

  test('keeps nothing of older lists that turn out to be another server’s', () => {
    const known = aReading({
      unmatched: [aBackup({ id: 'legacy:1:theirs' })],
      backups: [aBackup({ protected: true })],
    });
    const trouble = { kind: 'otherServer', detail: null } as const;
    const partTroubles = [
      { part: 'legacyBackups', trouble },
      { part: 'legacySchedules', trouble },
    ] as const;
    const { reading } = withReading(
      aStored({ readAt: NOW - 1, reading: known }),
      aReading({ backups: [aBackup({ protected: null })], partTroubles }),
      begun(NOW),
    );
    expect(reading).toMatchObject({ unmatched: [], backups: [{ protected: null }], history: [] });
  });
});

test('a server is gone once two lists in a row do not name it', () => {
  const once = unlistedRow(aStored(), NOW);
  expect(once).toMatchObject({ unlistedSince: NOW, goneSince: null });
  const twice = unlistedRow(once, NOW + 1);
  expect(twice).toMatchObject({ unlistedSince: NOW, goneSince: NOW + 1 });
  expect(unlistedRow(twice, NOW + 2).goneSince).toBe(NOW + 1);
});

describe('the ledger of what was seen', () => {
  const HELD = aBackup({ id: 'held' });
  const LOST = aBackup({ id: 'lost' });
  const both = aReading({ backups: [HELD, LOST] });
  const without = aReading({ backups: [HELD] });

  /** The row after readings a minute apart, the last of them now. */
  function rowAfter(readings: readonly (typeof both)[], operations: readonly Operation[] = []) {
    return readings.reduce(
      (row, reading, i) =>
        withReading(row, reading, begun(NOW - (readings.length - 1 - i) * MINUTE_MS, { operations })),
      aStored({ reading: null, readAt: null }),
    );
  }

  test('is kept in the row of the reading', () => {
    expect(rowAfter([both]).seen.map(({ id }) => id)).toEqual(['held', 'lost']);
  });

  test('says after two readings what is gone', () => {
    expect(rowAfter([both, without]).seen[1]).toMatchObject({ missingSince: NOW, gone: null });
    expect(rowAfter([both, without, without]).seen[1]?.gone).toEqual({ at: NOW, why: 'unexplained' });
  });

  test('is not touched by a reading that is dropped', () => {
    const row = rowAfter([both, without]);
    expect(withReading(row, both, begun(NOW - 1)).seen).toBe(row.seen);
  });

  test.each<[string, Partial<Operation>, string]>([
    ['a deletion that succeeded', { state: 'succeeded' }, 'deletedHere'],
    ['one whose answer was lost', { state: 'unknown' }, 'deletedHere'],
    ['one that was accepted', { state: 'accepted' }, 'deletedHere'],
    ['one by another account that reaches the server', { accountId: 'a2' }, 'deletedHere'],
    ['one that failed', { state: 'failed' }, 'unexplained'],
    ['one of the same id at another server', { serverId: 's2' }, 'unexplained'],
    ['one of the same id at another provider', { provider: 'vpsorg' }, 'unexplained'],
    [
      'a restore of it',
      { task: { kind: 'restore', backup: aNamedBackup({ id: 'lost' }), source: null } },
      'unexplained',
    ],
  ])('%s', (_name, over, why) => {
    const operation = anOperation({
      task: { kind: 'delete', backup: aNamedBackup({ id: 'lost' }) },
      ...over,
    });
    expect(rowAfter([both, without, without], [operation]).seen[1]?.gone?.why).toBe(why);
  });

  test('goes by the provider’s clock for what expires', () => {
    const expiring = aReading({ backups: [HELD, { ...LOST, expiresAt: NOW + DAY_MS }] });
    const row = rowAfter([expiring, without]);
    const ahead = begun(NOW + 1, { now: NOW + 1, providerNow: NOW + DAY_MS });
    expect(withReading(row, without, ahead).seen[1]?.gone?.why).toBe('expired');
  });

  test('knows what a failed part of the reading said before: which backups are protected', () => {
    const full = { kind: 'limited', used: 2, limit: 2, remaining: 0 } as const;
    const oldest = aBackup({ id: 'safe', protected: true, createdAt: NOW - 9 * DAY_MS });
    const newer = aBackup({ id: 'new', createdAt: NOW });
    const partTroubles = [{ part: 'legacyBackups', trouble: { kind: 'timedOut' } }] as const;
    const unsaid = { ...oldest, protected: null };
    const evicted = aReading({ backups: [unsaid, newer], quota: full, partTroubles });
    const row = rowAfter([aReading({ backups: [oldest, LOST], quota: full }), evicted, evicted]);
    expect(row.seen.find(({ id }) => id === 'lost')?.gone?.why).toBe('evicted');
  });

  test('is kept of a whole fleet too, and of a server that only its backups name', () => {
    const gone = aServer({ id: 's9' });
    const at = { ...begun(NOW), accountId: 'a1', complete: true };
    const [listed, unlisted] = fleetRows(
      [aStored({ readAt: null })],
      new Map(),
      {
        byServer: new Map([['s1', both]]),
        gone: [{ server: gone, reading: without }],
        unreadableRows: 0,
      },
      at,
    );
    expect(listed?.seen.map(({ id }) => id)).toEqual(['held', 'lost']);
    expect(unlisted).toMatchObject({ goneSince: NOW, seen: [{ id: 'held' }] });
  });
});

describe('a lock', () => {
  const locked = aServer({ locked: true });
  test.each<[string, boolean, number | null, number | null]>([
    ['begins with the first list that names it', true, null, NOW],
    ['goes on', true, NOW - HOUR_MS, NOW - HOUR_MS],
    ['ends with the first list that does not', false, NOW - HOUR_MS, null],
    ['began no later than now, whatever a clock that was set back says', true, NOW + HOUR_MS, NOW],
  ])('%s', (_name, isLocked, lockedSince, expected) => {
    const before = aStored({ lockedSince });
    expect(listedRow('a1', isLocked ? locked : aServer(), before, NOW).lockedSince).toBe(expected);
  });

  test('of a server that is new', () => {
    expect(listedRow('a1', locked, undefined, NOW).lockedSince).toBe(NOW);
    expect(listedRow('a1', aServer(), undefined, NOW).lockedSince).toBeNull();
  });
});
