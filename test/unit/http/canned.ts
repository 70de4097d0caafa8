import { vi } from 'vitest';
import { createLimiter } from '../../../lib/http/limiter';
import { openSession, type SessionOptions } from '../../../lib/http/open';
import type { EpochMs } from '../../../lib/model/time';
import { TroubleError } from '../../../lib/model/trouble';

export const ORIGIN = 'https://api.example.com';
export const KEY = 'sk-Secret/Key+1';
export const START: EpochMs = Date.UTC(2026, 3, 27, 10, 0, 0);

export type Reply = Response | Error | 'never' | (() => Response | Promise<Response>);

export type SeenCall = { readonly afterMs: number; readonly url: string; readonly init: RequestInit };

/** A fetch that gives these replies in turn and keeps what it was asked for, with the time since the start. */
export function canned(...replies: readonly Reply[]): {
  readonly fetch: typeof fetch;
  readonly calls: readonly SeenCall[];
} {
  const calls: SeenCall[] = [];
  return {
    calls,
    fetch: async (input, init = {}) => {
      const reply = replies[calls.length];
      calls.push({ afterMs: Date.now() - START, url: String(input), init });
      if (reply === undefined) throw new Error('one call more than there are replies');
      if (reply === 'never') return new Promise<Response>(() => {});
      if (reply instanceof Error) throw reply;
      return typeof reply === 'function' ? reply() : reply;
    },
  };
}

export function session(fetch: typeof globalThis.fetch, more: Partial<SessionOptions> = {}) {
  return openSession({
    origin: ORIGIN,
    headers: { Authorization: `Bearer ${KEY}` },
    fetch,
    now: Date.now,
    secrets: [KEY],
    limiter: createLimiter(),
    ...more,
  });
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers });
}

/** Fake timers that leave everything alone that streams and promises need. */
export function stopTheClock(): void {
  vi.useFakeTimers({ now: START, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
}

/** What a promise gives while the stopped clock is moved from timer to timer. */
export async function settled<T>(work: Promise<T>): Promise<T> {
  let open = true;
  const close = () => {
    open = false;
  };
  work.then(close, close);
  while (open) {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    if (open && vi.getTimerCount() > 0) await vi.advanceTimersToNextTimerAsync();
  }
  return work;
}

/** The trouble that it throws; fails when it throws anything else or nothing. */
export async function troubleFrom(work: Promise<unknown>) {
  try {
    await settled(work);
  } catch (error) {
    if (error instanceof TroubleError) return error.trouble;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** A body that gives these parts and then ends, breaks or never ends; `wasCancelled` tells whether it was dropped. */
export function streamed(parts: Iterable<string>, end: 'close' | 'break' | 'never') {
  const iterator = parts[Symbol.iterator]();
  const encoder = new TextEncoder();
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = iterator.next();
      if (!next.done) controller.enqueue(encoder.encode(next.value));
      else if (end === 'close') controller.close();
      else if (end === 'break') controller.error(new TypeError('network error'));
      else await new Promise(() => {});
    },
    cancel: () => {
      cancelled = true;
    },
  });
  return { response: new Response(body), wasCancelled: () => cancelled };
}
