import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overview } from '../../../../lib/fleet/overview';
import { observedRhythm } from '../../../../lib/fleet/schedules/observed';
import type { Backup } from '../../../../lib/model/backup';
import type { SeenBackup } from '../../../../lib/model/finding';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import { aBackup, aReading, aServer, aState, aStored, NOW } from '../../builders';
import { aSeen } from '../findings/judge';

function rowWith(backups: readonly Partial<Backup>[], seen: readonly Partial<SeenBackup>[] = []) {
  const state = aState({
    servers: [
      aStored({
        server: aServer(),
        reading: aReading({
          backups: backups.map((over, at) => aBackup({ id: `b${at}`, kind: 'automatic', ...over })),
        }),
        seen: seen.map((over, at) => aSeen({ id: `s${at}`, kind: 'automatic', ...over })),
      }),
    ],
  });
  const [row] = overview(state, NOW).rows;
  if (!row) throw new Error('one server has one row');
  return row;
}

const daysAgo = (...days: readonly number[]) => days.map((day) => ({ createdAt: NOW - day * DAY_MS }));

test('the middle of the spans is the rhythm, and the newest its last', () => {
  expect(observedRhythm(rowWith(daysAgo(1, 2, 3, 4, 6)))).toEqual({
    intervalMs: DAY_MS,
    isRegular: true,
    count: 5,
    lastAt: NOW - DAY_MS,
  });
});

test.each([
  ['none', []],
  ['two are one span', daysAgo(1, 2)],
  ['made by hand', daysAgo(1, 2, 3).map((backup) => ({ ...backup, kind: 'manual' as const }))],
  ['undated', [{ createdAt: null }, { createdAt: null }, { createdAt: null }]],
  ['of the future', daysAgo(-1, -2, -3)],
  ['not complete', daysAgo(1, 2, 3).map((backup) => ({ ...backup, state: 'unknown' as const }))],
  ['expired', daysAgo(1, 2, 3).map((backup) => ({ ...backup, expiresAt: NOW - HOUR_MS }))],
])('no rhythm: %s', (_, backups) => {
  expect(observedRhythm(rowWith(backups))).toBeNull();
});

test('kinds that a provider does not state count; those of the ledger that are gone too', () => {
  const unknown = daysAgo(2, 9).map((backup) => ({ ...backup, kind: 'unknown' as const }));
  const gone = { createdAt: NOW - 16 * DAY_MS, kind: 'unknown' as const };
  expect(observedRhythm(rowWith(unknown, [gone]))).toMatchObject({ intervalMs: 7 * DAY_MS, count: 3 });
});

test('one that is listed and in the ledger is one; two of one run are one', () => {
  const rows = daysAgo(1, 2, 3);
  const again = { createdAt: NOW - DAY_MS + 10 * MINUTE_MS };
  expect(observedRhythm(rowWith([...rows, again], rows))).toMatchObject({ count: 3, intervalMs: DAY_MS });
});

test('spans that differ make no regular rhythm', () => {
  expect(observedRhythm(rowWith(daysAgo(0, 1, 8, 9, 30)))).toMatchObject({ isRegular: false });
});

test('the rhythm lies between the shortest and the longest span, in whatever order the rows come', () => {
  const hours = fc.uniqueArray(fc.integer({ min: 0, max: 24 * 90 }), { minLength: 3, maxLength: 30 });
  fc.assert(
    fc.property(hours, (ages) => {
      const observed = observedRhythm(rowWith(ages.map((age) => ({ createdAt: NOW - age * HOUR_MS }))));
      const sorted = ages.toSorted((a, b) => a - b);
      const spans = sorted.slice(1).map((age, at) => (age - (sorted[at] ?? 0)) * HOUR_MS);
      expect(observed?.intervalMs).toBeGreaterThanOrEqual(Math.min(...spans));
      expect(observed?.intervalMs).toBeLessThanOrEqual(Math.max(...spans));
      expect(observed?.lastAt).toBe(NOW - (sorted[0] ?? 0) * HOUR_MS);
      expect(observed?.count).toBe(ages.length);
    }),
  );
});
