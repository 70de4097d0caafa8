import { expect, test, vi } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { type One, oneServer } from './desk-of-one';

vi.setConfig({ testTimeout: 30_000 });

/** A backup that is under way for hours, and one that somebody else made meanwhile. */
async function withAnother(): Promise<One> {
  const one = await oneServer('hostup');
  const { world } = one.bench.simulator;
  world.operationMs = 5 * HOUR_MS;
  await one.bench.send('backUpNow', { ...one.ref, note: null, cost: null });
  await one.bench.pass(MINUTE_MS);
  world.addBackup(one.server, { createdAt: world.now(), kind: 'manual' });
  return one;
}
const states = async ({ bench }: One) => (await bench.store.operations()).map(({ state }) => state);

test('a job that says that it is at work is not done, whatever the list shows', async () => {
  const one = await withAnother();
  await one.bench.pass(HOUR_MS);
  expect(await states(one)).toEqual(['running']);
});

test('where the words of a job are not known, the list ends it', async () => {
  const one = await withAnother();
  const body = { success: true, data: { status: 'thinking' } };
  one.bench.simulator.fail({ path: /jobs/, how: { kind: 'status', status: 200, body } });
  await one.bench.pass(HOUR_MS);
  expect(await states(one)).toEqual(['succeeded']);
});
