import { type EpochMs, LAST_DATE_MS } from '../model/time';

const ISO =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:\s*(Z)|([+-]\d{2}):?(\d{2}))?)?$/i;

/**
 * The time of an ISO 8601 text; null where there is none or it is no date. Without a zone it is UTC, the zone that all
 * three references use, never the zone of the browser.
 */
export function epochOf(text: string | null | undefined): EpochMs | null {
  const match = ISO.exec(text?.trim() ?? '');
  if (match === null) return null;
  const [, day, time = '00:00', , hours, minutes] = match;
  const epoch = Date.parse(`${day}T${time}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`);
  return Number.isNaN(epoch) ? null : epoch;
}

/** The time of Unix seconds; null where they are none. */
export function epochOfSeconds(seconds: number | null | undefined): EpochMs | null {
  if (seconds === null || seconds === undefined || seconds <= 0) return null;
  const epoch = seconds * 1000;
  return epoch <= LAST_DATE_MS ? epoch : null;
}

/** The text without blanks around it; null where nothing is left. */
export function textOf(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

/** Decimal gigabytes in bytes, rounded; null where there are none, or more than any disk has. */
export function bytesOfGb(gb: number | null | undefined): number | null {
  return bytesOf(gb, 1e9);
}

/** Decimal megabytes in bytes, rounded; null where there are none, or more than any disk has. */
export function bytesOfMb(mb: number | null | undefined): number | null {
  return bytesOf(mb, 1e6);
}

function bytesOf(amount: number | null | undefined, unit: number): number | null {
  const bytes = Math.round((amount ?? Number.NaN) * unit);
  return bytes >= 0 && bytes <= Number.MAX_SAFE_INTEGER ? bytes : null;
}
