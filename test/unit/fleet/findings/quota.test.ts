import { describe, expect, test } from 'vitest';
import { probablyEvicted } from '../../../../lib/fleet/findings/eviction';
import type { Quota } from '../../../../lib/model/backup';
import type { FindingKind } from '../../../../lib/model/finding';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, NOW, someSettings } from '../../builders';
import { aSchedule, type Case, found, fullOf, kindsIn, someBackups } from './judge';

function limited(used: number, limit: number): Quota {
  return { kind: 'limited', used, limit, remaining: Math.max(0, limit - used) };
}

/** Full of backups by hand, its schedule on, the provider silent on everything else. */
const full: Case['reading'] = { quota: fullOf(3), backups: someBackups(3) };

describe('how full it is', () => {
  test.each<[string, Quota, number | undefined, readonly FindingKind[]]>([
    ['none used of one', limited(0, 1), undefined, []],
    ['one of one', limited(1, 1), undefined, ['quotaFull']],
    ['more than the limit', limited(4, 3), undefined, ['quotaFull']],
    ['one left', limited(2, 3), undefined, ['quotaNear']],
    ['two left', limited(1, 3), undefined, []],
    ['exactly 80 %', limited(8, 10), undefined, ['quotaNear']],
    ['79 %', limited(79, 100), undefined, []],
    ['a bound of one’s own', limited(5, 10), 50, ['quotaNear']],
    ['a limit of 0: not in this plan', { kind: 'absent', used: 0 }, undefined, []],
    ['no limit stated', { kind: 'notStated', used: 9 }, undefined, []],
    ['nothing stated', { kind: 'notStated', used: null }, undefined, []],
  ])('%s', (_name, quota, nearPercent, kinds) => {
    const settings = nearPercent === undefined ? {} : { nearPercent };
    expect(kindsIn({ reading: { quota }, settings })).toEqual(kinds);
  });

  test('the numbers are the provider’s; being nearly full is advice', () => {
    expect(found({ reading: full }, 'quotaFull')).toMatchObject({ used: 3, limit: 3, severity: 'warning' });
    const near = found({ reading: { quota: limited(2, 3) } }, 'quotaNear');
    expect(near).toMatchObject({ used: 2, limit: 3, remaining: 1, severity: 'info' });
  });
});

describe('a full quota that a schedule rotates', () => {
  const scheduled = someBackups(3, { kind: 'scheduled', kindText: 'scheduled' });
  const keeps = (retentionCount: number | null) => [aSchedule({ retentionCount })];

  test.each<[string, Case['reading'], readonly FindingKind[]]>([
    ['has as many as it keeps', { schedules: keeps(3), backups: scheduled }, []],
    [
      'has fewer, and no room for the rest',
      { schedules: keeps(4), backups: scheduled },
      ['quotaFull', 'starved'],
    ],
    [
      'its count is stated',
      { schedules: keeps(3), backups: [], settings: someSettings({ manualActive: 0, scheduledActive: 3 }) },
      [],
    ],
    ['does not say how many it keeps', { schedules: keeps(null), backups: scheduled }, ['quotaFull']],
    [
      'is off',
      { schedules: [aSchedule({ retentionCount: 3, enabled: false })], backups: scheduled },
      ['quotaFull', 'scheduleOff'],
    ],
    [
      'keeps 0 of them, which says nothing',
      { schedules: keeps(0), backups: scheduled },
      ['quotaFull', 'starved'],
    ],
  ])('%s', (_name, reading, kinds) => {
    expect(kindsIn({ reading: { quota: fullOf(3), ...reading } }).filter((kind) => kind !== 'never')).toEqual(
      kinds,
    );
  });

  test('all that it will keep fits beside what was made by hand', () => {
    const reading = {
      quota: limited(4, 5),
      schedules: keeps(3),
      settings: someSettings({ manualActive: 2, scheduledActive: 2, scheduledSlots: 1 }),
    };
    expect(kindsIn({ reading })).toEqual([]);
    expect(kindsIn({ reading: { ...reading, schedules: keeps(4) } })).toEqual(['quotaNear']);
  });

  test('copies of unknown kind are not taken for its own', () => {
    const backups = someBackups(3, { kind: 'unknown', kindText: '' });
    expect(kindsIn({ reading: { quota: fullOf(3), schedules: keeps(3), backups } })).toEqual([
      'quotaFull',
      'starved',
    ]);
  });

  test('counts that do not add up are believed as the provider states them', () => {
    const reading = {
      quota: limited(2, 3),
      schedules: keeps(3),
      settings: someSettings({ manualActive: 1, scheduledActive: 2, scheduledSlots: 1 }),
    };
    expect(kindsIn({ reading })).toEqual(['quotaNear']);
  });

  test('two schedules need room for what both keep', () => {
    const schedules = [aSchedule({ retentionCount: 2 }), aSchedule({ id: 'sch2', retentionCount: 1 })];
    expect(kindsIn({ reading: { quota: fullOf(3), schedules, backups: scheduled } })).toEqual([]);
    const more = [aSchedule({ retentionCount: 2 }), aSchedule({ id: 'sch2', retentionCount: 2 })];
    expect(kindsIn({ reading: { quota: fullOf(3), schedules: more, backups: scheduled } })).toEqual([
      'quotaFull',
      'starved',
    ]);
  });
});

describe('a starved schedule', () => {
  const on = { ...full, schedules: [aSchedule({ retentionCount: 7 })] };

  test.each<[string, Case['reading'], boolean]>([
    ['the provider states no slot for it', { settings: someSettings({ scheduledSlots: 0 }) }, true],
    [
      'no slot, though the list seems to have room',
      { quota: limited(1, 9), schedules: [aSchedule()], settings: someSettings() },
      true,
    ],
    [
      'no slot, and no limit stated',
      { quota: { kind: 'notStated', used: null }, settings: someSettings() },
      true,
    ],
    ['a slot is stated', { settings: someSettings({ scheduledSlots: 1 }) }, false],
    ['slots are not stated and it is full', {}, true],
    ['slots are not stated and there is room', { quota: limited(1, 9) }, false],
    ['slots are not stated, nor is a limit', { quota: { kind: 'notStated', used: null } }, false],
    ['backups are not in the plan', { quota: { kind: 'absent', used: 0 }, settings: someSettings() }, false],
    ['it is off', { schedules: [aSchedule({ enabled: false })] }, false],
    ['it does not say whether it is on', { schedules: [aSchedule({ enabled: null })] }, true],
    ['there is none', { schedules: [] }, false],
    [
      'it keeps an unstated number and has a copy to replace',
      { schedules: [aSchedule()], backups: someBackups(3, { kind: 'scheduled' }) },
      false,
    ],
    ['it keeps an unstated number and has none', { schedules: [aSchedule()] }, true],
  ])('%s', (_name, reading, expected) => {
    expect(found({ reading: { ...on, ...reading } }, 'starved') !== null).toBe(expected);
  });

  test.each([
    [true, 'b3'],
    [null, 'b3'],
    [false, null],
  ])(
    'one finding tells of the slot and of what may go (deletes the oldest: %s)',
    (autoDeleteOldest, oldest) => {
      const given = { reading: { ...on, settings: someSettings({ autoDeleteOldest }) } };
      const starved = found(given, 'starved');
      expect(starved).toMatchObject({ severity: 'warning', evicts: autoDeleteOldest });
      expect(starved && starved.oldest && starved.oldest.id).toBe(oldest);
      expect(kindsIn(given)).toEqual(['quotaFull', 'starved']);
      // The full quota is shown beside it, and interrupts nobody a second time.
      expect(found(given, 'quotaFull')).toMatchObject({ tellFrom: null });
    },
  );

  test('that none is deleted is not said of settings that could not be read anew', () => {
    const partTroubles = [{ part: 'schedules', trouble: { kind: 'timedOut' } }] as const;
    const settings = someSettings({ autoDeleteOldest: false });
    const starved = found({ reading: { ...on, settings, partTroubles } }, 'starved');
    expect(starved).toMatchObject({ evicts: null, oldest: { id: 'b3' } });
  });

  test('names the schedule that runs next', () => {
    const schedules = [
      aSchedule({ id: 'a' }),
      aSchedule({ id: 'b', frequency: 'daily', nextRunAt: NOW + DAY_MS }),
      aSchedule({ id: 'c', nextRunAt: NOW + 2 * DAY_MS }),
    ];
    const schedule = { frequency: 'daily', nextRunAt: NOW + DAY_MS };
    expect(found({ reading: { ...full, schedules } }, 'starved')).toMatchObject({ schedule });
  });
});

describe('what the next backup evicts', () => {
  const evicting = { ...full, settings: someSettings({ autoDeleteOldest: true }) };

  test('full, and the provider deletes the oldest', () => {
    expect(found({ reading: evicting }, 'evicts')).toMatchObject({
      severity: 'warning',
      oldest: { id: 'b3', kind: 'manual', createdAt: NOW - HOUR_MS - 2 * DAY_MS, note: null },
    });
    expect(found({ reading: evicting }, 'quotaFull')).toMatchObject({ tellFrom: null });
  });

  test.each<[string, Case['reading'], readonly FindingKind[]]>([
    ['it is not full', { quota: limited(1, 3) }, []],
    ['the provider does not say', { settings: someSettings({ autoDeleteOldest: null }) }, ['quotaFull']],
    ['there are no settings', { settings: null }, ['quotaFull']],
    ['it refuses instead', { settings: someSettings({ autoDeleteOldest: false }) }, ['quotaFull']],
    ['all are protected', { backups: someBackups(3, { protected: true }) }, ['quotaFull']],
  ])('nothing: %s', (_name, reading, kinds) => {
    expect(kindsIn({ reading: { ...evicting, ...reading } })).toEqual(kinds);
  });

  test('the oldest dated restore point that is not known to be protected', () => {
    const backups = [
      aBackup({ id: 'undated', createdAt: null }),
      aBackup({ id: 'protected', createdAt: NOW - 9 * DAY_MS, protected: true }),
      aBackup({ id: 'expired', createdAt: NOW - 8 * DAY_MS, expiresAt: NOW }),
      aBackup({ id: 'running', createdAt: NOW - 7 * DAY_MS, state: 'running' }),
      aBackup({ id: 'oldest', createdAt: NOW - 6 * DAY_MS, protected: null }),
      aBackup({ id: 'newer', createdAt: NOW - 5 * DAY_MS, protected: false }),
    ];
    expect(probablyEvicted(backups, NOW)).toMatchObject({ id: 'oldest' });
    expect(probablyEvicted(backups.slice(0, 4), NOW)).toBeNull();
    const twins = ['b', 'a'].map((id) => aBackup({ id }));
    expect(probablyEvicted(twins, NOW)).toMatchObject({ id: 'a' });
    expect(probablyEvicted([...twins].reverse(), NOW)).toMatchObject({ id: 'a' });
  });
});
