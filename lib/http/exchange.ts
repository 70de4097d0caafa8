import type { EpochMs } from '../model/time';
import { TroubleError } from '../model/trouble';
import { readText, untilAborted } from './body';
import { serverTimeOf } from './waits';

/** What every exchange of a session has in common. */
export type Exchanger = {
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  readonly now: () => EpochMs;
  readonly maxBytes: number;
  readonly onServerTime: (skewMs: number) => void;
  /** Once it is aborted no request leaves; its reason is thrown instead. */
  readonly until: AbortSignal;
};

export type Call = { readonly method: string; readonly url: string; readonly body?: string };

/**
 * One request and its answer, whatever its status, with the whole body in memory.
 * Throws `unreachable` when no complete answer came, `tooLarge`, or either signal's reason.
 */
export async function exchange(http: Exchanger, call: Call, signal: AbortSignal): Promise<Response> {
  const headers = headersOf(http, call);
  try {
    http.until.throwIfAborted();
    const response = await untilAborted(
      http.fetch(call.url, {
        method: call.method,
        headers,
        ...(call.body === undefined ? {} : { body: call.body }),
        // An API may accept its panel's session cookie as well; only the key may decide what is allowed.
        credentials: 'omit',
        // A redirect would carry the key's header to wherever it points.
        redirect: 'error',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal,
      }),
      signal,
    );
    const serverTime = serverTimeOf(response.headers);
    if (serverTime !== null) http.onServerTime(serverTime - http.now());
    const text = await readText(response, http.maxBytes, signal);
    return new Response(text === '' ? null : text, { status: response.status, headers: response.headers });
  } catch (error) {
    if (error instanceof TroubleError) throw error;
    throw new TroubleError({ kind: signal.aborted ? 'timedOut' : 'unreachable' });
  }
}

/** Runs with a signal that is aborted with `timedOut` when the deadline passes. */
export async function withDeadline<T>(
  deadlineMs: number,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new TroubleError({ kind: 'timedOut' })), deadlineMs);
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

function headersOf(http: Exchanger, call: Call): Headers {
  const json = call.body === undefined ? {} : { 'Content-Type': 'application/json' };
  try {
    return new Headers({ Accept: 'application/json', ...json, ...http.headers });
  } catch (error) {
    // A key with characters that no header can carry is no provider's key.
    if (error instanceof TypeError) throw new TroubleError({ kind: 'wrongKey' });
    throw error;
  }
}
