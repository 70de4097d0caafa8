import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Environment } from '../../../lib/background/environment';
import { noteAlive, watchAfter } from '../../../lib/background/watching';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { Store } from '../../../lib/state/store';
import { anAccount, aStatus, NOW } from '../builders';

const LONGEST_MS = 2 * HOUR_MS;

describe('the watch at a sign of life', () => {
  const gaps = [{ from: 1, to: 2 }];
  test.each<[string, number | null, number | null, boolean]>([
    ['the first of all', null, NOW, false],
    ['a minute after the last', NOW - MINUTE_MS, NOW - MINUTE_MS, false],
    ['more than a minute after it', NOW - MINUTE_MS - 1, NOW, false],
    ['at the longest silence', NOW - LONGEST_MS, NOW, false],
    ['past the longest silence', NOW - LONGEST_MS - 1, NOW, true],
    ['before the last, by a clock that was set back', NOW + DAY_MS, NOW, false],
  ])('%s', (_name, aliveAt, expected, isGap) => {
    const after = watchAfter({ aliveAt, gaps }, NOW, LONGEST_MS);
    expect(after).toEqual({
      aliveAt: expected,
      gaps: isGap ? [...gaps, { from: aliveAt, to: NOW }] : gaps,
    });
  });

  test('what changes nothing is not written', () => {
    const before = { aliveAt: NOW - MINUTE_MS, gaps };
    expect(watchAfter(before, NOW, LONGEST_MS)).toBe(before);
  });

  test('by a clock that was set back, spans that lie ahead were none', () => {
    const ahead = { from: NOW - HOUR_MS, to: NOW + DAY_MS };
    const after = watchAfter({ aliveAt: NOW + DAY_MS, gaps: [...gaps, ahead] }, NOW, LONGEST_MS);
    expect(after).toEqual({ aliveAt: NOW, gaps });
  });

  test('the last twenty spans are kept', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ from: i, to: i }));
    const after = watchAfter({ aliveAt: NOW - DAY_MS, gaps: many }, NOW, LONGEST_MS);
    expect(after.gaps).toEqual([...many.slice(1), { from: NOW - DAY_MS, to: NOW }]);
  });
});

describe('noting it down', () => {
  let store: Store;
  let count = 0;
  let now = NOW;
  const wake = (at: number) => {
    now = at;
    return noteAlive({ store, now: () => now } as Environment);
  };

  beforeEach(async () => {
    store = await Store.open(`watching-${count++}`);
  });

  test('without an account there is nothing to watch', async () => {
    await wake(NOW);
    await wake(NOW + DAY_MS);
    expect(await store.watch()).toEqual({ aliveAt: null, gaps: [] });
  });

  test('with one, a night is a span without watching, and a rarer refresh makes a longer silence none', async () => {
    await store.addAccount(anAccount(), aStatus());
    await wake(NOW);
    await wake(NOW + 8 * HOUR_MS);
    const gap = { from: NOW, to: NOW + 8 * HOUR_MS };
    expect(await store.watch()).toEqual({ aliveAt: NOW + 8 * HOUR_MS, gaps: [gap] });
    await store.changeSettings({ refreshEveryMs: 6 * HOUR_MS });
    await wake(NOW + 26 * HOUR_MS);
    expect(await store.watch()).toEqual({ aliveAt: NOW + 26 * HOUR_MS, gaps: [gap] });
  });

  test('two wakes at once write one span', async () => {
    await store.addAccount(anAccount(), aStatus());
    await wake(NOW);
    await Promise.all([wake(NOW + DAY_MS), wake(NOW + DAY_MS)]);
    expect((await store.watch()).gaps).toHaveLength(1);
  });

  test('with the last account the watch ends, and the next one begins anew', async () => {
    await store.addAccount(anAccount(), aStatus());
    await wake(NOW);
    await wake(NOW + DAY_MS);
    await store.removeAccount('a1');
    await wake(NOW + DAY_MS + HOUR_MS);
    expect(await store.watch()).toEqual({ aliveAt: null, gaps: [] });
    await store.addAccount(anAccount(), aStatus());
    await wake(NOW + 9 * DAY_MS);
    expect(await store.watch()).toEqual({ aliveAt: NOW + 9 * DAY_MS, gaps: [] });
  });
});
