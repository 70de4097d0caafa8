import type { SimProvider } from '../../simulator/types';
import { type Scene, WINDOW } from './scene';

const confirm = (state: string, scene: Omit<Scene, 'page' | 'state'>): Scene => ({
  page: 'confirm',
  state,
  size: WINDOW,
  ...scene,
});

const about =
  (what: string, provider: SimProvider, name: string) =>
  (simulator: Parameters<Exclude<Scene['path'], string | undefined>>[0]) =>
    `confirm.html#${what}=${encodeURIComponent(`${provider}/${simulator.world.serverNamed(provider, name).id}`)}`;

export const nothing: Scene = confirm('nothing', { shows: 'Nothing to confirm' });

export const sample: readonly Scene[] = [
  nothing,
  confirm('backup', { path: about('backup', 'hostup', 'cache-03'), shows: 'Back up cache-03 now?' }),
  confirm('backup-full', { path: about('backup', 'hostup', 'app-01'), shows: 'Back up app-01 now?' }),
  confirm('backup-unpriced', {
    path: about('backup', 'vpsorg', 'worker-01'),
    shows: 'Back up worker-01 now?',
  }),
  confirm('number', {
    path: (simulator) => `${about('legacy', 'hostup', 'app-01')(simulator)}&number=10000`,
    shows: 'has the number 10000',
  }),
];
