import type { EpochMs } from '../model/time';

/** The name of a file, after the local day: `lastgood-settings-2026-03-10.json`. */
export function dated(what: string, now: EpochMs, ending: string): string {
  const date = new Date(now);
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return `lastgood-${what}-${day.map((part) => String(part).padStart(2, '0')).join('-')}.${ending}`;
}
