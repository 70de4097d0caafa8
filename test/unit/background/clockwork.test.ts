import { expect, test, vi } from 'vitest';
import { createBench } from './bench';

test('a wake with nothing to do reads the fleet once: with thousands of servers that is its whole cost', async () => {
  const bench = await createBench();
  bench.browser.origins.add('https://cloud.hostup.se/*');
  bench.simulator.world.addAccount({ provider: 'hostup', key: 'hostup-key' });
  bench.simulator.world.addServer('hostup', { name: 'app-01', keys: ['hostup-key'] });
  await bench.send('addAccount', { provider: 'hostup', label: 'work', key: 'hostup-key' });
  await bench.wake();
  const reads = vi.spyOn(bench.store, 'readAll');
  await bench.wake();
  expect(reads).toHaveBeenCalledTimes(1);
});
