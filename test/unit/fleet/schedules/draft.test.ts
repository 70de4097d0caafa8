import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  clockOf,
  emptyForm,
  formOf,
  formOfDraft,
  readForm,
  type ScheduleForm,
} from '../../../../lib/fleet/schedules/draft';
import { aSchedule } from '../findings/judge';
import { drafts } from './arbitrary';

const bounds = { retentionLimit: 5 };
const form: ScheduleForm = {
  frequency: 'daily',
  hour: '2',
  minute: '',
  dayOfWeek: '1',
  dayOfMonth: '1',
  retention: '3',
  enabled: true,
  name: '',
};

test.each<[string, Partial<ScheduleForm>, object]>([
  ['no frequency', { frequency: 'hourly' }, { frequency: 'missing' }],
  ['no hour', { hour: ' ' }, { hour: 'missing' }],
  ['hour 24', { hour: '24' }, { hour: 'outOfRange' }],
  ['hour -1', { hour: '-1' }, { hour: 'outOfRange' }],
  ['half an hour', { hour: '1.5' }, { hour: 'outOfRange' }],
  ['an hour in words', { hour: 'two' }, { hour: 'outOfRange' }],
  ['minute 60', { minute: '60' }, { minute: 'outOfRange' }],
  ['weekday 7', { frequency: 'weekly', dayOfWeek: '7' }, { dayOfWeek: 'outOfRange' }],
  ['no weekday', { frequency: 'weekly', dayOfWeek: '' }, { dayOfWeek: 'missing' }],
  ['day 0', { frequency: 'monthly', dayOfMonth: '0' }, { dayOfMonth: 'outOfRange' }],
  ['day 32', { frequency: 'monthly', dayOfMonth: '32' }, { dayOfMonth: 'outOfRange' }],
  ['keeps none', { retention: '0' }, { retention: 'outOfRange' }],
  ['keeps no number', { retention: '' }, { retention: 'missing' }],
  ['keeps more than the limit', { retention: '6' }, { retention: 'overLimit' }],
  ['a long name', { name: 'n'.repeat(81) }, { name: 'tooLong' }],
  [
    'all at once',
    { hour: 'x', retention: '9', minute: '99' },
    { hour: 'outOfRange', minute: 'outOfRange', retention: 'overLimit' },
  ],
])('refused: %s', (_, over, problems) => {
  expect(readForm({ ...form, ...over }, bounds)).toEqual({ ok: false, problems });
});

test('what another frequency asks for does not count', () => {
  const odd = { dayOfWeek: '99', dayOfMonth: '' };
  expect(readForm({ ...form, ...odd }, bounds)).toMatchObject({ ok: true, draft: { frequency: 'daily' } });
  expect(readForm({ ...form, ...odd, frequency: 'weekly', dayOfWeek: '0' }, bounds)).toEqual({
    ok: true,
    draft: {
      frequency: 'weekly',
      dayOfWeek: 0,
      hour: 2,
      minute: null,
      retentionCount: 3,
      enabled: true,
      name: null,
    },
  });
});

test('no stated limit refuses no number of copies', () => {
  expect(readForm({ ...form, retention: '500' }, { retentionLimit: null })).toMatchObject({ ok: true });
});

test('a draft that is carried as texts comes back as it was', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      expect(readForm(formOfDraft(draft), bounds)).toEqual({ ok: true, draft });
    }),
  );
});

test('whatever is typed, what can be saved is within the documented bounds', () => {
  const text = fc.oneof(fc.string(), fc.integer({ min: -5, max: 40 }).map(String));
  const typed = fc.record({
    frequency: fc.oneof(fc.constantFrom('daily', 'weekly', 'monthly'), fc.string()),
    hour: text,
    minute: text,
    dayOfWeek: text,
    dayOfMonth: text,
    retention: text,
    enabled: fc.boolean(),
    name: fc.string({ maxLength: 100 }),
  });
  fc.assert(
    fc.property(typed, (given) => {
      const read = readForm(given, bounds);
      if (!read.ok) {
        expect(Object.keys(read.problems)).not.toEqual([]);
        return;
      }
      const { hour, minute, retentionCount } = read.draft;
      expect(hour).toSatisfy((value: number) => Number.isInteger(value) && value >= 0 && value <= 23);
      expect(minute ?? 0).toSatisfy((value: number) => value >= 0 && value <= 59);
      expect(retentionCount).toSatisfy((value: number) => value >= 1 && value <= 5);
    }),
  );
});

test('a schedule as it stands is changed from what it states, and nothing is made up', () => {
  const weekly = aSchedule({ timeText: '05:23', dayText: '5', retentionCount: 7, name: 'Fridays' });
  expect(formOf(weekly, true)).toMatchObject({ hour: '5', minute: '23', dayOfWeek: '5', retention: '7' });
  expect(formOf(weekly, false)).toMatchObject({ hour: '5', minute: '' });
  expect(formOf({ ...weekly, timeText: '05:00' }, true)).toMatchObject({ hour: '5', minute: '' });
  const odd = aSchedule({ frequency: null, timeText: 'at night', dayText: 'Fri' });
  expect(formOf(odd, true)).toMatchObject({ frequency: '', hour: '', minute: '', retention: '' });
  expect(formOf(aSchedule({ dayText: 'Fri' }), true)).toMatchObject({ dayOfWeek: '' });
});

test.each([
  ['02:00', { hour: 2, minute: 0 }],
  ['5:07', { hour: 5, minute: 7 }],
  ['23:59:30', { hour: 23, minute: 59 }],
  ['24:00', null],
  ['12:60', null],
  ['noon', null],
  [null, null],
])('the time of %s', (text, clock) => {
  expect(clockOf(text)).toEqual(clock);
});

test('a new schedule keeps a week, or as many as there may be and find a slot', () => {
  expect(emptyForm({ retentionLimit: 5 }, null).retention).toBe('5');
  expect(emptyForm({ retentionLimit: null }, null).retention).toBe('7');
  expect(emptyForm({ retentionLimit: 0 }, 4).retention).toBe('1');
  expect(emptyForm({ retentionLimit: 5 }, 2).retention).toBe('2');
  expect(emptyForm({ retentionLimit: 5 }, 0).retention).toBe('1');
  expect(readForm(emptyForm(bounds, null), bounds)).toMatchObject({ ok: true });
});
