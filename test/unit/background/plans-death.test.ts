import { describe, expect, test, vi } from 'vitest';
import { hasEnded } from '../../../lib/model/operation';
import { HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { endNotices, type One, oneServer, writesOf } from './desk-of-one';

vi.setConfig({ testTimeout: 300_000 });

type Deed = {
  readonly name: string;
  readonly provider: 'hostup' | 'vpsbg' | 'vpsorg';
  readonly send: (one: One) => Promise<unknown>;
  /** What leaves in all, in its order; a death may leave only the beginning of it. */
  readonly writes: readonly ('create' | 'delete' | 'restore')[];
};

const restore = (safety: boolean) => (one: One) =>
  one.bench.send('restore', {
    ...one.ref,
    backupId: one.backupIds[1],
    sourceServerId: null,
    safety,
    cost: null,
    typedName: 'app-01',
  });
const remove = (one: One) =>
  one.bench.send('deleteBackup', { ...one.ref, backupId: one.backupIds[0], typedName: null });

const deeds: readonly Deed[] = [
  { name: 'a deletion', provider: 'vpsbg', send: remove, writes: ['delete'] },
  { name: 'a restore', provider: 'vpsorg', send: restore(false), writes: ['restore'] },
  {
    name: 'a backup and the restore after it',
    provider: 'hostup',
    send: restore(true),
    writes: ['create', 'restore'],
  },
  {
    name: 'making room',
    provider: 'hostup',
    send: (one) => {
      Object.assign(one.server, { quotaLimit: 3, autoDeleteOldest: false });
      return one.bench.send('makeRoom', {
        ...one.ref,
        backupIds: [one.backupIds[0]],
        note: 'room',
        cost: null,
      });
    },
    writes: ['delete', 'create'],
  },
  {
    name: 'a backup of many',
    provider: 'vpsorg',
    send: (one) => one.bench.send('backUpMany', { servers: [{ ...one.ref, cost: null }], note: 'many' }),
    writes: ['create'],
  },
];

const asked = (one: One) =>
  writesOf(one).map((write) =>
    /restore/.test(write) ? 'restore' : /^POST/.test(write) ? 'create' : 'delete',
  );

/**
 * The worker is killed at its n-th effect (a read or write of state or memory, a request, a notification), before and
 * after it. Whatever n is: no request leaves twice, a restore only after a complete backup of the current state, every
 * operation and every plan comes to an end, and each end is told by one notification.
 */
describe.each(deeds)('a death amid $name', ({ provider, send, writes }) => {
  test.each(['before', 'after'] as const)('%s any effect', async (when) => {
    const whole = await oneServer(provider);
    whole.bench.killAt(Number.POSITIVE_INFINITY, when);
    await send(whole);
    await whole.bench.pass(2 * MINUTE_MS);
    expect(asked(whole)).toEqual(writes);
    const effects = whole.bench.effects();
    // Every effect of the beginning, and a sample of the long rest, which mostly looks and looks again.
    for (let n = 1; n <= effects; n += n < EACH_UP_TO ? 1 : SAMPLE_EVERY) {
      const one = await oneServer(provider);
      const at = `at n=${n} of ${effects}`;
      one.bench.killAt(n, when);
      await send(one);
      await one.bench.pass(8 * MINUTE_MS);
      const sent = asked(one);
      expect(sent, at).toEqual(writes.slice(0, sent.length));
      const operations = await one.bench.store.operations();
      const plans = await one.bench.store.plans();
      expect(operations.every(hasEnded), at).toBe(true);
      expect(
        plans.every(({ end }) => end !== null && end.toldAt !== null),
        at,
      ).toBe(true);
      expect(operations.length, at).toBeGreaterThanOrEqual(sent.length);
      if (sent.includes('restore') && writes.includes('create')) {
        const safety = operations.find(({ task }) => task.kind === 'create');
        expect(safety, at).toMatchObject({ state: 'succeeded' });
      }
      expect(told(one), at).toEqual(expected(plans, operations));
    }
  });
});

const EACH_UP_TO = 40;
const SAMPLE_EVERY = 29;

/** Each notification by its id: one that was repeated replaced itself. */
const told = (one: One) => [...new Set(endNotices(one).map(({ id }) => id))].sort();

/** A plan tells for its operations; without one each tells itself. */
function expected(
  plans: Awaited<ReturnType<One['bench']['store']['plans']>>,
  operations: Awaited<ReturnType<One['bench']['store']['operations']>>,
): readonly string[] {
  const mine = new Set(plans.flatMap(({ steps }) => steps.map(({ operationId }) => operationId)));
  return [...plans, ...operations.filter(({ id }) => !mine.has(id))].map(({ id }) => id).sort();
}

test('the hour in which a chain may go on is over for good, whatever becomes of the worker', async () => {
  const one = await oneServer('hostup');
  one.bench.simulator.world.operationMs = 30 * MINUTE_MS;
  await restore(true)(one);
  one.bench.kill();
  one.bench.simulator.clock.advance(2 * HOUR_MS);
  await one.bench.wake();
  await one.bench.pass(10 * MINUTE_MS);
  expect(asked(one)).not.toContain('restore');
  expect((await one.bench.store.plans())[0]?.end).toMatchObject({ kind: 'stopped', why: 'late' });
});
