import { describe, expect, test } from 'vitest';
import { keepParts } from '../../../lib/background/kept-parts';
import { costOf } from '../../../lib/fleet/impact/cost';
import { toldOf } from '../../../lib/fleet/schedules/told';
import type { PartTrouble, ServerReading } from '../../../lib/model/server';
import { aReading, aStored, NOW, someSettings } from '../builders';
import { aSchedule } from '../fleet/findings/judge';

const trouble = { kind: 'timedOut' } as const;
const older: PartTrouble = { part: 'legacySchedules', trouble };
const newer: PartTrouble = { part: 'schedules', trouble };

/** What v2 states, and what the older API added to it before. */
const v2Settings = someSettings({ totalLimit: 7, manualActive: 3, scheduledActive: 1, scheduledSlots: 3 });
const bare = aSchedule({ id: 'bks_1', frequency: 'daily', timeText: '02:00' });
const whole = { ...bare, timeText: '02:30', name: 'Nightly', dayText: '5', nextRunAt: NOW, historyId: '24' };
const olderOnly = aSchedule({ id: '25', historyId: '25', frequency: 'monthly', retentionCount: 5 });
const known = aReading({
  settings: { ...v2Settings, manualLimit: 3, retentionLimit: 7 },
  schedules: [whole, olderOnly],
});

function kept(reading: Partial<ServerReading>, before = known, partTroubles = [older]): ServerReading {
  return keepParts(before, aReading({ settings: v2Settings, schedules: [bare], partTroubles, ...reading }));
}

describe('where the older list of schedules could not be read', () => {
  test('a limit that it alone stated still stands, so a backup by hand is not told to be free', () => {
    const reading = kept({});
    expect(reading.settings).toEqual(known.settings);
    expect(costOf({ stored: aStored({ reading }), providerNow: NOW })).toMatchObject({ kind: 'evicts' });
  });

  test('what v2 states now counts', () => {
    const settings = someSettings({ totalLimit: 5, manualActive: 1, autoDeleteOldest: false });
    expect(kept({ settings }).settings).toEqual({ ...settings, manualLimit: 3, retentionLimit: 7 });
  });

  test('that no backup is deleted, or how many there are, is not believed of what was said before', () => {
    const before = aReading({ settings: someSettings({ autoDeleteOldest: false, manualLimit: 3 }) });
    for (const settings of [null, someSettings({ autoDeleteOldest: null })]) {
      expect(kept({ settings }, before).settings).toMatchObject({ manualLimit: 3, autoDeleteOldest: null });
    }
    expect(kept({ settings: null }, aReading()).settings).toBeNull();
    expect(kept({ settings: null }).settings).toMatchObject({ manualActive: null, scheduledActive: null });
  });

  test('the same is told of a change: minutes, and schedules that it alone named, stay', () => {
    const reading = kept({});
    const { schedules } = reading;
    expect(schedules).toEqual([{ ...whole, nextRunAt: null }, olderOnly]);
    const saving = {
      kind: 'saveSchedule',
      schedule: { frequency: 'daily', hour: 2, minute: 30, retentionCount: 3, enabled: true, name: null },
    } as const;
    expect(toldOf(saving, reading, NOW)).toBe(toldOf(saving, known, NOW));
  });

  test.each([
    ['03:00', '03:00'],
    ['02:10', '02:10'],
    ['at two', 'at two'],
    [null, '02:30'],
  ])('of a time that is %s now it shows %s', (timeText, shown) => {
    const [schedule] = kept({ schedules: [{ ...bare, timeText }] }).schedules;
    expect(schedule?.timeText).toBe(shown);
  });

  test('a schedule that v2 no longer names is gone, and so is one whose place another took', () => {
    expect(kept({ schedules: [] }).schedules).toEqual([olderOnly]);
    const monthly = aSchedule({ id: 'bks_2', frequency: 'monthly' });
    expect(kept({ schedules: [monthly] }).schedules).toEqual([monthly]);
  });

  test('nor could those of v2 be read: all stay as they were, each once', () => {
    for (const partTroubles of [
      [newer, older],
      [older, newer],
    ]) {
      const { schedules } = kept({ schedules: [], settings: null }, known, partTroubles);
      expect(schedules.map(({ id, timeText }) => [id, timeText])).toEqual([
        ['bks_1', '02:30'],
        ['25', null],
      ]);
    }
  });

  test('nothing is kept where it is another server’s', () => {
    const theirs: PartTrouble = { part: 'legacySchedules', trouble: { kind: 'otherServer', detail: null } };
    expect(kept({}, known, [theirs])).toMatchObject({ settings: v2Settings, schedules: [bare] });
  });
});
