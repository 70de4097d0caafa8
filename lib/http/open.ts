import { type EpochMs, SECOND_MS } from '../model/time';
import { TroubleError, troubleOf } from '../model/trouble';
import { parseJson } from './body';
import type { Exchanger } from './exchange';
import type { Limiter } from './limiter';
import { readAnswer } from './read';
import { refusalOf } from './refusal';
import type { HttpAnswer, HttpSession } from './session';
import { targetUrl } from './target';
import { serverTimeOf } from './waits';
import { writeAnswer } from './write';

// Chrome stops a worker whose request has no answer for 30 s; ours are given up before that.
const READ_DEADLINE_MS = 20 * SECOND_MS;
const MAX_BYTES = 8_000_000;

export type SessionOptions = {
  /** The provider's API origin, without a trailing slash. */
  readonly origin: string;
  /** The headers that carry the key. */
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
  readonly now: () => EpochMs;
  /** What must never come back in an answer or a trouble: the key, in every form in which the headers carry it. */
  readonly secrets: readonly string[];
  /** One budget for all tries of a read, bodies included. */
  readonly deadlineMs?: number;
  /** The longest body that is read. */
  readonly maxBytes?: number;
  /** Told at every answer with a `Date`: the provider's clock minus ours. */
  readonly onServerTime?: (skewMs: number) => void;
  /**
   * Ends the session with a `TroubleError` as its reason: no request leaves any more, and what a read still brings is
   * not given out. The answer to a write is: it tells what was done.
   */
  readonly until?: AbortSignal;
  /** The account's own, shared by all its sessions. */
  readonly limiter: Limiter;
};

/** Calls to one provider under one key, with deadlines, retries of reads, rate limits and redaction. */
export function openSession(options: SessionOptions): HttpSession {
  const http: Exchanger = {
    headers: options.headers,
    // Browsers refuse a `fetch` that is called as another object's method.
    fetch: (input, init) => options.fetch.call(globalThis, input, init),
    now: options.now,
    maxBytes: options.maxBytes ?? MAX_BYTES,
    onServerTime: options.onServerTime ?? (() => undefined),
    until: options.until ?? new AbortController().signal,
  };
  const deadlineMs = options.deadlineMs ?? READ_DEADLINE_MS;
  return {
    read: (path, query) =>
      onlyTroubles(async () => {
        const url = targetUrl(options.origin, path, query);
        const answer = await settled(await readAnswer(http, options.limiter, url, deadlineMs), options);
        http.until.throwIfAborted();
        return answer;
      }),
    write: (method, path, body) =>
      onlyTroubles(async () => {
        const url = targetUrl(options.origin, path);
        const call = body === undefined ? { method, url } : { method, url, body: JSON.stringify(body) };
        return settled(await writeAnswer(http, options.limiter, call), options);
      }),
  };
}

async function settled(response: Response, options: SessionOptions): Promise<HttpAnswer> {
  const text = await response.text();
  const body = text.trim() === '' ? null : parseJson(text, options.secrets);
  const { status, headers } = response;
  if (!response.ok) throw new TroubleError(refusalOf({ status, headers, now: options.now() }, body));
  if (body === undefined) throw new TroubleError({ kind: 'notJson', status });
  return { status, body, chars: text.length, serverTime: serverTimeOf(headers) };
}

async function onlyTroubles<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    // A fresh error: what other errors carry (requests, headers) must not travel on.
    throw error instanceof TroubleError ? error : new TroubleError(troubleOf(error));
  }
}
