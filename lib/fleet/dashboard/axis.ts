import { DAY_MS, type EpochMs } from '../../model/time';
import type { SpanDays } from './address';

const MONDAY = 1;
const MID_MONTH = 15;

/** The days that the axis of a timeline names, oldest first, each by its first moment here. */
export function ticksOf(now: EpochMs, days: SpanDays): readonly EpochMs[] {
  const ticks: EpochMs[] = [];
  const day = new Date(now - days * DAY_MS);
  day.setHours(0, 0, 0, 0);
  // By the calendar and not by 24 h, which a change of the clocks bends.
  for (day.setDate(day.getDate() + 1); day.getTime() <= now; day.setDate(day.getDate() + 1)) {
    if (isNamed(day, days)) ticks.push(day.getTime());
  }
  return ticks;
}

/** Mondays of a month, the beginnings and middles of the months of a quarter, the beginnings of a year's. */
function isNamed(day: Date, days: SpanDays): boolean {
  if (days === 30) return day.getDay() === MONDAY;
  return day.getDate() === 1 || (days === 90 && day.getDate() === MID_MONTH);
}
