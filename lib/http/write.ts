import { SECOND_MS } from '../model/time';
import { TroubleError } from '../model/trouble';
import { parseJson } from './body';
import { type Call, type Exchanger, exchange, withDeadline } from './exchange';
import type { Limiter } from './limiter';
import { statedWaitMs } from './waits';

// Chrome stops a worker whose request has no answer for 30 s; ours is given up before that.
const WRITE_DEADLINE_MS = 25 * SECOND_MS;

/**
 * One request, sent once, and its answer, whatever its status. While the provider asked to be left alone nothing is
 * sent and `rateLimited` thrown; a 429 with a time asks for that.
 */
export function writeAnswer(http: Exchanger, limiter: Limiter, call: Call): Promise<Response> {
  return limiter.write(async () => {
    const retryAt = limiter.heldUntil();
    if (retryAt > http.now()) throw new TroubleError({ kind: 'rateLimited', retryAt, stated: true });
    const response = await withDeadline(WRITE_DEADLINE_MS, (signal) => exchange(http, call, signal));
    if (response.status === 429) await hold(http, limiter, response.clone());
    return response;
  });
}

async function hold(http: Exchanger, limiter: Limiter, response: Response): Promise<void> {
  const answer = { status: response.status, headers: response.headers, now: http.now() };
  const waitMs = statedWaitMs(answer, parseJson(await response.text(), []));
  if (waitMs !== null) limiter.hold(answer.now + waitMs);
}
