import type { Outcome } from './failures';
import { dropStream } from './floods';

/** The shortest limit of a browser for all headers of an answer together. */
const MOST_HEADER_BYTES = 256 * 1024;

/**
 * Turns an outcome into what a browser's fetch gives: a lost answer and a forbidden redirect reject with a TypeError,
 * an aborted request rejects with its reason, also while its body is being read.
 */
export async function fetchLike(
  handle: (request: Request) => Promise<Outcome>,
  request: Request,
): Promise<Response> {
  request.signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    request.signal.addEventListener('abort', () => reject(request.signal.reason), { once: true });
  });
  aborted.catch(() => {});
  const outcome = await Promise.race([handle(request), aborted]);
  if (outcome.kind === 'slowHeaders') return aborted.finally(() => dropStream(outcome.seen));
  if (outcome.kind === 'lost') throw new TypeError('Failed to fetch');
  if (outcome.kind === 'cut') return broken(outcome.status, outcome.half);
  const { response } = outcome;
  const headerBytes = [...response.headers].reduce(
    (sum, [name, value]) => sum + name.length + value.length,
    0,
  );
  if (headerBytes > MOST_HEADER_BYTES) throw new TypeError('Failed to fetch');
  const location = response.headers.get('location');
  if (location === null || response.status < 300 || response.status > 399 || request.redirect === 'manual') {
    return abortable(response, request.signal);
  }
  if (request.redirect === 'error') throw new TypeError('Failed to fetch');
  return fetchLike(handle, new Request(new URL(location, request.url), { headers: request.headers }));
}

function broken(status: number, half: string): Response {
  const parts = [new TextEncoder().encode(half)];
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const part = parts.shift();
      if (part) controller.enqueue(part);
      else controller.error(new TypeError('network error'));
    },
  });
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}

function abortable(response: Response, signal: AbortSignal): Response {
  if (response.body === null) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      signal.addEventListener('abort', () => controller.error(signal.reason), { once: true });
    },
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (signal.aborted) return;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, { status: response.status, headers: response.headers });
}
