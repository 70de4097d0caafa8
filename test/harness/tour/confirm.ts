import { type ConfirmRequest, confirmAddress } from '../../../lib/fleet/confirm-address';
import type { Simulator } from '../../simulator/simulator';
import type { SimProvider } from '../../simulator/types';
import { press, textOf, type, waitForText } from '../acts';
import { until } from '../poll';
import { newestPlan, sendLegacyNumber } from './in-store';
import type { Backstage, Path, Scene, Size } from './scene';
import { t } from './words';

const TAB: Size = { width: 760, height: 640 };

type Asked = (simulator: Simulator) => ConfirmRequest;

const confirm = (state: string, request: Asked, scene: Omit<Scene, 'page' | 'state' | 'path'>): Scene => ({
  page: 'confirm',
  state,
  path: ({ simulator }) => confirmAddress(request(simulator)),
  size: TAB,
  whole: true,
  ...scene,
});

const keyOf = ({ world }: Simulator, provider: SimProvider, name: string) =>
  `${provider}/${world.serverNamed(provider, name).id}`;

/** The page has read the server anew. */
const examined =
  (server: string, provider = 'HostUp') =>
  ({ page }: Backstage): Promise<void> =>
    until(`${server} was read anew`, async () => {
      const text = await textOf(page);
      return !text.includes(t('confirm.examine', { server, provider })) || null;
    }).then(() => undefined);

type About = { readonly provider?: SimProvider; readonly server: string };

const about = (
  state: string,
  kind: 'backup' | 'makeRoom' | 'restoreFrom',
  { provider = 'hostup', server }: About,
  scene: Partial<Scene> = {},
): Scene =>
  confirm(state, (simulator) => ({ kind, key: keyOf(simulator, provider, server) }), {
    shows: () => t(`confirm.${kind}.title`, { server }),
    steps: examined(server),
    ...scene,
  });

/** `nth`: of the server's backups, the newest first. */
const aboutPoint = (
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

const providerNames = { hostup: 'HostUp', vpsbg: 'VPSBG', vpsorg: 'VPS.org' } as const;

const typeName = async (backstage: Backstage, server: string) => {
  await examined(server)(backstage);
  const label = `${t('confirm.type.before')} ${server} ${t('confirm.type.after')}`;
  await type(backstage.page, label, server);
};

const restoreOf =
  (server: string): Path =>
  ({ simulator }) => {
    const [backup] = simulator.world.serverNamed('hostup', server).backups;
    return confirmAddress({
      kind: 'restore',
      key: keyOf(simulator, 'hostup', server),
      point: backup?.id ?? 'none',
    });
  };

const plan = (state: string, shows: () => string, scene: Partial<Scene> = {}): Scene => ({
  page: 'confirm',
  state,
  path: async ({ home }) => confirmAddress({ kind: 'plan', planId: (await newestPlan(home)).id }),
  size: TAB,
  whole: true,
  shows,
  ...scene,
});

export const sample: readonly Scene[] = [
  confirm('nothing', () => ({ kind: 'plan', planId: 'none' }), { shows: () => t('confirm.nothing.title') }),
  about('backup', 'backup', { server: 'cache-03' }),
  about('backup-full', 'backup', { server: 'app-01' }),
  about('backup-unpriced', 'backup', { provider: 'vpsorg', server: 'worker-01' }),
  confirm(
    'number',
    (simulator) => ({ kind: 'legacy', key: keyOf(simulator, 'hostup', 'app-01'), number: '10000' }),
    { shows: () => t('confirm.number.title', { server: 'app-01', number: '10000' }) },
  ),
];

/** Questions, none of which is answered. */
export const questions: readonly Scene[] = [
  aboutPoint('restore', 'restore', { server: 'app-01', nth: 1 }),
  aboutPoint(
    'restore-typed',
    'restore',
    { server: 'app-01' },
    { steps: (stage) => typeName(stage, 'app-01') },
  ),
  aboutPoint(
    'restore-without-safety',
    'restore',
    { server: 'app-01', nth: 2 },
    {
      async steps(stage) {
        await examined('app-01')(stage);
        await press(stage.page, t('confirm.safety.check'));
      },
    },
  ),
  aboutPoint('restore-evicts', 'restore', { server: 'mail-02', nth: 3 }),
  aboutPoint('restore-no-slot', 'restore', { server: 'files-03', nth: 1 }),
  aboutPoint('restore-vpsorg', 'restore', { provider: 'vpsorg', server: 'worker-01', nth: 1 }),
  aboutPoint('restore-in-panel', 'restore', { provider: 'vpsbg', server: 'db-archive' }),
  aboutPoint('restore-gone', 'restore', { server: 'app-01', nth: 9 }),
  about('restore-from', 'restoreFrom', { server: 'new-05' }),
  aboutPoint('delete', 'delete', { server: 'app-01', nth: 1 }),
  aboutPoint('delete-last', 'delete', { server: 'solo-04' }),
  aboutPoint(
    'delete-protected',
    'delete',
    { server: 'app-01', nth: 3 },
    {
      onceAt: 'popup.html',
      once: ({ home, simulator }) =>
        sendLegacyNumber(home, 'work', simulator.world.serverNamed('hostup', 'app-01').id, '10000'),
    },
  ),
  about('make-room', 'makeRoom', { server: 'mail-02' }),
  about('make-room-impossible', 'makeRoom', { server: 'files-03' }),
  confirm('bulk', () => ({ kind: 'overdue' }), { shows: () => t('bulk.oneByOne') }),
  confirm(
    'bulk-chosen',
    (simulator) => ({
      kind: 'servers',
      keys: ['app-01', 'mail-02', 'client-shop'].map((name) => keyOf(simulator, 'hostup', name)),
    }),
    { shows: () => t('bulk.oneByOne') },
  ),
];

/** One answer after the other; each changes the fleet. */
export const answers: readonly Scene[] = [
  aboutPoint(
    'restore-read-only',
    'restore',
    { server: 'client-shop' },
    {
      async once(stage) {
        await typeName(stage, 'client-shop');
        await press(stage.page, t('confirm.safety.check'));
        await press(stage.page, t('confirm.restore.button'));
        await waitForText(stage.page, /may only read|not allowed/, 20_000);
      },
    },
  ),
  plan('restore-running', () => t('plan.goesOn'), {
    onceAt: restoreOf('app-01'),
    async once(stage) {
      const { page, simulator } = stage;
      await waitForText(page, t('confirm.restore.title', { server: 'app-01' }));
      await typeName(stage, 'app-01');
      await press(page, t('confirm.restore.button'));
      const { id } = simulator.world.serverNamed('hostup', 'app-01');
      await until('the backup runs', () =>
        simulator.world.operations.some(({ serverId }) => serverId === id),
      );
      simulator.world.progressOperation(id, 40);
      await waitForText(page, t('plan.goesOn'));
    },
  }),
  plan('restore-broken', () => t('plan.over'), {
    onceAt: 'popup.html',
    async once({ home, simulator }) {
      const { id } = simulator.world.serverNamed('hostup', 'app-01');
      simulator.world.finishOperation(id, 'The storage node is full');
      await until('the plan is over', async () => (await newestPlan(home)).end, 90_000);
    },
  }),
  plan('bulk-progress', () => t('plan.goesOn'), {
    onceAt: confirmAddress({ kind: 'overdue' }),
    async once({ page, simulator }) {
      await waitForText(page, t('bulk.oneByOne'));
      await press(page, /^Back up \d+ servers$/);
      const { operations } = simulator.world;
      const running = await until('a backup runs', () => operations.find(({ state }) => state === 'open'));
      simulator.world.progressOperation(running.jobId, 40);
      await waitForText(page, t('plan.goesOn'));
    },
  }),
];
