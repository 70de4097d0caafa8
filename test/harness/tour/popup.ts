import { press, textOf, type, waitForText } from '../acts';
import { until } from '../poll';
import { type Backstage, POPUP, type Scene, WINDOW } from './scene';
import { t } from './words';

export const popup = (state: string, scene: Partial<Scene> = {}): Scene => ({
  page: 'popup',
  state,
  size: POPUP,
  shows: () => 'client-blog',
  ...scene,
});

/** The same in a tab of its own. */
export const asPage = (state: string, scene: Partial<Scene> = {}): Scene =>
  popup(`page-${state}`, { path: 'popup.html#page', size: WINDOW, whole: true, ...scene });

const unfold =
  (server: string, provider = 'HostUp') =>
  async ({ page }: Backstage) => {
    await press(page, new RegExp(`${server}\\W{1,4}${provider}`));
    await waitForText(page, t('server.panel', { provider }));
  };

const ask =
  (server: string) =>
  ({ page }: Backstage) =>
    press(page, t('create.named', { server }));

export const openBackups = ({ page }: Backstage) => press(page, t('popup.view.backups'));

/** Starts a backup, and waits until the provider knows of it. */
async function start({ page, simulator }: Backstage, name: string): Promise<string> {
  const { world } = simulator;
  const { id } = world.serverNamed('hostup', name);
  await press(page, t('create.named', { server: name }));
  await press(page, t('create.button'));
  await until('the provider was asked', () => world.operations.some(({ serverId }) => serverId === id));
  return id;
}

export const firstRun: readonly Scene[] = [
  popup('first-run', { shows: () => t('popup.empty.title') }),
  asPage('first-run', { shows: () => t('popup.empty.title') }),
];

export const sample: readonly Scene[] = [
  popup('fleet'),
  asPage('fleet'),
  popup('unfolded', { steps: unfold('app-01') }),
  asPage('unfolded', { steps: unfold('app-01') }),
  popup('create', { steps: ask('cache-03') }),
  popup('all-backups', { steps: openBackups }),
  asPage('all-backups', { steps: openBackups }),
  popup('filter-nothing', {
    async steps({ page }) {
      await type(page, t('popup.filter'), 'no such server');
      await waitForText(page, t('popup.filter.clear'));
    },
  }),
  popup('over', { path: 'popup.html#finding=over', shows: () => t('popup.over') }),
  popup('snooze', {
    steps: ({ page }) =>
      press(
        page,
        t('snooze.named', { name: t('finding.quota.title', { name: 'app-01', used: 7, limit: 7 }) }),
      ),
  }),
];

/** These change the fleet for all that come after them. */
export const changing: readonly Scene[] = [
  popup('running', {
    async once(backstage) {
      const id = await start(backstage, 'cache-03');
      backstage.simulator.world.progressOperation(id, 63);
      await waitForText(
        backstage.page,
        t('operation.percentOf', { running: t('operation.running'), percent: 63 }),
        30_000,
      );
    },
    steps: unfold('cache-03'),
  }),
  popup('read-only', {
    async once({ page }) {
      await press(page, t('create.named', { server: 'client-shop' }));
      await press(page, t('create.button'));
      await waitForText(page, t('create.readOnlyKey', { account: 'clients' }));
    },
    steps: ask('client-shop'),
  }),
  popup('snoozed', {
    async once({ page }) {
      await press(
        page,
        t('snooze.named', { name: t('finding.quota.title', { name: 'app-01', used: 7, limit: 7 }) }),
      );
      await press(page, t('snooze.day'));
      await waitForText(page, t('popup.cards.quiet', { count: 1 }));
    },
    steps: ({ page }) => press(page, t('popup.cards.quiet', { count: 1 })),
  }),
  popup('gone', {
    async once({ page, simulator }) {
      simulator.world.serverNamed('hostup', 'client-crm').listed = false;
      await until('it is known to be gone', async () => {
        await press(page, t('popup.refresh'));
        return (await textOf(page)).includes(t('popup.gone', { count: 1 }));
      });
    },
    steps: ({ page }) => press(page, t('popup.gone', { count: 1 })),
  }),
  popup('failed', {
    async once(backstage) {
      const id = await start(backstage, 'api-04');
      backstage.simulator.world.finishOperation(id, 'The storage node is full');
      await waitForText(backstage.page, /backup failed/, 30_000);
    },
    steps: unfold('api-04'),
  }),
  popup('key-refused', {
    async once({ page, simulator }) {
      simulator.world.revokeKey('sample-vpsbg-personal-key');
      await press(page, t('popup.refresh'));
      await waitForText(page, /VPSBG refuses the key/);
    },
  }),
];

export const fine: readonly Scene[] = [
  popup('fine', { shows: () => 'db-02' }),
  popup('fine-unfolded', { shows: () => 'db-02', steps: unfold('api-04') }),
];

export const ugly: readonly Scene[] = [
  popup('ugly', { shows: () => 'no-backups' }),
  asPage('ugly', { shows: () => 'no-backups' }),
  asPage('ugly-all-backups', { shows: () => 'no-backups', steps: openBackups }),
];
