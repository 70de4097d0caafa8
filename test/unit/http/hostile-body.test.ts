import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseJson } from '../../../lib/http/body';
import { oneLine, redact } from '../../../lib/http/redact';
import { canned, KEY, START, session, settled, stopTheClock, troubleFrom } from './canned';

vi.setConfig({ testTimeout: 60_000 });

const CAP = 8_000_000;
const CHUNK = 65_536;

/** A body that tells how much of it was asked for; nothing of it is made before. */
function counted(parts: Iterable<Uint8Array | Promise<Uint8Array>>, headers: Record<string, string> = {}) {
  const iterator = parts[Symbol.iterator]();
  const seen = { bytes: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = iterator.next();
        if (next.done) return controller.close();
        const part = await next.value;
        seen.bytes += part.byteLength;
        return controller.enqueue(part);
      },
      cancel: () => {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { response: new Response(body, { headers }), seen };
}

function* chunks(bytes: number) {
  const chunk = new Uint8Array(CHUNK).fill(0x20);
  for (let left = bytes; left > 0; left -= CHUNK) yield chunk;
}

function* drops() {
  for (;;) yield new Promise<Uint8Array>((resolve) => setTimeout(() => resolve(new Uint8Array([0x20])), 700));
}

describe('of a body', () => {
  test('of 200 MB no more is read than the cap and one chunk, and the rest is dropped', async () => {
    const { response, seen } = counted(chunks(200_000_000));
    expect(await troubleFrom(session(canned(response).fetch).read('/x'))).toEqual({ kind: 'tooLarge' });
    expect(seen.bytes).toBeGreaterThan(CAP);
    expect(seen.bytes).toBeLessThanOrEqual(CAP + CHUNK);
    expect(seen.cancelled).toBe(true);
  });

  test('that states its 200 MB nothing is read at all', async () => {
    const { response, seen } = counted(chunks(200_000_000), { 'Content-Length': '200000000' });
    const { fetch, calls } = canned(response);
    expect(await troubleFrom(session(fetch).read('/x'))).toEqual({ kind: 'tooLarge' });
    expect(seen).toEqual({ bytes: 0, cancelled: true });
    expect(calls).toHaveLength(1);
  });

  test('the size that it states is believed only where it is too large', async () => {
    const { response, seen } = counted(chunks(20_000_000), { 'Content-Length': '7' });
    expect(await troubleFrom(session(canned(response).fetch).read('/x'))).toEqual({ kind: 'tooLarge' });
    expect(seen.bytes).toBeLessThanOrEqual(CAP + CHUNK);
  });
});

describe('by the clock', () => {
  beforeEach(stopTheClock);
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each([
    ['a read', 20_000],
    ['a write', 25_000],
  ] as const)(
    '%s whose body drips is given up at its deadline, however it drips',
    async (what, deadlineMs) => {
      const { response, seen } = counted(drops());
      const { fetch, calls } = canned(response);
      const http = session(fetch);
      const work = what === 'a read' ? http.read('/x') : http.write('POST', '/x');
      expect(await troubleFrom(work)).toEqual({ kind: 'timedOut' });
      expect(Date.now() - START).toBe(deadlineMs);
      expect(calls).toHaveLength(1);
      expect(calls[0]?.init.signal?.aborted).toBe(true);
      expect(seen.cancelled).toBe(true);
      expect(seen.bytes).toBeLessThan(40);
    },
  );
});

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

test.each([
  ['arrays', nested('[', ']', 100_000)],
  ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
])('%s that nest 100,000 deep break nothing, in an answer or in an error', async (_name, text) => {
  const startedAt = Date.now();
  const { body } = await session(canned(new Response(text)).fetch).read('/x');
  expect(typeof body).toBe('object');
  const refused = session(canned(new Response(text, { status: 400 })).fetch).read('/x');
  expect(await troubleFrom(refused)).toEqual({ kind: 'refused', status: 400, detail: null });
  expect(Date.now() - startedAt).toBeLessThan(20_000);
});

test.each([
  ['empty objects', Array(2_600_000).fill('{}')],
  ['numbers', Array(3_900_000).fill('1')],
  ['texts', Array(2_600_000).fill('""')],
])('millions of %s are too much for an answer, and soon known to be', async (_name, values) => {
  const text = `[${values.join(',')}]`;
  const startedAt = Date.now();
  expect(await troubleFrom(session(canned(new Response(text)).fetch).read('/x'))).toEqual({
    kind: 'tooLarge',
  });
  expect(Date.now() - startedAt).toBeLessThan(20_000);
});

test('so are a million fields of one object', async () => {
  const wide = `{${Array.from({ length: 1_000_001 }, (_, at) => `"${at}":1`).join(',')}}`;
  const { fetch } = canned(new Response(wide));
  expect(await troubleFrom(session(fetch, { maxBytes: 20e6 }).read('/x'))).toEqual({ kind: 'tooLarge' });
});

test('every JSON value comes back as it is', () => {
  fc.assert(
    fc.property(fc.json({ depthSize: 'large' }), (text) => {
      expect(parseJson(text, [KEY])).toEqual(JSON.parse(text));
    }),
  );
  expect(parseJson('{"a": 1, "a": 2}', [])).toEqual({ a: 2 });
  expect(parseJson('[1e999, 1152921504606846977]', [])).toEqual([Number.POSITIVE_INFINITY, 2 ** 60]);
});

test('a name of `__proto__` is a name and changes no other object', () => {
  const value = parseJson(`{"__proto__": {"id": "${KEY}", "polluted": true}, "rows": [{}]}`, [KEY]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(value).not.toHaveProperty('polluted');
  expect('polluted' in {}).toBe(false);
  const replaced = parseJson(`{"__proto__": "${KEY}"}`, [KEY]);
  expect(Object.getPrototypeOf(replaced)).toBe(Object.prototype);
  expect(JSON.stringify(replaced)).toBe('{"__proto__":"•••"}');
});

test('a key in a name, with hidden marks in it or encoded in small letters is blotted out, too', () => {
  const value = parseJson(`{"errors": {"${KEY}": ["x"]}, "rows": [{"a${KEY}b": {}}]}`, [KEY]);
  expect(value).toEqual({ errors: { '•••': ['x'] }, rows: [{ 'a•••b': {} }] });
  const marks = fc.constantFrom('\u0000', '\u0007', '\u202e', '\u2068', '\u200f');
  fc.assert(
    fc.property(marks, fc.nat({ max: KEY.length }), fc.string(), (mark, at, before) => {
      const hidden = before + KEY.slice(0, at) + mark + KEY.slice(at);
      expect(oneLine(redact(hidden, [KEY])) ?? '').not.toContain(KEY);
    }),
  );
  expect(redact('sk-secret%2fkey%2b1 SK-SECRET', ['sk-secret/key+1'])).toBe('••• SK-SECRET');
});

test('a date in the header that no clock shows is none', async () => {
  for (const date of ['Sat, 13 Sep 275760 00:00:00 GMT', 'Wed, 31 Dec 1969 23:59:59 GMT', 'x'.repeat(5000)]) {
    const skews: number[] = [];
    const reply = new Response('{}', { headers: { Date: date } });
    const http = session(canned(reply).fetch, { onServerTime: (skewMs) => skews.push(skewMs) });
    expect((await settled(http.read('/x'))).serverTime).toBeNull();
    expect(skews).toEqual([]);
  }
});
