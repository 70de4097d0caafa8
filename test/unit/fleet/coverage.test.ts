import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageOf, freshForMs } from '../../../lib/fleet/coverage';
import type { Coverage } from '../../../lib/fleet/types';
import { defaultSettings } from '../../../lib/model/settings';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { aBackup, aReading, NOW } from '../builders';

const GOAL_MS = 24 * HOUR_MS;
const base = {
  readAgoMs: 0,
  goalMs: GOAL_MS,
  graceMs: defaultSettings.graceMs,
  providerNow: NOW,
  freshForMs: 2 * HOUR_MS,
};

function coverageAtAge(ageMs: number): Coverage {
  const reading = aReading({ backups: [aBackup({ createdAt: NOW - ageMs })] });
  return coverageOf({ ...base, reading });
}

describe('coverage by restore age', () => {
  test.each<[string, number, Coverage]>([
    ['brand new', 0, 'covered'],
    ['exactly the goal', GOAL_MS, 'covered'],
    ['exactly goal and grace', GOAL_MS + defaultSettings.graceMs, 'covered'],
    ['one millisecond over goal and grace', GOAL_MS + defaultSettings.graceMs + 1, 'overdue'],
    ['exactly twice the goal', 2 * GOAL_MS, 'overdue'],
    ['one millisecond over twice the goal', 2 * GOAL_MS + 1, 'exposed'],
  ])('%s', (_name, ageMs, expected) => {
    expect(coverageAtAge(ageMs)).toBe(expected);
  });

  test('a newer backup never worsens coverage, and the order of rows never matters', () => {
    const rank: Record<Coverage, number> = { covered: 0, overdue: 1, exposed: 2, unknown: 3 };
    const ages = fc.array(fc.integer({ min: 0, max: 10 * DAY_MS }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(ages, fc.integer({ min: 0, max: 10 * DAY_MS }), (older, extra) => {
        const backups = older.map((ageMs, i) => aBackup({ id: `b${i}`, createdAt: NOW - ageMs }));
        const before = coverageOf({ ...base, reading: aReading({ backups }) });
        const newer = aBackup({ id: 'n', createdAt: NOW - Math.min(extra, ...older) });
        const after = coverageOf({ ...base, reading: aReading({ backups: [...backups, newer] }) });
        const shuffled = coverageOf({
          ...base,
          reading: aReading({ backups: [newer, ...backups].reverse() }),
        });
        expect(rank[after]).toBeLessThanOrEqual(rank[before]);
        expect(shuffled).toBe(after);
      }),
    );
  });
});

describe('what is not a restore point', () => {
  const old = aBackup({ id: 'old', createdAt: NOW - 30 * HOUR_MS });
  test.each([
    ['a running backup', aBackup({ state: 'running' })],
    ['a state that nobody explains', aBackup({ state: 'unknown', stateText: 'archiving' })],
    ['an expired one', aBackup({ expiresAt: NOW - 1 })],
  ])('%s does not count', (_name, backup) => {
    expect(coverageOf({ ...base, reading: aReading({ backups: [old, backup] }) })).toBe('overdue');
  });

  test('none at all is exposed', () => {
    expect(coverageOf({ ...base, reading: aReading({ backups: [] }) })).toBe('exposed');
  });
});

describe('unknown is never shown as fine', () => {
  test.each([
    ['never read', { reading: null, readAgoMs: null }],
    ['read too long ago', { reading: aReading(), readAgoMs: 2 * HOUR_MS + 1 }],
    [
      'an unreadable row may hide a newer backup',
      {
        reading: aReading({
          backups: [aBackup({ createdAt: NOW - 9 * DAY_MS })],
          unreadableRows: 1,
          unreadableBackups: 1,
        }),
      },
    ],
    ['nothing but an undated backup', { reading: aReading({ backups: [aBackup({ createdAt: null })] }) }],
    [
      'nothing but a backup from the future',
      { reading: aReading({ backups: [aBackup({ createdAt: NOW + 6 * MINUTE_MS })] }) },
    ],
  ])('%s', (_name, input) => {
    expect(coverageOf({ ...base, ...input })).toBe('unknown');
  });

  test('an unreadable row takes nothing from a server that is covered anyway', () => {
    expect(coverageOf({ ...base, reading: aReading({ unreadableBackups: 3 }) })).toBe('covered');
  });

  test('a date a minute ahead is a clock that differs a little', () => {
    const reading = aReading({ backups: [aBackup({ createdAt: NOW + MINUTE_MS })] });
    expect(coverageOf({ ...base, reading })).toBe('covered');
  });
});

test('a reading vouches for two hours, or three refreshes where they are rarer', () => {
  expect(freshForMs(defaultSettings)).toBe(2 * HOUR_MS);
  expect(freshForMs({ ...defaultSettings, refreshEveryMs: 6 * HOUR_MS })).toBe(18 * HOUR_MS);
});
