import ky, { HTTPError } from 'ky';
import { type EpochMs, SECOND_MS } from '../model/time';
import { TroubleError } from '../model/trouble';
import { parseJson } from './body';
import { type Exchanger, exchange, withDeadline } from './exchange';
import type { Limiter } from './limiter';
import { rateLimit } from './refusal';
import { exhaustedWaitMs, statedWaitMs } from './waits';

/** Longer waits are not slept through: the worker may be gone before they end. */
export const LONGEST_SLEEP_MS = 20 * SECOND_MS;
const MORE_TRIES = 2;
const FIRST_BACKOFF_MS = 500;
const PASSING = [408, 500, 502, 503, 504];

/**
 * A GET, tried again on passing failures, all tries within one deadline. Gives the last answer, whatever its status;
 * throws `rateLimited` where the provider's wait is too long to sleep through, or longer than what is left.
 */
export function readAnswer(
  http: Exchanger,
  limiter: Limiter,
  url: string,
  deadlineMs: number,
): Promise<Response> {
  return limiter.read(async () => {
    await waitForHold(http, limiter);
    const endsAt = http.now() + deadlineMs;
    return withDeadline(deadlineMs, (signal) => tries(http, limiter, url, endsAt, signal));
  });
}

async function tries(
  http: Exchanger,
  limiter: Limiter,
  url: string,
  endsAt: EpochMs,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await ky(url, {
      signal,
      timeout: false,
      fetch: () => exchange(http, { method: 'GET', url }, signal),
      retry: {
        limit: MORE_TRIES,
        methods: ['get'],
        statusCodes: PASSING,
        // ky would shorten a long stated wait to its own maximum; ours are obeyed in the hook below.
        afterStatusCodes: [],
        delay: (attempt) => FIRST_BACKOFF_MS * 2 ** (attempt - 1),
        shouldRetry: ({ error }) => (isPassing(error) && !signal.aborted ? undefined : false),
      },
      hooks: {
        afterResponse: [
          async (_request, _options, response, { retryCount }) => {
            const waitMs = await obeyLimits(http, limiter, response);
            if (waitMs === null) return undefined;
            if (retryCount >= MORE_TRIES || waitMs > LONGEST_SLEEP_MS || http.now() + waitMs >= endsAt) {
              throw new TroubleError({ kind: 'rateLimited', retryAt: http.now() + waitMs, stated: true });
            }
            return ky.retry({ delay: waitMs, code: 'STATED_WAIT' });
          },
        ],
      },
    });
  } catch (error) {
    if (error instanceof HTTPError) return error.response;
    throw error;
  }
}

/** Notes what the answer says of limits; the wait it states for this very request, or null. Throws an unstated 429. */
async function obeyLimits(http: Exchanger, limiter: Limiter, response: Response): Promise<number | null> {
  const answer = { status: response.status, headers: response.headers, now: http.now() };
  const body = response.ok ? null : parseJson(await response.text(), []);
  const waitMs = statedWaitMs(answer, body);
  const holdMs = response.ok ? exhaustedWaitMs(answer) : waitMs;
  if (holdMs !== null) limiter.hold(answer.now + holdMs);
  if (response.status === 429 && waitMs === null) throw new TroubleError(rateLimit(answer, body));
  return waitMs;
}

async function waitForHold(http: Exchanger, limiter: Limiter): Promise<void> {
  for (;;) {
    const waitMs = limiter.heldUntil() - http.now();
    if (waitMs <= 0) return;
    if (waitMs > LONGEST_SLEEP_MS) {
      throw new TroubleError({ kind: 'rateLimited', retryAt: limiter.heldUntil(), stated: true });
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

function isPassing(error: Error): boolean {
  return (
    error instanceof HTTPError || (error instanceof TroubleError && error.trouble.kind === 'unreachable')
  );
}
