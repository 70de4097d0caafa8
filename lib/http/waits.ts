import { DAY_MS, type EpochMs, LAST_DATE_MS, SECOND_MS } from '../model/time';

/** What an answer says about time, beside its body. */
export type AnswerTimes = {
  readonly status: number;
  readonly headers: Headers;
  /** Our clock when the answer came. */
  readonly now: EpochMs;
};

// A wait that is stated by mistake must not lock an account for good.
const MAX_WAIT_MS = DAY_MS;
const EPOCH_SECONDS_FLOOR = 1e9;
const EPOCH_MS_FLOOR = 1e12;

/** The provider's clock, from the `Date` header; null where it is absent or unreadable. */
export function serverTimeOf(headers: Headers): EpochMs | null {
  return parseDate(headers.get('Date'));
}

/**
 * How long the provider asks us to wait, in milliseconds; null where it does not say.
 * `Retry-After` comes as seconds or as an HTTP date, `X-RateLimit-Reset` as an ISO time or as seconds,
 * `retryAfter` in a body as an ISO time (docs/providers.md says who sends which). Times are measured by the provider's own clock.
 */
export function statedWaitMs(answer: AnswerTimes, body: unknown): number | null {
  if (answer.status !== 429 && answer.status !== 503) return null;
  const asked = waitOf(answer.headers.get('Retry-After'), answer);
  if (asked !== null || answer.status === 503) return asked;
  return resetWaitMs(answer) ?? waitOf(retryAfterOf(body), answer);
}

/** How long to leave the provider alone after a good answer that used up the allowance; null where it did not. */
export function exhaustedWaitMs(answer: AnswerTimes): number | null {
  const remaining = answer.headers.get('X-RateLimit-Remaining')?.trim();
  return remaining === '0' ? resetWaitMs(answer) : null;
}

function resetWaitMs(answer: AnswerTimes): number | null {
  return waitOf(answer.headers.get('X-RateLimit-Reset'), answer);
}

function waitOf(stated: string | null, answer: AnswerTimes): number | null {
  if (stated === null) return null;
  const waitMs = /^\s*\d+(\.\d+)?\s*$/.test(stated)
    ? waitOfNumber(Number(stated), answer)
    : waitOfTime(parseDate(stated), answer);
  return waitMs === null ? null : Math.min(Math.max(waitMs, 0), MAX_WAIT_MS);
}

function waitOfNumber(stated: number, answer: AnswerTimes): number | null {
  if (stated >= EPOCH_MS_FLOOR) return waitOfTime(stated, answer);
  if (stated >= EPOCH_SECONDS_FLOOR) return waitOfTime(stated * SECOND_MS, answer);
  return Math.ceil(stated * SECOND_MS);
}

function waitOfTime(time: EpochMs | null, answer: AnswerTimes): number | null {
  return time === null ? null : time - (serverTimeOf(answer.headers) ?? answer.now);
}

function retryAfterOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('retryAfter' in body)) return null;
  const { retryAfter } = body;
  return typeof retryAfter === 'string' || typeof retryAfter === 'number' ? String(retryAfter) : null;
}

function parseDate(text: string | null): EpochMs | null {
  const time = text === null ? Number.NaN : Date.parse(text);
  return time >= 0 && time <= LAST_DATE_MS ? time : null;
}
