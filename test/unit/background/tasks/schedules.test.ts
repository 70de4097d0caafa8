import { describe, expect, test } from 'vitest';
import { handlingOf } from '../../../../lib/background/tasks/handling-of';
import type { BackupSettings, Schedule, ScheduleDraft } from '../../../../lib/model/backup';
import type { OperationTask } from '../../../../lib/model/operation';
import type { ServerReading } from '../../../../lib/model/server';
import { MINUTE_MS, SECOND_MS } from '../../../../lib/model/time';
import { providerOf } from '../../../../lib/providers/registry';
import { anOperation, aReading, aStored, NOW, someSettings } from '../../builders';
import { aSchedule } from '../../fleet/findings/judge';

/** What a look says, so long after the request left. */
function look(task: OperationTask, over: Partial<ServerReading>, agoMs = 5 * MINUTE_MS): string {
  const reading = aReading(over);
  const sight = { provider: providerOf('hostup'), stored: aStored({ reading }), reading, providerNow: NOW };
  const operation = anOperation({ task, askedAt: NOW - agoMs });
  return handlingOf(task).verdictOf(operation, sight).kind;
}

const weekly: ScheduleDraft = {
  frequency: 'weekly',
  dayOfWeek: 5,
  hour: 5,
  minute: null,
  retentionCount: 7,
  enabled: true,
  name: 'Fridays',
};
const saved: Partial<Schedule> = { timeText: '05:00', dayText: '5', retentionCount: 7, enabled: true };
const forbidden = { kind: 'forbidden', detail: null } as const;

describe('a saved schedule', () => {
  const saving = (over: Partial<ScheduleDraft> = {}): OperationTask => ({
    kind: 'saveSchedule',
    schedule: { ...weekly, ...over } as ScheduleDraft,
  });
  test.each<[string, Partial<ScheduleDraft>, readonly Partial<Schedule>[], string]>([
    ['as it was asked for', {}, [saved], 'done'],
    ['under another name', {}, [{ ...saved, name: 'other' }], 'done'],
    ['beside one of another frequency', {}, [{ frequency: 'daily' }, saved], 'done'],
    ['not there', {}, [], 'notDone'],
    ['only of another frequency', {}, [{ ...saved, frequency: 'daily' }], 'notDone'],
    ['at another hour', {}, [{ ...saved, timeText: '06:00' }], 'notDone'],
    ['on another day', {}, [{ ...saved, dayText: '4' }], 'notDone'],
    ['keeping another number', {}, [{ ...saved, retentionCount: 6 }], 'notDone'],
    ['switched the other way', {}, [{ ...saved, enabled: false }], 'notDone'],
    ['at some minute, none asked for', {}, [{ ...saved, timeText: '05:23' }], 'done'],
    ['at the minute', { minute: 23 }, [{ ...saved, timeText: '05:23' }], 'done'],
    ['at another minute', { minute: 23 }, [saved], 'notDone'],
    ['no time is stated', {}, [{ ...saved, timeText: null }], 'unclear'],
    ['no number is stated', {}, [{ ...saved, retentionCount: null }], 'unclear'],
    ['no switch is stated', {}, [{ ...saved, enabled: null }], 'unclear'],
    ['a day in words', {}, [{ ...saved, dayText: 'Friday' }], 'unclear'],
    [
      'no time is stated, and another number',
      {},
      [{ ...saved, timeText: null, retentionCount: 1 }],
      'notDone',
    ],
  ])('%s', (_, asked, shown, verdict) => {
    const schedules = shown.map((over, at) => aSchedule({ id: `bks_${at}`, ...over }));
    expect(look(saving(asked), { schedules })).toBe(verdict);
  });

  test('a day does not count for a daily one', () => {
    const task = { kind: 'saveSchedule', schedule: { ...weekly, frequency: 'daily' } } as const;
    const schedules = [aSchedule({ ...saved, frequency: 'daily', dayText: '1' })];
    expect(look(task, { schedules })).toBe('done');
  });

  test('a minute that the older list was to show and did not is not known', () => {
    const partTroubles = [{ part: 'legacySchedules', trouble: forbidden } as const];
    expect(look(saving({ minute: 23 }), { schedules: [aSchedule(saved)], partTroubles })).toBe('unclear');
    expect(look(saving(), { schedules: [aSchedule(saved)], partTroubles })).toBe('done');
  });

  test('nothing new is only early at first; what is as asked for is done at once', () => {
    expect(look(saving(), { schedules: [] }, 10 * SECOND_MS)).toBe('open');
    expect(look(saving(), { schedules: [aSchedule(saved)] }, 10 * SECOND_MS)).toBe('done');
  });
});

describe('a deleted schedule', () => {
  const task: OperationTask = { kind: 'deleteSchedule', scheduleId: 'bks_1' };
  test.each<[string, Partial<ServerReading>, string]>([
    ['gone', { schedules: [] }, 'done'],
    ['another is left', { schedules: [aSchedule({ id: 'bks_2' })] }, 'done'],
    ['still there', { schedules: [aSchedule({ id: 'bks_1' })] }, 'notDone'],
  ])('%s', (_, reading, verdict) => {
    expect(look(task, reading)).toBe(verdict);
  });
  test('that is refused as unknown may have been deleted before', () => {
    const { mayBeDone } = handlingOf(task);
    expect([...mayBeDone]).toEqual(['notFound', 'callNotFound']);
  });
});

describe('changed settings', () => {
  const task: OperationTask = { kind: 'changeSettings', change: { totalLimit: 4, autoDeleteOldest: false } };
  test.each<[string, Partial<BackupSettings> | null, string]>([
    ['both as asked for', { totalLimit: 4, autoDeleteOldest: false }, 'done'],
    ['one of them', { totalLimit: 4, autoDeleteOldest: true }, 'notDone'],
    ['neither', { totalLimit: 5, autoDeleteOldest: true }, 'notDone'],
    ['one is not stated', { totalLimit: 4, autoDeleteOldest: null }, 'unclear'],
    ['none are stated', null, 'unclear'],
  ])('%s', (_, shown, verdict) => {
    expect(look(task, { settings: shown === null ? null : someSettings(shown) })).toBe(verdict);
  });
  test('what was not asked for does not count', () => {
    const settings = someSettings({ totalLimit: 9, autoDeleteOldest: true });
    expect(look({ kind: 'changeSettings', change: { autoDeleteOldest: true } }, { settings })).toBe('done');
  });
});

test.each<OperationTask>([
  { kind: 'saveSchedule', schedule: weekly },
  { kind: 'deleteSchedule', scheduleId: 'bks_1' },
  { kind: 'changeSettings', change: { totalLimit: 3 } },
])('$kind: a list that was not read whole says nothing', (task) => {
  const partTroubles = [{ part: 'schedules', trouble: forbidden } as const];
  for (const reading of [{ partTroubles }, { unreadableRows: 1 }]) {
    expect(look(task, { schedules: [], settings: someSettings(), ...reading })).toBe('open');
  }
});
