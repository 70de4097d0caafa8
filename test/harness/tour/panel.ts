import { closedRoots } from '../closed-roots';
import { until } from '../poll';
import type { Backstage, Scene } from './scene';

const marked = ({ driver, page }: Backstage) =>
  until('the marks are there', async () => (await closedRoots(driver, page)).length > 0).then(
    () => undefined,
  );

const panel = (state: string, path: string, shown: string): Scene => ({
  page: 'panel',
  state,
  path,
  size: { width: 980, height: 520 },
  shows: () => shown,
  steps: marked,
});

export const sample: readonly Scene[] = [
  panel('list', 'https://cloud.hostup.se/?account=1', 'app-01'),
  panel('cards', 'https://cloud.hostup.se/cards?account=1', 'app-01'),
  panel('vpsorg', 'https://admin.vps.org/', 'worker-01'),
  panel('server', 'https://cloud.hostup.se/instance/10000', 'app-01'),
];
