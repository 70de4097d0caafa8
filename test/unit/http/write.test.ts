import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLimiter } from '../../../lib/http/limiter';
import { canned, json, START, session, settled, stopTheClock, streamed, troubleFrom } from './canned';

beforeEach(stopTheClock);
afterEach(() => {
  vi.useRealTimers();
});

test('states a content type with a body and none without', async () => {
  const { fetch, calls } = canned(json({ id: 1 }, 201), new Response(null, { status: 204 }));
  const http = session(fetch);
  expect(await settled(http.write('POST', '/x', { note: 'é' }))).toMatchObject({
    status: 201,
    body: { id: 1 },
  });
  expect(await settled(http.write('DELETE', '/x'))).toMatchObject({ status: 204, body: null });
  const [post, del] = calls.map(({ init }) => ({ ...init, headers: new Headers(init.headers) }));
  expect(post).toMatchObject({
    method: 'POST',
    body: '{"note":"é"}',
    redirect: 'error',
    credentials: 'omit',
  });
  expect(post?.headers.get('content-type')).toBe('application/json');
  expect(del).not.toHaveProperty('body');
  expect(del?.headers.has('content-type')).toBe(false);
});

test.each([
  ['a lost connection', new TypeError('Failed to fetch'), { kind: 'unreachable' }],
  ['a cut body', () => streamed(['{'], 'break').response, { kind: 'unreachable' }],
  ['a redirect', new Response(null, { status: 307 }), { kind: 'unreachable' }],
  ['500', json({ message: 'no' }, 500), { kind: 'providerError', status: 500, detail: 'no' }],
  [
    '503 with a wait',
    json({}, 503, { 'Retry-After': '1' }),
    { kind: 'providerError', status: 503, detail: null },
  ],
  ['408', json({}, 408), { kind: 'timedOut' }],
  ['a page', new Response('<html>'), { kind: 'notJson', status: 200 }],
  [
    '429',
    json({}, 429, { 'Retry-After': '3' }),
    { kind: 'rateLimited', retryAt: START + 3000, stated: true },
  ],
  ['429 without a time', json({}, 429), { kind: 'rateLimited', retryAt: START + 60_000, stated: false }],
  ['409', json({}, 409), { kind: 'busy', detail: null }],
])('is sent once, whatever comes back: %s', async (_name, reply, trouble) => {
  const { fetch, calls } = canned(reply);
  expect(await troubleFrom(session(fetch).write('POST', '/x', {}))).toEqual(trouble);
  expect(calls).toHaveLength(1);
});

test('is given up before a browser stops a worker whose request stays unanswered', async () => {
  const { fetch } = canned('never');
  expect(await troubleFrom(session(fetch, { deadlineMs: 5 }).write('POST', '/x'))).toEqual({
    kind: 'timedOut',
  });
  expect(Date.now() - START).toBe(25_000);
});

test('a 429 holds the account: reads wait and writes are not even sent', async () => {
  const limiter = createLimiter();
  const { fetch, calls } = canned(json({}, 429, { 'Retry-After': '8' }), json({ ok: true }), json({}, 201));
  const http = session(fetch, { limiter });
  const held = { kind: 'rateLimited', retryAt: START + 8000, stated: true };
  expect(await troubleFrom(http.write('POST', '/a'))).toEqual(held);
  expect(await troubleFrom(http.write('POST', '/b'))).toEqual(held);
  expect([calls.length, Date.now() - START]).toEqual([1, 0]);
  await settled(http.read('/c'));
  await settled(http.write('POST', '/d'));
  expect(calls.map(({ url, afterMs }) => [url.slice(-1), afterMs])).toEqual([
    ['a', 0],
    ['c', 8000],
    ['d', 8000],
  ]);
});

test('a hold that a read was given stops a write, one that is stated for nobody does not', async () => {
  const limiter = createLimiter();
  const { fetch, calls } = canned(
    json({}, 429, { 'Retry-After': '30' }),
    json({}, 503, { 'Retry-After': '90' }),
    json({}, 201),
  );
  expect(await troubleFrom(session(fetch, { limiter }).read('/a'))).toMatchObject({ kind: 'rateLimited' });
  const held = { kind: 'rateLimited', retryAt: START + 30_000, stated: true };
  expect(await troubleFrom(session(fetch, { limiter }).write('POST', '/b'))).toEqual(held);
  expect(calls).toHaveLength(1);
  const other = createLimiter();
  await troubleFrom(session(fetch, { limiter: other }).write('POST', '/c'));
  expect(await settled(session(fetch, { limiter: other }).write('POST', '/d'))).toMatchObject({
    status: 201,
  });
});
