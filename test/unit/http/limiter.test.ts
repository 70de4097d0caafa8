import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLimiter } from '../../../lib/http/limiter';

test('never more than four reads and one write at once, and all of them run', async () => {
  const kinds = fc.array(fc.constantFrom('read' as const, 'write' as const), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(kinds, fc.scheduler(), async (order, scheduler) => {
      const limiter = createLimiter();
      const now = { read: 0, write: 0 };
      const most = { read: 0, write: 0 };
      const work = order.map((kind, index) =>
        limiter[kind](async () => {
          now[kind] += 1;
          most[kind] = Math.max(most[kind], now[kind]);
          await scheduler.schedule(Promise.resolve());
          now[kind] -= 1;
          if (index % 5 === 4) throw new Error('one that fails');
          return index;
        }),
      );
      const done = Promise.allSettled(work);
      await scheduler.waitFor(done);
      const asked = (kind: 'read' | 'write') => order.filter((one) => one === kind).length;
      expect(most).toEqual({ read: Math.min(4, asked('read')), write: Math.min(1, asked('write')) });
      expect((await done).filter(({ status }) => status === 'rejected')).toHaveLength(
        Math.floor(order.length / 5),
      );
    }),
    { numRuns: 50 },
  );
});

test('a shorter hold does not shorten a longer one', () => {
  const limiter = createLimiter();
  expect(limiter.heldUntil()).toBe(0);
  limiter.hold(200);
  limiter.hold(100);
  expect(limiter.heldUntil()).toBe(200);
});
