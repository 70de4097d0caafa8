import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costAfterRoom, costOf, isAsTold } from '../../../../lib/fleet/impact/cost';
import { evictionOf } from '../../../../lib/fleet/impact/eviction';
import { makeRoomProposal } from '../../../../lib/fleet/impact/make-room';
import type { BackupCost } from '../../../../lib/model/backup';
import type { PartTrouble } from '../../../../lib/model/server';
import { DAY_MS } from '../../../../lib/model/time';
import { aBackup, NOW, someSettings } from '../../builders';
import { someReading } from './arbitrary';
import { aRow } from './rows';

const evicts: BackupCost = { kind: 'evicts', stated: true, backupId: 'old', isLastGood: false };
const full = (used: number) => ({ kind: 'limited', used, limit: used, remaining: 0 }) as const;
const settings = someSettings({ autoDeleteOldest: true });

describe('what a backup by hand costs', () => {
  test('the last good one is told from any other', () => {
    const old = aBackup({ id: 'old', createdAt: NOW - 2 * DAY_MS });
    const newer = aBackup({ id: 'newer', createdAt: NOW - DAY_MS });
    const cost = (backups: (typeof old)[]) =>
      costOf(aRow({ reading: { backups, quota: full(backups.length), settings } }));
    expect(cost([newer, old])).toEqual(evicts);
    expect(cost([old])).toEqual({ ...evicts, isLastGood: true });
  });

  describe('what is used up', () => {
    const backups = [aBackup({ id: 'newer', kind: 'unknown' }), aBackup({ id: 'old', kind: 'scheduled' })];
    const cost = (part: PartTrouble['part'], manualLimit: number, manualActive: number | null) =>
      costOf(
        aRow({
          reading: {
            backups,
            partTroubles: [{ part, trouble: { kind: 'timedOut' } }],
            settings: someSettings({ manualLimit, manualActive }),
          },
        }),
      );

    test('is counted by the list where the schedules were not read', () => {
      expect(cost('schedules', 2, 2)).toBeNull();
      expect(cost('schedules', 1, 0)).toMatchObject({ kind: 'evicts' });
    });

    test('is as stated where the older list alone was not read, and counted by the list where it is not stated', () => {
      expect(cost('legacySchedules', 2, 2)).toMatchObject({ kind: 'evicts' });
      expect(cost('legacySchedules', 2, null)).toBeNull();
      expect(cost('legacySchedules', 1, null)).toMatchObject({ kind: 'evicts' });
    });
  });

  test('is nothing exactly where nothing is evicted, refused or starved', () => {
    fc.assert(
      fc.property(someReading, (reading) => {
        const row = aRow({ reading });
        expect(costOf(row) === null).toBe(evictionOf(row) === null);
      }),
    );
  });
});

test.each<[string, BackupCost | null, BackupCost | null, boolean]>([
  ['free, as told', null, null, true],
  ['free by now', null, evicts, true],
  ['the same', evicts, evicts, true],
  ['not told', evicts, null, false],
  ['another one', { ...evicts, backupId: 'other' }, evicts, false],
  ['one that nobody knows', { ...evicts, backupId: null }, evicts, false],
  ['the last good one by now', { ...evicts, isLastGood: true }, evicts, false],
  ['no longer the last good one', evicts, { ...evicts, isLastGood: true }, true],
  ['certain by now', evicts, { ...evicts, stated: false }, false],
  ['a schedule’s slot instead', { kind: 'starves' }, evicts, false],
  ['an eviction instead', evicts, { kind: 'starves' }, false],
  ['refused by now', { kind: 'refused' }, null, false],
])('a backup leaves as it was told: %s', (_, cost, told, leaves) => {
  expect(isAsTold(cost, told)).toBe(leaves);
});

test('room is made by as many as are needed; one less leaves none to the schedule', () => {
  const proposal = makeRoomProposal(aRow());
  const cost = (needed: number, forSchedule: boolean, deleted: number) =>
    costAfterRoom({ ...proposal, needed, forSchedule }, deleted);
  expect(cost(1, false, 1)).toBeNull();
  expect(cost(0, false, 1)).toBeNull();
  expect(cost(2, true, 1)).toEqual({ kind: 'starves' });
  expect(cost(2, false, 1)).toEqual({ kind: 'refused' });
  expect(cost(3, true, 1)).toEqual({ kind: 'refused' });
});
