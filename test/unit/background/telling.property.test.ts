import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Store } from '../../../lib/state/store';
import { createMemoryStore } from './memory-store';
import { play, steps } from './telling-world';

beforeEach(() => {
  // What the browser refuses is on the console.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

/**
 * Refreshes that find all kinds of things, workers that die at any effect, notifications that are refused, snoozes,
 * mutes, quiet hours, sleeps and a clock that jumps, in any order: each beginning that became ripe is told, under one
 * id, and again only where a worker died over telling it; nothing muted is told, and nothing that is not ripe.
 */
test('each beginning is told, under one id', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (played) => {
      told += await play(createMemoryStore(), played);
    }),
    { numRuns: 1000 },
  );
  expect(told, 'so many were told that the property says something').toBeGreaterThan(2000);
}, 120_000);

test('the same with the store of the browser', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(steps, async (played) => {
      const store = await Store.open(`telling-${count++}`);
      await play(store, played).finally(() => store.close());
    }),
    { numRuns: 50 },
  );
}, 120_000);
