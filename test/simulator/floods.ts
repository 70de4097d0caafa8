import { gzipSync } from 'node:zlib';

/** A stream that a failure sends, as the sender sees it. */
export type StreamSeen = {
  readonly kind: string;
  /** What was handed to the connection so far. */
  bytes: number;
  state: 'open' | 'ended' | 'dropped';
  readonly openedAtMs: number;
  /** When the client let go of it; real milliseconds, as those of `openedAtMs`. */
  droppedAtMs: number | null;
};

const CHUNK_BYTES = 65_536;

export function openStream(streams: StreamSeen[], kind: string): StreamSeen {
  const seen: StreamSeen = { kind, bytes: 0, state: 'open', openedAtMs: Date.now(), droppedAtMs: null };
  streams.push(seen);
  return seen;
}

export function dropStream(seen: StreamSeen): void {
  if (seen.state !== 'open') return;
  seen.state = 'dropped';
  seen.droppedAtMs = Date.now();
}

type Part = string | Uint8Array | Promise<string>;

/** A body that is made while it is read. */
export function streamed(
  seen: StreamSeen,
  parts: Iterable<Part>,
  atEnd: 'close' | 'leaveOpen',
  headers: Readonly<Record<string, string>> = {},
): Response {
  const encoder = new TextEncoder();
  const iterator = parts[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = iterator.next();
      if (!next.done) {
        const part = await next.value;
        if (seen.state === 'dropped') return;
        const bytes = typeof part === 'string' ? encoder.encode(part) : part;
        seen.bytes += bytes.byteLength;
        controller.enqueue(bytes);
      } else if (atEnd === 'close') {
        seen.state = 'ended';
        controller.close();
      } else await new Promise(() => {});
    },
    cancel: () => dropStream(seen),
  });
  return new Response(body, { headers: { 'content-type': 'application/json', ...headers } });
}

/** JSON of exactly so many bytes. */
export function* textParts(bytes: number): Generator<string> {
  const open = '{"data": "';
  const close = '"}';
  const chunk = 'x'.repeat(CHUNK_BYTES);
  yield open;
  for (let left = bytes - open.length - close.length; left > 0; left -= chunk.length) {
    yield left >= chunk.length ? chunk : chunk.slice(0, left);
  }
  yield close;
}

/** One blank after the other, so that every byte is good JSON so far. */
export function* drops(everyMs: number): Generator<string | Promise<string>> {
  yield '{"data": [';
  for (;;) yield new Promise<string>((resolve) => setTimeout(() => resolve(' '), everyMs));
}

export function gzipBombOf(seen: StreamSeen, bytes: number): Response {
  const packed = gzipSync(Buffer.alloc(bytes, ' '));
  return streamed(seen, [packed], 'close', { 'content-encoding': 'gzip' });
}

export function headerBomb(answer: Response, count: number, bytes: number): Response {
  const headers = new Headers(answer.headers);
  for (let at = 0; at < count; at += 1) headers.set(`x-flood-${at}`, 'x'.repeat(bytes));
  return new Response(answer.body, { status: answer.status, headers });
}
