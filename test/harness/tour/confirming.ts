import { type ConfirmRequest, confirmAddress } from '../../../lib/fleet/confirm-address';
import type { Simulator } from '../../simulator/simulator';
import type { SimProvider } from '../../simulator/types';
import { textOf, type } from '../acts';
import { until } from '../poll';
import { newestPlan } from './in-store';
import type { Backstage, Path, Scene, Size } from './scene';
import { t } from './words';

const TAB: Size = { width: 760, height: 640 };

const providerNames = { hostup: 'HostUp', vpsbg: 'VPSBG', vpsorg: 'VPS.org' } as const;

type Asked = (simulator: Simulator) => ConfirmRequest;

export const confirm = (
  state: string,
  request: Asked,
  scene: Omit<Scene, 'page' | 'state' | 'path'>,
): Scene => ({
  page: 'confirm',
  state,
  path: ({ simulator }) => confirmAddress(request(simulator)),
  size: TAB,
  whole: true,
  ...scene,
});

export const keyOf = ({ world }: Simulator, provider: SimProvider, name: string) =>
  `${provider}/${world.serverNamed(provider, name).id}`;

/** The page has read the server anew. */
export const examined =
  (server: string, provider = 'HostUp') =>
  ({ page }: Backstage): Promise<void> =>
    until(`${server} was read anew`, async () => {
      const text = await textOf(page);
      return !text.includes(t('confirm.examine', { server, provider })) || null;
    }).then(() => undefined);

type About = { readonly provider?: SimProvider; readonly server: string };

export const about = (
  state: string,
  kind: 'backup' | 'makeRoom' | 'restoreFrom',
  { provider = 'hostup', server }: About,
  scene: Partial<Scene> = {},
): Scene =>
  confirm(state, (simulator) => ({ kind, key: keyOf(simulator, provider, server) }), {
    shows: () => t(`confirm.${kind}.title`, { server }),
    steps: examined(server, providerNames[provider]),
    ...scene,
  });

/** `nth`: of the server's backups, the newest first. */
export const aboutPoint = (
  state: string,
  kind: 'restore' | 'delete',
  { provider = 'hostup', server, nth = 0 }: About & { readonly nth?: number },
  scene: Partial<Scene> = {},
): Scene =>
  confirm(
    state,
    (simulator) => {
      const backup = simulator.world.serverNamed(provider, server).backups[nth];
      return { kind, key: keyOf(simulator, provider, server), point: backup?.id ?? 'none' };
    },
    {
      shows: () => t(`confirm.${kind}.title`, { server }),
      steps: examined(server, providerNames[provider]),
      ...scene,
    },
  );

export const typeName = async (backstage: Backstage, server: string) => {
  await examined(server)(backstage);
  const label = `${t('confirm.type.before')} ${server} ${t('confirm.type.after')}`;
  await type(backstage.page, label, server);
};

export const restoreOf =
  (server: string): Path =>
  ({ simulator }) => {
    const [backup] = simulator.world.serverNamed('hostup', server).backups;
    return confirmAddress({
      kind: 'restore',
      key: keyOf(simulator, 'hostup', server),
      point: backup?.id ?? 'none',
    });
  };

export const plan = (state: string, shows: () => string, scene: Partial<Scene> = {}): Scene => ({
  page: 'confirm',
  state,
  path: async ({ home }) => confirmAddress({ kind: 'plan', planId: (await newestPlan(home)).id }),
  size: TAB,
  whole: true,
  shows,
  ...scene,
});
