import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TroubleError } from '../../../lib/model/trouble';
import { canned, json, session, settled, stopTheClock, troubleFrom } from './canned';

beforeEach(stopTheClock);
afterEach(() => {
  vi.useRealTimers();
});

const locked = new TroubleError({ kind: 'locked' });

test('a session that is over sends nothing, and says why', async () => {
  const { fetch, calls } = canned();
  const http = session(fetch, { until: AbortSignal.abort(locked) });
  expect(await troubleFrom(http.read('/x'))).toEqual({ kind: 'locked' });
  expect(await troubleFrom(http.write('POST', '/x', {}))).toEqual({ kind: 'locked' });
  expect(calls).toEqual([]);
});

test('what a read brings after the end is not given out', async () => {
  const over = new AbortController();
  const { fetch, calls } = canned(() => {
    over.abort(locked);
    return json({ servers: ['app-01'] });
  });
  expect(await troubleFrom(session(fetch, { until: over.signal }).read('/x'))).toEqual({ kind: 'locked' });
  expect(calls).toHaveLength(1);
});

test('a read is not tried again after the end', async () => {
  const over = new AbortController();
  const { fetch, calls } = canned(() => {
    over.abort(locked);
    return json({}, 500);
  });
  expect(await troubleFrom(session(fetch, { until: over.signal }).read('/x'))).toEqual({ kind: 'locked' });
  expect(calls).toHaveLength(1);
});

test('the answer to a write that had left is given out: it tells what was done', async () => {
  const over = new AbortController();
  const { fetch } = canned(() => {
    over.abort(locked);
    return json({ id: 7 });
  });
  const answer = await settled(session(fetch, { until: over.signal }).write('POST', '/x', {}));
  expect(answer).toMatchObject({ status: 200, body: { id: 7 } });
});
