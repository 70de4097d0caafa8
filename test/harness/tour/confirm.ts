import { type ConfirmRequest, confirmAddress } from '../../../lib/fleet/confirm-address';
import type { Simulator } from '../../simulator/simulator';
import type { SimProvider } from '../../simulator/types';
import { type Scene, WINDOW } from './scene';
import { t } from './words';

type Asked = (simulator: Simulator) => ConfirmRequest;

const confirm = (state: string, request: Asked, scene: Omit<Scene, 'page' | 'state' | 'path'>): Scene => ({
  page: 'confirm',
  state,
  path: (simulator) => confirmAddress(request(simulator)),
  size: WINDOW,
  whole: true,
  ...scene,
});

const keyOf = ({ world }: Simulator, provider: SimProvider, name: string) =>
  `${provider}/${world.serverNamed(provider, name).id}`;

const backup = (state: string, provider: SimProvider, server: string): Scene =>
  confirm(state, (simulator) => ({ kind: 'backup', key: keyOf(simulator, provider, server) }), {
    shows: () => t('confirm.backup.title', { server }),
  });

export const sample: readonly Scene[] = [
  confirm('nothing', () => ({ kind: 'plan', planId: 'none' }), { shows: () => t('confirm.nothing.title') }),
  backup('backup', 'hostup', 'cache-03'),
  backup('backup-full', 'hostup', 'app-01'),
  backup('backup-unpriced', 'vpsorg', 'worker-01'),
  confirm(
    'number',
    (simulator) => ({ kind: 'legacy', key: keyOf(simulator, 'hostup', 'app-01'), number: '10000' }),
    { shows: () => t('confirm.number.title', { server: 'app-01', number: '10000' }) },
  ),
];
