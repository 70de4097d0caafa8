import { SECOND_MS } from '../model/time';
import type { Trouble } from '../model/trouble';
import { oneLine } from './redact';
import { type AnswerTimes, statedWaitMs } from './waits';

// Our own choice where a provider limits us without saying for how long.
const UNSTATED_WAIT_MS = 60 * SECOND_MS;

/** The trouble behind an answer that is not 2xx; `body` is its JSON, or undefined where it was none. */
export function refusalOf(answer: AnswerTimes, body: unknown): Trouble {
  const { status } = answer;
  const detail = detailOf(body);
  switch (status) {
    case 401:
      return { kind: 'wrongKey' };
    case 403:
      // A page comes from something in front of the API and says nothing of what the key may do.
      return body === undefined ? { kind: 'refused', status, detail } : { kind: 'forbidden', detail };
    case 404:
      return { kind: 'notFound', detail };
    // The server gave up waiting for the request, which says nothing of what became of it.
    case 408:
      return { kind: 'timedOut' };
    case 409:
    case 423:
      return { kind: 'busy', detail };
    case 429:
      return rateLimit(answer, body);
  }
  if (status < 400) return { kind: 'unreachable' };
  return status < 500 ? { kind: 'refused', status, detail } : { kind: 'providerError', status, detail };
}

/** The limit that an answer states, or the one we set ourselves where it states none. */
export function rateLimit(answer: AnswerTimes, body: unknown): Trouble {
  const waitMs = statedWaitMs(answer, body);
  return {
    kind: 'rateLimited',
    retryAt: answer.now + (waitMs ?? UNSTATED_WAIT_MS),
    stated: waitMs !== null,
  };
}

/** The provider's own words in an error body, on one line; null where it has none. */
export function detailOf(body: unknown): string | null {
  if (!isRecord(body)) return null;
  const main = [body.detail, body.message, body.error, body.title].find((text) => typeof text === 'string');
  const field = firstValidation(body);
  if (typeof main !== 'string' || main === '') return field === null ? null : oneLine(field);
  return oneLine(field === null ? main : `${main.replace(/[.:]\s*$/, '')}: ${field}`);
}

/** The first of `errors[].detail`, `details[].message` or `errors.<field>[]`, as far as the body has any. */
function firstValidation(body: Record<string, unknown>): string | null {
  for (const list of [body.errors, body.details]) {
    if (!isRecord(list) && !Array.isArray(list)) continue;
    const first: unknown = Object.values(list)[0];
    const candidates = isRecord(first)
      ? [first.detail, first.message]
      : [Array.isArray(first) ? first[0] : first];
    const text = candidates.find((candidate) => typeof candidate === 'string');
    if (typeof text === 'string') return text;
  }
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
