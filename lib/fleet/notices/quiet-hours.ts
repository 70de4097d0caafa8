import type { Finding } from '../../model/finding';
import type { QuietHours, Settings } from '../../model/settings';
import type { EpochMs } from '../../model/time';

/**
 * When the quiet hours end that `now` lies in, by the local clock; null outside of them. They are told by their
 * beginning and end of a day and not by the hour on the wall, which one night of the year shows twice.
 */
export function quietUntil(hours: QuietHours | null, now: EpochMs): EpochMs | null {
  if (hours === null || hours.fromMinute === hours.toMinute) return null;
  const daysLater = hours.toMinute < hours.fromMinute ? 1 : 0;
  for (const day of [-1, 0]) {
    const end = localTime(now, day + daysLater, hours.toMinute);
    if (localTime(now, day, hours.fromMinute) <= now && now < end) return end;
  }
  return null;
}

/** Whether a finding may be told in quiet hours too. */
export function passesQuiet({ severity }: Finding, { quietHours }: Settings): boolean {
  return quietHours === null || (quietHours.errorsPass && severity === 'error');
}

/** A minute of the day that is so many days from `now`, by the local clock; one that a clock change skips is later. */
function localTime(now: EpochMs, days: number, minute: number): EpochMs {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 0, minute).getTime();
}
