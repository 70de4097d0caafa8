import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../model/time';
import { locale, t } from './i18n';

/** How many days away a weekday still names one day alone. */
const MOST_DAYS = 6;

/** "12 min", "33 h", "9 d": the largest unit that keeps the number telling. Rounds down; under a minute: "now". */
export function formatAge(ageMs: number): string {
  const { unit, count } = scale(ageMs);
  if (count < 1) return t('age.now');
  return t(`age.${unit}`, { number: number(count) });
}

/** The same age in whole words: "9 days", "33 hours", "less than a minute". */
export function formatAgeLong(ageMs: number): string {
  const { unit, count } = scale(ageMs);
  if (count < 1) return t('age.underMinute');
  return unitFormat(unit, 'long').format(count);
}

/** "2 min ago", or "just now" under a minute. */
export function formatAgo(ageMs: number): string {
  return ageMs < MINUTE_MS ? t('age.justNow') : t('age.ago', { age: formatAge(ageMs) });
}

/** "12 h 45 min": the two largest units of a span, rounded down. */
export function formatDuration(spanMs: number): string {
  const span = Math.max(0, spanMs);
  const parts = [
    { unit: 'days' as const, count: Math.floor(span / DAY_MS) },
    { unit: 'hours' as const, count: Math.floor((span % DAY_MS) / HOUR_MS) },
    { unit: 'minutes' as const, count: Math.floor((span % HOUR_MS) / MINUTE_MS) },
  ];
  const first = parts.findIndex((part) => part.count > 0);
  if (first === -1) return t('age.minutes', { number: number(0) });
  return parts
    .slice(first, first + 2)
    .filter((part) => part.count > 0)
    .map((part) => t(`age.${part.unit}`, { number: number(part.count) }))
    .join(' ');
}

/**
 * "Today 15:45", "Yesterday 03:00", "Tomorrow 02:00", else "12 Nov 03:00", with the year when it is another one.
 * In the time zone of the person who reads it.
 */
export function formatWhen(at: EpochMs, now: EpochMs): string {
  const time = dateFormat('time').format(at);
  switch (daysBetween(now, at)) {
    case 0:
      return t('when.today', { time });
    case -1:
      return t('when.yesterday', { time });
    case 1:
      return t('when.tomorrow', { time });
    default: {
      const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
      return t('when.date', { date: dateFormat(sameYear ? 'day' : 'dayYear').format(at), time });
    }
  }
}

/**
 * The same moment as it stands within a sentence: "today 15:45", "yesterday 03:00", "tomorrow 02:00"; by its weekday
 * ("Sat 22:00") up to six days away, where no other day has that name; else "12 Nov 03:00".
 */
export function formatWhenWithin(at: EpochMs, now: EpochMs): string {
  const time = dateFormat('time').format(at);
  const days = daysBetween(now, at);
  if (days === 0) return t('when.in.today', { time });
  if (days === -1) return t('when.in.yesterday', { time });
  if (days === 1) return t('when.in.tomorrow', { time });
  if (Math.abs(days) > MOST_DAYS) return formatWhen(at, now);
  return t('when.in.weekday', { weekday: dateFormat('weekday').format(at), time });
}

/** A backup's moment within a sentence, dated as it is in the lists: "today 15:45", "yesterday 03:00", "12 Nov 03:00". */
export function formatBackupWhen(createdAt: EpochMs, now: EpochMs): string {
  return Math.abs(daysBetween(now, createdAt)) > 1
    ? formatWhen(createdAt, now)
    : formatWhenWithin(createdAt, now);
}

/** "Friday" for a day of the coming week after tomorrow; null for any other, which its weekday would not name. */
export function comingWeekday(at: EpochMs, now: EpochMs): string | null {
  const days = daysBetween(now, at);
  return days > 1 && days <= MOST_DAYS ? dateFormat('weekdayLong').format(at) : null;
}

/** "12 Nov", by the local clock. */
export function formatDay(at: EpochMs): string {
  return dateFormat('day').format(at);
}

/** "Nov", by the local clock. */
export function formatMonth(at: EpochMs): string {
  return dateFormat('month').format(at);
}

/** "Sunday" for 0, …, "Saturday" for 6. */
export function weekdayName(day: number): string {
  // The first of February 2026 was a Sunday; at noon no clock change moves it to another day.
  return dateFormat('weekdayLong').format(new Date(2026, 1, 1 + day, 12));
}

/** Date, time and time zone in full: for a `title`, where the short form leaves something out. */
export function formatMoment(at: EpochMs): string {
  return dateFormat('full').format(at);
}

const SIZE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in decimal units with at most one decimal: "4.4 GB", "512 MB". */
export function formatSize(sizeBytes: number): string {
  let unit = 0;
  let value = sizeBytes;
  // 999.95 would be written as 1,000.0, so it already belongs to the next unit.
  while (value >= 999.95 && unit < SIZE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return unitFormat(SIZE_UNITS[unit] ?? 'byte', 'short').format(value);
}

/** A whole number with the grouping of the language. */
export function number(value: number): string {
  return numberFormat(locale()).format(value);
}

/** A change as a share, with its sign: "+12%", "-3%", "0%". */
export function percent(share: number): string {
  return percentFormat(locale()).format(share);
}

function scale(ageMs: number): { unit: 'minutes' | 'hours' | 'days'; count: number } {
  const age = Math.max(0, ageMs);
  if (age < HOUR_MS) return { unit: 'minutes', count: Math.floor(age / MINUTE_MS) };
  if (age < 2 * DAY_MS) return { unit: 'hours', count: Math.floor(age / HOUR_MS) };
  return { unit: 'days', count: Math.floor(age / DAY_MS) };
}

/** Calendar days from one moment to another, by the local clock: not spans of 24 h, which a clock change bends. */
function daysBetween(from: EpochMs, to: EpochMs): number {
  const dayNumber = (at: EpochMs) => {
    const date = new Date(at);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS;
  };
  return dayNumber(to) - dayNumber(from);
}

const INTL_UNIT = { minutes: 'minute', hours: 'hour', days: 'day' } as const;
type Unit = keyof typeof INTL_UNIT | (typeof SIZE_UNITS)[number];

const unitFormat = (unit: Unit, unitDisplay: 'short' | 'long') => unitFormatOf(locale(), unit, unitDisplay);

const unitFormatOf = cached(
  (language: string, unit: Unit, unitDisplay: 'short' | 'long') =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: unit in INTL_UNIT ? INTL_UNIT[unit as keyof typeof INTL_UNIT] : unit,
      unitDisplay,
      maximumFractionDigits: 1,
    }),
);

const numberFormat = cached(
  (language: string) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }),
);

const percentFormat = cached(
  (language: string) =>
    new Intl.NumberFormat(language, {
      style: 'percent',
      maximumFractionDigits: 0,
      signDisplay: 'exceptZero',
    }),
);

const DATE_STYLES = {
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'short' },
  weekdayLong: { weekday: 'long' },
  day: { day: 'numeric', month: 'short' },
  month: { month: 'short' },
  dayYear: { day: 'numeric', month: 'short', year: 'numeric' },
  full: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const dateFormat = (style: keyof typeof DATE_STYLES) => dateFormatOf(locale(), style);

const dateFormatOf = cached(
  (language: string, style: keyof typeof DATE_STYLES) =>
    // Plain "en" would write the month first, which is read differently on each side of the Atlantic.
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, DATE_STYLES[style]),
);

/** Formatters are costly to make and are asked for in every row. */
function cached<Args extends readonly string[], Value>(
  make: (...args: Args) => Value,
): (...args: Args) => Value {
  const made = new Map<string, Value>();
  return (...args) => {
    const key = args.join(' ');
    const value = made.get(key) ?? make(...args);
    made.set(key, value);
    return value;
  };
}
