import type { EpochMs } from '../model/time';

/** A query string's parts; null and undefined ones are left out. */
export type Query = Readonly<Record<string, string | number | null | undefined>>;

/** A 2xx answer. `body` is the parsed JSON, or null where the answer had no body. */
export type HttpAnswer = {
  readonly status: number;
  readonly body: unknown;
  /** How long the body was, in characters. */
  readonly chars: number;
  /** The provider's clock at the time of the answer, where it stated one. */
  readonly serverTime: EpochMs | null;
};

/**
 * Calls to one provider under one key. Every method throws `TroubleError` and nothing else.
 * `path` is absolute on the provider's API origin ("/v1/backups"); no call can leave that origin.
 */
export type HttpSession = {
  /** GET: repeated by itself on passing failures, within one deadline. */
  readonly read: (path: string, query?: Query) => Promise<HttpAnswer>;
  /**
   * Sent once, whatever happens, and not at all while the provider asked to be left alone: no provider documents an
   * idempotency key. The troubles `unreachable`, `timedOut`, `providerError`, `notJson` and `tooLarge` leave open
   * whether it was done (the request may have arrived and only its answer been lost); every other trouble says that
   * it was not.
   */
  readonly write: (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown) => Promise<HttpAnswer>;
};
