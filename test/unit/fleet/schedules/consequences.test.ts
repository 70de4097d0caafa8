import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deletionConsequences,
  savingConsequences,
  settingsConsequences,
} from '../../../../lib/fleet/schedules/consequences';
import { mayCostBackups } from '../../../../lib/fleet/schedules/costly';
import type { BackupSettingsChange, ScheduleDraft } from '../../../../lib/model/backup';
import type { ServerReading } from '../../../../lib/model/server';
import { DAY_MS } from '../../../../lib/model/time';
import { aBackup, aReading, NOW, someSettings } from '../../builders';
import { aSchedule, fullOf } from '../findings/judge';

const daily: ScheduleDraft = {
  frequency: 'daily',
  hour: 2,
  minute: null,
  retentionCount: 3,
  enabled: true,
  name: null,
};
const roomy = someSettings({
  totalLimit: 9,
  manualActive: 1,
  scheduledActive: 0,
  scheduledSlots: 8,
  autoDeleteOldest: false,
});
const kept = (retentionCount: number | null, over = {}) =>
  aSchedule({ frequency: 'daily', retentionCount, ...over });
const full = { quota: fullOf(3), settings: someSettings({ autoDeleteOldest: true }) };

describe('saving a schedule', () => {
  test.each<[string, Partial<ScheduleDraft>, Partial<ServerReading>, readonly object[], boolean]>([
    ['the first, with room', {}, { settings: roomy }, [], false],
    ['the same again', {}, { settings: roomy, schedules: [kept(3)] }, [], false],
    ['more copies', { retentionCount: 4 }, { settings: roomy, schedules: [kept(3)] }, [], false],
    [
      'fewer copies',
      { retentionCount: 2 },
      { settings: roomy, schedules: [kept(3)] },
      [{ kind: 'keepsFewer', from: 3, to: 2 }],
      true,
    ],
    [
      'over one that does not say how many it keeps',
      {},
      { settings: roomy, schedules: [kept(null)] },
      [{ kind: 'keepsFewer', from: null, to: 3 }],
      true,
    ],
    [
      'beside one of another frequency that keeps more',
      {},
      { settings: roomy, schedules: [aSchedule({ id: 'w', retentionCount: 5 })] },
      [{ kind: 'otherSchedule' }, { kind: 'keepsFewer', from: 5, to: 3 }],
      true,
    ],
    [
      'beside one of another frequency that keeps as many',
      {},
      { settings: roomy, schedules: [aSchedule({ id: 'w', retentionCount: 3 })] },
      [{ kind: 'otherSchedule' }],
      true,
    ],
    ['full, the oldest goes', {}, full, [{ kind: 'starved', evicts: true }], true],
    [
      'full, nothing goes',
      {},
      { ...full, settings: someSettings({ autoDeleteOldest: false }) },
      [{ kind: 'starved', evicts: false }],
      false,
    ],
    ['full, not stated what goes', {}, { quota: fullOf(3) }, [{ kind: 'starved', evicts: null }], true],
    [
      'full, and as it was but for the hour',
      { hour: 5 },
      { ...full, schedules: [kept(3)] },
      [{ kind: 'starved', evicts: true }],
      false,
    ],
    ['switched off where all is full', { enabled: false }, full, [{ kind: 'switchedOff' }], false],
    [
      'more than there is room for',
      {},
      { settings: { ...roomy, scheduledSlots: 1, scheduledActive: 1 } },
      [{ kind: 'tooMany', retention: 3, room: 2, evicts: false }],
      false,
    ],
    [
      'more than there is room for, and the oldest goes',
      {},
      { settings: { ...roomy, scheduledSlots: 1, scheduledActive: 1, autoDeleteOldest: true } },
      [{ kind: 'tooMany', retention: 3, room: 2, evicts: true }],
      true,
    ],
    [
      'a minute that the call does not know',
      {},
      { settings: roomy, schedules: [kept(3, { timeText: '02:23' })] },
      [{ kind: 'losesMinute', timeText: '02:23' }],
      false,
    ],
    [
      'a minute that it does know',
      { minute: 23 },
      { settings: roomy, schedules: [kept(3, { timeText: '02:23' })] },
      [],
      false,
    ],
  ])('%s', (_, over, reading, consequences, costs) => {
    const draft = { ...daily, ...over } as ScheduleDraft;
    const given = aReading(reading);
    expect(savingConsequences(draft, given)).toMatchObject(consequences);
    expect(savingConsequences(draft, given)).toHaveLength(consequences.length);
    expect(mayCostBackups({ kind: 'saveSchedule', schedule: draft }, given)).toBe(costs);
  });

  test.each([1, 28, 29, 31])('a month may have no day %i', (dayOfMonth) => {
    const draft: ScheduleDraft = { ...daily, frequency: 'monthly', dayOfMonth };
    const kinds = savingConsequences(draft, aReading({ settings: roomy })).map(({ kind }) => kind);
    expect(kinds).toEqual(dayOfMonth > 28 ? ['shortMonths'] : []);
  });
});

describe('settings', () => {
  const used = aReading({
    quota: { kind: 'limited', used: 4, limit: 5, remaining: 1 },
    settings: someSettings({ totalLimit: 5, autoDeleteOldest: false }),
    backups: [aBackup({ id: 'new' }), aBackup({ id: 'old', createdAt: NOW - 9 * DAY_MS })],
    schedules: [kept(4)],
  });
  test.each<[string, BackupSettingsChange, readonly object[], boolean]>([
    [
      'deletes the oldest from now on',
      { autoDeleteOldest: true },
      [{ kind: 'evicts', oldest: expect.objectContaining({ id: 'old' }), isFull: false }],
      true,
    ],
    [
      'deletes none from now on',
      { autoDeleteOldest: false },
      [{ kind: 'refusesWhenFull', isFull: false }],
      false,
    ],
    ['a higher limit', { totalLimit: 6 }, [{ kind: 'raisesLimit', from: 5, to: 6 }], false],
    ['the same limit', { totalLimit: 5 }, [], false],
    ['fewer free slots', { totalLimit: 4 }, [{ kind: 'lowersLimit', from: 5, to: 4 }], true],
    [
      'fewer than there are',
      { totalLimit: 2 },
      [
        { kind: 'belowUsed', used: 4, limit: 2 },
        { kind: 'lowersLimit', from: 5, to: 2 },
        { kind: 'belowRetention', retention: 4, limit: 2 },
      ],
      true,
    ],
    [
      'fewer than there are, and the oldest goes',
      { totalLimit: 4, autoDeleteOldest: true },
      [
        { kind: 'lowersLimit', from: 5, to: 4 },
        { kind: 'evicts', oldest: expect.objectContaining({ id: 'old' }), isFull: true },
      ],
      true,
    ],
  ])('%s', (_, change, consequences, costs) => {
    expect(settingsConsequences(change, used, NOW)).toEqual(consequences);
    expect(mayCostBackups({ kind: 'changeSettings', change }, used)).toBe(costs);
  });

  test('where nothing is stated, a limit may be lower and the deletion of the oldest new', () => {
    const bare = aReading({ quota: { kind: 'notStated', used: null }, settings: null });
    expect(settingsConsequences({ totalLimit: 5 }, bare, NOW)).toEqual([
      { kind: 'lowersLimit', from: null, to: 5 },
    ]);
    for (const change of [{ totalLimit: 5 }, { autoDeleteOldest: true }]) {
      expect(mayCostBackups({ kind: 'changeSettings', change }, bare)).toBe(true);
    }
  });

  test('what deletes the oldest already is not switched on anew', () => {
    const evicting = { ...used, settings: someSettings({ totalLimit: 5, autoDeleteOldest: true }) };
    expect(mayCostBackups({ kind: 'changeSettings', change: { autoDeleteOldest: true } }, evicting)).toBe(
      false,
    );
  });
});

describe('what is not known may cost backups', () => {
  const tasks = [
    { kind: 'saveSchedule', schedule: daily },
    { kind: 'changeSettings', change: { totalLimit: 99 } },
    { kind: 'deleteSchedule', scheduleId: 'bks_1' },
  ] as const;
  const trouble = { kind: 'unreachable' } as const;
  test.each([
    ['no reading', null],
    ['an unreadable row', aReading({ settings: roomy, unreadableRows: 1 })],
    ['no schedules', aReading({ settings: roomy, partTroubles: [{ part: 'schedules', trouble }] })],
    ['no older list', aReading({ settings: roomy, partTroubles: [{ part: 'legacySchedules', trouble }] })],
  ])('%s', (_, reading) => {
    for (const task of tasks) expect(mayCostBackups(task, reading)).toBe(true);
  });
});

test('a deletion says how many copies there are, as far as that is stated', () => {
  expect(deletionConsequences(aReading({ settings: someSettings({ scheduledActive: 2 }) }))).toEqual([
    { kind: 'deletesSchedule', copies: 2 },
  ]);
  expect(deletionConsequences(aReading())).toEqual([{ kind: 'deletesSchedule', copies: null }]);
});

test('fewer copies than any schedule keeps, or a lower limit, is never free', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom('daily', 'weekly', 'monthly' as const),
      fc.option(fc.boolean()),
      (before, after, frequency, enabled) => {
        const reading = aReading({
          settings: { ...roomy, totalLimit: before },
          schedules: [aSchedule({ frequency: frequency as 'daily', retentionCount: before, enabled })],
        });
        const saving = { kind: 'saveSchedule', schedule: { ...daily, retentionCount: after } } as const;
        if (after < before) expect(mayCostBackups(saving, reading)).toBe(true);
        const change = { totalLimit: after };
        expect(mayCostBackups({ kind: 'changeSettings', change }, reading)).toBe(after < before);
      },
    ),
  );
});
