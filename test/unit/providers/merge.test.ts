import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Backup, Schedule } from '../../../lib/model/backup';
import { areStrangers, mergeBackups, mergeSchedules } from '../../../lib/providers/hostup/merge';

const base: Backup = {
  id: '',
  serverId: 'vps_1',
  kind: 'manual',
  kindText: 'manual',
  state: 'complete',
  stateText: null,
  createdAt: null,
  expiresAt: null,
  size: null,
  note: null,
  protected: null,
  scheduleId: null,
  files: [],
};
const newer = (id: string, createdAt: number | null, note: string | null = null): Backup => ({
  ...base,
  id,
  createdAt,
  note,
  size: { basis: 'stored', sizeBytes: 5 },
});
const older = (id: string, createdAt: number | null): Backup => ({
  ...base,
  id: `legacy:${id}`,
  createdAt,
  note: 'older note',
  protected: true,
  scheduleId: '9',
  size: { basis: 'disk', diskBytes: 80 },
  files: [{ name: 'f', sizeBytes: 1 }],
});

test('a row of the same second adds what only it knows, and keeps nothing else', () => {
  const { backups, unmatched } = mergeBackups(
    [newer('a', 1000_400), newer('b', 2000_000, 'mine'), newer('c', null)],
    [older('x', 2000_000), older('y', 1000_000), older('z', 1001_000), older('u', null)],
  );
  const added = { protected: true, scheduleId: '9', files: [{ name: 'f', sizeBytes: 1 }] };
  expect(backups).toEqual([
    { ...newer('a', 1000_400), ...added, note: 'older note' },
    { ...newer('b', 2000_000, 'mine'), ...added },
    newer('c', null),
  ]);
  expect(unmatched.map(({ id }) => id)).toEqual(['legacy:z', 'legacy:u']);
});

test('no backup is lost or used twice, and the newer list alone counts', () => {
  const times = fc.array(fc.option(fc.integer({ min: 1, max: 4000 })), { maxLength: 12 });
  fc.assert(
    fc.property(times, times, (one, two) => {
      const mine = one.map((at, index) => newer(`n${index}`, at));
      const theirs = two.map((at, index) => older(`o${index}`, at));
      const { backups, unmatched } = mergeBackups(mine, theirs);
      expect(backups.map(({ id, createdAt, size }) => [id, createdAt, size])).toEqual(
        mine.map(({ id, createdAt, size }) => [id, createdAt, size]),
      );
      const matched = backups.filter((backup) => backup.protected === true).length;
      expect(matched + unmatched.length).toBe(theirs.length);
      if (matched > 0) expect(areStrangers(mine, theirs)).toBe(false);
      if (areStrangers(mine, theirs)) expect(unmatched).toHaveLength(theirs.length);
    }),
  );
});

test('lists are strangers only where both have dates and none meets', () => {
  expect(areStrangers([newer('a', 1000)], [older('x', 5000)])).toBe(true);
  expect(areStrangers([newer('a', 1000)], [older('x', 1999)])).toBe(false);
  expect(areStrangers([newer('a', null)], [older('x', 5000)])).toBe(false);
  expect(areStrangers([newer('a', 1000)], [])).toBe(false);
});

test('an older schedule adds its minutes and next run to the one of its frequency', () => {
  const schedule: Schedule = {
    id: 'bks_1',
    name: 'Nightly',
    frequency: 'weekly',
    frequencyText: 'weekly',
    timeText: '05:00',
    dayText: null,
    retentionCount: 7,
    enabled: true,
    lastRunAt: null,
    nextRunAt: null,
  };
  const twin = {
    ...schedule,
    id: '24',
    name: 'x',
    timeText: '05:23',
    dayText: '5',
    lastRunAt: 1,
    nextRunAt: 2,
  };
  const monthly = { ...schedule, id: '25', frequency: 'monthly' as const };
  const odd = { ...schedule, id: '26', frequency: null, frequencyText: 'hourly' };
  expect(mergeSchedules([schedule, { ...odd, id: 'bks_2' }], [monthly, twin, odd])).toEqual([
    { ...schedule, timeText: '05:23', dayText: '5', lastRunAt: 1, nextRunAt: 2, historyId: '24' },
    { ...odd, id: 'bks_2' },
    { ...monthly, historyId: '25' },
    { ...odd, historyId: '26' },
  ]);
});
