import type { PanelView } from '../model/panel';
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../model/time';

/** A template with its places (`{age}`) filled in; a place that has no value stays as it is. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/**
 * "12 min", "33 h", "9 d": the scale of the popup's `formatAge`, which the tests hold it to. Under a minute the popup
 * says "now", which fits into no sentence here: "<1 min".
 */
export function ageText(ageMs: number, { words, locale }: PanelView): string {
  const age = Math.max(0, ageMs);
  const write = (template: string, unitMs: number) =>
    fill(template, { n: age < unitMs ? '<1' : Math.floor(age / unitMs).toLocaleString(locale) });
  if (age < HOUR_MS) return write(words.minutes, MINUTE_MS);
  return age < 2 * DAY_MS ? write(words.hours, HOUR_MS) : write(words.days, DAY_MS);
}

/** Weekday, date and time, in the time zone of the person who reads it. */
export function momentText(at: EpochMs, locale: string): string {
  if (moments?.locale !== locale) {
    // Plain "en" would write the month first, which is read differently on each side of the Atlantic.
    const tag = locale === 'en' ? 'en-GB' : locale;
    moments = { locale, format: new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'short' }) };
  }
  return moments.format.format(at);
}

/** A formatter is costly to make, and a page has one language. */
let moments: { readonly locale: string; readonly format: Intl.DateTimeFormat } | null = null;
