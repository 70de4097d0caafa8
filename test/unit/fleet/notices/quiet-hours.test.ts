import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passesQuiet, quietUntil } from '../../../../lib/fleet/notices/quiet-hours';
import { defaultSettings, type QuietHours } from '../../../../lib/model/settings';
import { MINUTE_MS } from '../../../../lib/model/time';
import { aFinding } from '../../builders';

const zoneBefore = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Stockholm';
});
afterAll(() => {
  process.env.TZ = zoneBefore;
});

const span = (from: string, to: string): QuietHours => ({
  fromMinute: minuteOf(from),
  toMinute: minuteOf(to),
  errorsPass: false,
});

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** By the clock of Stockholm: one hour before UTC in winter, two in summer. */
const utc = (text: string) => Date.parse(`${text}:00Z`);

describe('quiet hours', () => {
  test.each([
    ['a minute before they begin', '22:00', '08:00', '2026-03-10T20:59', null],
    ['as they begin', '22:00', '08:00', '2026-03-10T21:00', '2026-03-11T07:00'],
    ['after midnight', '22:00', '08:00', '2026-03-11T03:00', '2026-03-11T07:00'],
    ['a minute before they end', '22:00', '08:00', '2026-03-11T06:59', '2026-03-11T07:00'],
    ['as they end', '22:00', '08:00', '2026-03-11T07:00', null],
    ['within a day', '12:00', '13:00', '2026-03-10T11:30', '2026-03-10T12:00'],
    ['after those within a day', '12:00', '13:00', '2026-03-10T12:00', null],
    ['over the end of a month', '22:00', '08:00', '2026-03-31T21:00', '2026-04-01T06:00'],
    ['that begin at midnight', '00:00', '06:00', '2026-03-10T23:00', '2026-03-11T05:00'],
    ['that end at midnight', '20:00', '00:00', '2026-03-10T22:59', '2026-03-10T23:00'],
    ['of no length', '08:00', '08:00', '2026-03-11T07:00', null],
  ])('%s', (_name, from, to, now, end) => {
    expect(quietUntil(span(from, to), utc(now))).toBe(end === null ? null : utc(end));
  });

  test('none were asked for', () => {
    expect(quietUntil(null, utc('2026-03-11T03:00'))).toBeNull();
  });

  test.each([
    ['the night that is an hour shorter', '22:00', '08:00', '2026-03-28T21:00', '2026-03-29T06:00'],
    ['the night that is an hour longer', '22:00', '08:00', '2026-10-24T20:00', '2026-10-25T07:00'],
    ['an end that the clock skips', '22:00', '02:30', '2026-03-28T21:00', '2026-03-29T01:30'],
    ['an end that the clock shows twice', '22:00', '02:30', '2026-10-24T20:00', '2026-10-25T00:30'],
  ])('%s: one span from its beginning to its end', (_name, from, to, begins, ends) => {
    const hours = span(from, to);
    for (let at = utc(begins) - 3 * 60 * MINUTE_MS; at < utc(ends) + 3 * 60 * MINUTE_MS; at += MINUTE_MS) {
      const inside = utc(begins) <= at && at < utc(ends);
      expect(quietUntil(hours, at), new Date(at).toISOString()).toBe(inside ? utc(ends) : null);
    }
  });

  test('errors pass where that was chosen', () => {
    const error = aFinding({ kind: 'never' }, { severity: 'error' });
    const warning = aFinding({ kind: 'scheduleOff' }, { severity: 'warning' });
    const chosen = { ...defaultSettings, quietHours: { ...span('22:00', '08:00'), errorsPass: true } };
    const refused = { ...defaultSettings, quietHours: span('22:00', '08:00') };
    expect([error, warning].map((finding) => passesQuiet(finding, chosen))).toEqual([true, false]);
    expect([error, warning].map((finding) => passesQuiet(finding, refused))).toEqual([false, false]);
    expect(passesQuiet(warning, defaultSettings)).toBe(true);
  });
});
