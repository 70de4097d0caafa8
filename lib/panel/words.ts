import type { PanelView } from '../model/panel';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../model/time';

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
    fill(template, { n: age < unitMs ? '<1' : numberText(Math.floor(age / unitMs), locale) });
  if (age < HOUR_MS) return write(words.minutes, MINUTE_MS);
  return age < 2 * DAY_MS ? write(words.hours, HOUR_MS) : write(words.days, DAY_MS);
}

/** Small numbers are written alike in all languages of the texts, and asking how costs a third of a millisecond. */
function numberText(number: number, locale: string): string {
  return number < 1000 ? `${number}` : number.toLocaleString(locale);
}
