import { describe, expect, test } from 'vitest';
import { timelineOf } from '../../../../lib/fleet/dashboard/timeline';
import type { SeenBackup } from '../../../../lib/model/finding';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, aReading, NOW } from '../../builders';
import { goneBackup, rowOf, seenBackup } from './rows';

const FROM = NOW - 30 * DAY_MS;
const ALLOWED_MS = DAY_MS;

function lineOf(ages: readonly number[], seen: readonly SeenBackup[] = [], readAt = NOW) {
  const backups = ages.map((age) => aBackup({ id: `b${age}`, createdAt: NOW - age * HOUR_MS }));
  return timelineOf(rowOf({ seen, readAt, reading: aReading({ backups }) }), FROM, ALLOWED_MS);
}

/** Gaps in hours before now. */
const gapsOf = (line: ReturnType<typeof lineOf>) =>
  line.gaps.map(({ from, to }) => [(NOW - from) / HOUR_MS, (NOW - to) / HOUR_MS]);

/** The ledger began long ago, with something that says nothing else. */
const watchedLong = seenBackup(99 * DAY_MS, { id: 'first' });

describe('the points of a timeline', () => {
  test('are the listed restore points and those of the ledger that went away, oldest first, each once', () => {
    const line = lineOf([3, 1], [goneBackup(5 * HOUR_MS, 2 * HOUR_MS), seenBackup(HOUR_MS, { id: 'b1' })]);
    expect(line.points.map(({ id, end }) => [id, end])).toEqual([
      ['seen-18000000', { at: NOW - 2 * HOUR_MS, why: 'rotated' }],
      ['b3', null],
      ['b1', null],
    ]);
  });

  test('one that the last list did not name is neither there nor settled to be gone', () => {
    const [point] = lineOf([], [seenBackup(HOUR_MS, { missingSince: NOW })]).points;
    expect(point?.end).toEqual({ at: NOW, why: 'missing' });
  });

  test('one that an older list still names is there', () => {
    expect(lineOf([], [seenBackup(HOUR_MS)]).points.map(({ end }) => end)).toEqual([null]);
  });

  test('an expired one is over by its own date, and a snapshot is of its own kind', () => {
    const expiresAt = NOW - HOUR_MS;
    const row = rowOf({
      reading: aReading({
        backups: [aBackup({ createdAt: NOW - 3 * HOUR_MS, expiresAt })],
        snapshots: [
          {
            id: 'n1',
            serverId: 's1',
            name: 'x',
            createdAt: NOW - HOUR_MS,
            expiresAt: null,
            size: null,
            note: null,
          },
        ],
      }),
    });
    expect(timelineOf(row, FROM, ALLOWED_MS).points.map(({ kind, end }) => [kind, end])).toEqual([
      ['manual', { at: expiresAt, why: 'expired' }],
      ['snapshot', null],
    ]);
  });

  test.each([
    ['running', aBackup({ state: 'running' })],
    ['without a date', aBackup({ createdAt: null })],
    ['of a day to come', aBackup({ createdAt: NOW + DAY_MS })],
    ['from before the time that is shown', aBackup({ createdAt: FROM - 1 })],
  ])('a backup %s has no place', (_, backup) => {
    const row = rowOf({ reading: aReading({ backups: [backup] }) });
    expect(timelineOf(row, FROM, ALLOWED_MS).points).toEqual([]);
  });
});

describe('the gaps of a timeline', () => {
  test.each([
    ['none while each follows in time', [48, 24, 0], []],
    ['between two that are further apart', [72, 12], [[48, 12]]],
    ['since the newest grew too old', [30], [[6, 0]]],
    ['none of a server without any: what was there before is not known', [], []],
  ])('%s', (_, ages, gaps) => {
    expect(
      gapsOf(lineOf(ages, ages.length === 0 ? [] : [watchedLong])).filter(([from]) => (from ?? 0) < 80),
    ).toEqual(gaps);
  });

  test('of the time before the ledger began only that nothing newer was found is told', () => {
    const began = NOW - 10 * HOUR_MS;
    const seen = [
      seenBackup(100 * HOUR_MS, { firstSeenAt: began }),
      seenBackup(40 * HOUR_MS, { firstSeenAt: began }),
    ];
    expect(gapsOf(lineOf([], seen))).toEqual([[16, 0]]);
  });

  test('one that was deleted early stops counting when it went', () => {
    expect(gapsOf(lineOf([4], [watchedLong, goneBackup(20 * HOUR_MS, 15 * HOUR_MS)])).at(-1)).toEqual([
      15, 4,
    ]);
  });

  test('a deletion does not matter while an older one is young enough', () => {
    const seen = [watchedLong, goneBackup(20 * HOUR_MS, 15 * HOUR_MS)];
    expect(gapsOf(lineOf([22, 1], seen)).filter(([from]) => (from ?? 0) < 22)).toEqual([]);
  });

  test('end where the last reading ends: nobody knows what came after', () => {
    const line = lineOf([60], [], NOW - 20 * HOUR_MS);
    expect(line.knownUntil).toBe(NOW - 20 * HOUR_MS);
    expect(gapsOf(line)).toEqual([[36, 20]]);
  });

  test('a server that was never read has neither points nor gaps, and nothing vouches for its line', () => {
    const row = rowOf({ reading: null, readAt: null });
    expect(timelineOf(row, FROM, ALLOWED_MS)).toEqual({ points: [], gaps: [], knownUntil: null });
  });

  test('a snapshot fills no gap', () => {
    const snapshots = [
      {
        id: 'n1',
        serverId: 's1',
        name: 'x',
        createdAt: NOW - HOUR_MS,
        expiresAt: null,
        size: null,
        note: null,
      },
    ];
    const backups = [aBackup({ createdAt: NOW - 30 * HOUR_MS })];
    const row = rowOf({ reading: aReading({ backups, snapshots }) });
    expect(gapsOf(timelineOf(row, FROM, ALLOWED_MS))).toEqual([[6, 0]]);
  });
});
