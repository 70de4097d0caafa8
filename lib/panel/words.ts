import type { PanelView } from '../model/panel';
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../model/time';

/** A template with its places (`{age}`) filled in; a place that has no value stays as it is. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** "12 min", "33 h", "9 d": the scale of the popup's `formatAge`, which the tests hold it to. */
export function ageText(ageMs: number, { words, locale }: PanelView): string {
  const age = Math.max(0, ageMs);
  const [template, unitMs] =
    age < HOUR_MS
      ? [words.minutes, MINUTE_MS]
      : age < 2 * DAY_MS
        ? [words.hours, HOUR_MS]
        : [words.days, DAY_MS];
  return fill(template, { n: numberText(Math.floor(age / unitMs), locale) });
}

/** Date, time and time zone in full, as the popup's `formatMoment`. */
export function momentText(at: EpochMs, locale: string): string {
  return formatsOf(locale).moment.format(at);
}

export function numberText(value: number, locale: string): string {
  return formatsOf(locale).number.format(value);
}

/** Formatters are costly to make; a page has one language. */
let formats: { locale: string; number: Intl.NumberFormat; moment: Intl.DateTimeFormat } | null = null;

function formatsOf(locale: string): NonNullable<typeof formats> {
  if (formats?.locale !== locale) {
    formats = {
      locale,
      number: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
      // Plain "en" would write the month first, which is read differently on each side of the Atlantic.
      moment: new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZoneName: 'short',
      }),
    };
  }
  return formats;
}
