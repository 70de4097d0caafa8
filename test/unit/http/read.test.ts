import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLimiter } from '../../../lib/http/limiter';
import {
  canned,
  json,
  KEY,
  ORIGIN,
  START,
  session,
  settled,
  stopTheClock,
  streamed,
  troubleFrom,
} from './canned';

beforeEach(stopTheClock);
afterEach(() => {
  vi.useRealTimers();
});

const lost = () => new TypeError('Failed to fetch');
const times = (calls: readonly { readonly afterMs: number }[]) => calls.map(({ afterMs }) => afterMs);
const limited = (headers: Record<string, string>, body: unknown = {}) => json(body, 429, headers);

test('asks without cookies, cache, referrer or redirects, and encodes the query', async () => {
  const { fetch, calls } = canned(json({ data: [] }, 200, { Date: new Date(START).toUTCString() }));
  const query = { 'filter[server_id]': 7, cursor: null, page: undefined, sort: '-date' };
  const answer = await settled(session(fetch).read('/v1/backups', query));
  expect(answer).toEqual({ status: 200, body: { data: [] }, chars: 11, serverTime: START });
  expect(calls[0]?.url).toBe(`${ORIGIN}/v1/backups?filter%5Bserver_id%5D=7&sort=-date`);
  expect(calls[0]?.init).toMatchObject({
    method: 'GET',
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
  expect(Object.fromEntries(new Headers(calls[0]?.init.headers))).toEqual({
    accept: 'application/json',
    authorization: `Bearer ${KEY}`,
  });
});

test.each([408, 500, 502, 503, 504])('tries again after %i, three times at most', async (status) => {
  const { fetch, calls } = canned(json({}, status), json({}, status), json({ ok: true }));
  expect((await settled(session(fetch).read('/x'))).body).toEqual({ ok: true });
  expect(times(calls)).toEqual([0, 500, 1500]);

  const worse = canned(json({}, status), json({}, status), json({ message: 'down' }, status));
  const expected = status === 408 ? { kind: 'timedOut' } : { kind: 'providerError', status, detail: 'down' };
  expect(await troubleFrom(session(worse.fetch).read('/x'))).toEqual(expected);
  expect(worse.calls).toHaveLength(3);
});

test('tries again after a lost connection, also one that breaks in the middle of a body', async () => {
  const { fetch, calls } = canned(lost(), () => streamed(['{"a":'], 'break').response, json({ a: 1 }));
  expect((await settled(session(fetch).read('/x'))).body).toEqual({ a: 1 });
  expect(calls).toHaveLength(3);
  const none = canned(lost(), lost(), lost());
  expect(await troubleFrom(session(none.fetch).read('/x'))).toEqual({ kind: 'unreachable' });
});

test.each([
  [401, { kind: 'wrongKey' }],
  [403, { kind: 'forbidden', detail: 'no' }],
  [404, { kind: 'notFound', detail: 'no' }],
  [409, { kind: 'busy', detail: 'no' }],
  [423, { kind: 'busy', detail: 'no' }],
  [422, { kind: 'refused', status: 422, detail: 'no' }],
  [501, { kind: 'providerError', status: 501, detail: 'no' }],
])('a %i is final', async (status, trouble) => {
  const { fetch, calls } = canned(json({ detail: 'no' }, status));
  expect(await troubleFrom(session(fetch).read('/x'))).toEqual(trouble);
  expect(calls).toHaveLength(1);
});

test('a 403 that is no JSON is not the provider’s word about the key, while a 401 needs none', async () => {
  const page = (status: number) => new Response('<!doctype html><title>Just a moment…</title>', { status });
  const denied = { kind: 'refused', status: 403, detail: null };
  expect(await troubleFrom(session(canned(page(403)).fetch).read('/x'))).toEqual(denied);
  expect(await troubleFrom(session(canned(page(403)).fetch).write('POST', '/x'))).toEqual(denied);
  const silent = canned(new Response(null, { status: 403 }));
  expect(await troubleFrom(session(silent.fetch).read('/x'))).toEqual({ kind: 'forbidden', detail: null });
  expect(await troubleFrom(session(canned(page(401)).fetch).read('/x'))).toEqual({ kind: 'wrongKey' });
});

test('a redirect that got through is not followed', async () => {
  const redirect = () => new Response(null, { status: 302, headers: { Location: 'https://evil.example/' } });
  const { fetch, calls } = canned(redirect());
  expect(await troubleFrom(session(fetch).read('/x'))).toEqual({ kind: 'unreachable' });
  expect(calls.map(({ url }) => new URL(url).origin)).toEqual([ORIGIN]);
});

test.each([
  ['seconds', limited({ 'Retry-After': '5' })],
  ['an HTTP date', limited({ 'Retry-After': new Date(START + 5000).toUTCString() })],
  ['an ISO reset', limited({ 'X-RateLimit-Reset': new Date(START + 5000).toISOString() })],
  ['a reset in epoch seconds', limited({ 'X-RateLimit-Reset': String(START / 1000 + 5) })],
  ['an ISO time in the body', limited({}, { retryAfter: new Date(START + 5000).toISOString() })],
  ['a 503 with a wait', json({}, 503, { 'Retry-After': '5' })],
])('waits as long as it is told to: %s', async (_name, reply) => {
  const { fetch, calls } = canned(reply, json({}));
  await settled(session(fetch).read('/x'));
  expect(times(calls)).toEqual([0, 5000]);
});

test('a stated time is measured by the provider’s clock', async () => {
  const serverNow = START + 3_600_000;
  const headers = {
    Date: new Date(serverNow).toUTCString(),
    'X-RateLimit-Reset': new Date(serverNow + 7000).toISOString(),
  };
  const { fetch, calls } = canned(limited(headers), json({}));
  await settled(session(fetch).read('/x'));
  expect(times(calls)).toEqual([0, 7000]);
});

test.each([429, 503])('a longer wait after %i is not slept through', async (status) => {
  const { fetch, calls } = canned(json({}, status, { 'Retry-After': '21' }));
  const trouble = { kind: 'rateLimited', retryAt: START + 21_000, stated: true };
  expect(await troubleFrom(session(fetch).read('/x'))).toEqual(trouble);
  expect(times(calls)).toEqual([0]);
});

test('neither is one that the rest of the deadline does not hold, nor a third one', async () => {
  const short = canned(limited({ 'Retry-After': '10' }));
  expect(await troubleFrom(session(short.fetch, { deadlineMs: 10_000 }).read('/x'))).toMatchObject({
    kind: 'rateLimited',
    retryAt: START + 10_000,
  });
  vi.setSystemTime(START);
  const again = () => limited({ 'Retry-After': '2' });
  const thrice = canned(again(), again(), again());
  expect(await troubleFrom(session(thrice.fetch).read('/x'))).toEqual({
    kind: 'rateLimited',
    retryAt: START + 6000,
    stated: true,
  });
  expect(times(thrice.calls)).toEqual([0, 2000, 4000]);
});

test('a 429 without a time is left alone for a minute of our own', async () => {
  const { fetch, calls } = canned(limited({ 'Retry-After': 'soon' }));
  const trouble = { kind: 'rateLimited', retryAt: START + 60_000, stated: false };
  expect(await troubleFrom(session(fetch).read('/x'))).toEqual(trouble);
  expect(calls).toHaveLength(1);
});

test('a 503 does not become a rate limit by the limits it happens to state', async () => {
  const busy = () => json({}, 503, { 'X-RateLimit-Reset': new Date(START + 900_000).toISOString() });
  const { fetch, calls } = canned(busy(), busy(), busy());
  expect(await troubleFrom(session(fetch).read('/x'))).toMatchObject({ kind: 'providerError' });
  expect(calls).toHaveLength(3);
});

test('an answer that used up the allowance holds the account’s next reads', async () => {
  const used = (ms: number) =>
    json({}, 200, {
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': new Date(Date.now() + ms).toISOString(),
    });
  const { fetch, calls } = canned(
    () => used(8000),
    () => used(25_000),
  );
  const limiter = createLimiter();
  await settled(session(fetch, { limiter }).read('/a'));
  await settled(session(fetch, { limiter }).read('/b'));
  expect(times(calls)).toEqual([0, 8000]);
  expect(await troubleFrom(session(fetch, { limiter }).read('/c'))).toEqual({
    kind: 'rateLimited',
    retryAt: START + 33_000,
    stated: true,
  });
  expect(calls).toHaveLength(2);
});

test('one deadline covers waiting for the answer, its body and all tries', async () => {
  for (const reply of ['never', () => streamed(['{"data": ['], 'never').response] as const) {
    vi.setSystemTime(START);
    const { fetch, calls } = canned(reply);
    expect(await troubleFrom(session(fetch).read('/x'))).toEqual({ kind: 'timedOut' });
    expect(Date.now() - START).toBe(20_000);
    expect(calls).toHaveLength(1);
  }
  vi.setSystemTime(START);
  const slow = () => new Promise<Response>((resolve) => setTimeout(() => resolve(json({}, 502)), 9000));
  const { fetch, calls } = canned(slow, slow, slow);
  expect(await troubleFrom(session(fetch).read('/x'))).toEqual({ kind: 'timedOut' });
  expect(times(calls)).toEqual([0, 9500, 19_500]);
  expect(Date.now() - START).toBe(20_000);
});

test('a body that is too long is dropped on the way', async () => {
  function* endless() {
    for (;;) yield 'x'.repeat(1000);
  }
  const { response, wasCancelled } = streamed(endless(), 'close');
  const { fetch, calls } = canned(response);
  expect(await troubleFrom(session(fetch, { maxBytes: 5000 }).read('/x'))).toEqual({ kind: 'tooLarge' });
  expect(wasCancelled()).toBe(true);
  expect(calls).toHaveLength(1);
  const fits = canned(new Response(JSON.stringify('x'.repeat(4998))));
  expect((await settled(session(fits.fetch, { maxBytes: 5000 }).read('/x'))).status).toBe(200);
});

test.each([
  ['cut JSON', '{"data": [{"id": 1}'],
  ['a page', '<!doctype html><title>Maintenance</title>'],
])('%s is not JSON, and asking again would not make it so', async (_name, text) => {
  const { fetch, calls } = canned(new Response(text));
  expect(await troubleFrom(session(fetch).read('/x'))).toEqual({ kind: 'notJson', status: 200 });
  expect(calls).toHaveLength(1);
});

test('tells the provider’s clock at every answer, refusals too', async () => {
  const skews: number[] = [];
  const at = (ms: number) => ({ Date: new Date(START + ms).toUTCString() });
  const { fetch } = canned(json({}, 500, at(-60_000)), json({}, 404, at(-59_500)));
  await troubleFrom(session(fetch, { onServerTime: (skewMs) => skews.push(skewMs) }).read('/x'));
  expect(skews).toEqual([-60_000, -60_500]);
});

test.each([
  '//evil.example/x',
  'https://evil.example/',
  'x',
  '/a/../b',
  '/a/%2e%2E/b',
  '/a?b=1',
  '/a#b',
  '/a\\b',
])('the path %s is not asked for', async (path) => {
  const { fetch, calls } = canned();
  expect(await troubleFrom(session(fetch).read(path))).toEqual({ kind: 'internal', where: 'path' });
  expect(await troubleFrom(session(fetch).write('DELETE', path))).toMatchObject({ kind: 'internal' });
  expect(calls).toEqual([]);
});

test('a key that no header can carry is a wrong key', async () => {
  const { fetch, calls } = canned();
  const headers = { Authorization: 'Bearer ключ' };
  expect(await troubleFrom(session(fetch, { headers }).read('/x'))).toEqual({ kind: 'wrongKey' });
  expect(calls).toEqual([]);
});
