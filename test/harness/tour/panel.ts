import { closedRoots } from '../closed-roots';
import { until } from '../poll';
import type { Backstage, Path, Scene } from './scene';

const marked = ({ driver, page }: Backstage) =>
  until('the marks are there', async () => (await closedRoots(driver, page)).length > 0).then(
    () => undefined,
  );

const panel = (state: string, path: Path, shown: string): Scene => ({
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
  {
    ...panel(
      'guards',
      ({ simulator }) =>
        `https://cloud.hostup.se/instance/${simulator.world.serverNamed('hostup', 'app-01').id}`,
      'app-01',
    ),
    whole: true,
  },
];

/** After a backup was started, and another one refused. */
export const changed: readonly Scene[] = [
  panel('list-running', 'https://cloud.hostup.se/?account=1', 'app-01'),
];
