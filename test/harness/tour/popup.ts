import { press, type, waitForText } from '../acts';
import { until } from '../poll';
import { type Backstage, POPUP, type Scene, WINDOW } from './scene';

const COVERED = /\d+ of \d+ servers? (is|are) covered/;
const FILTER = 'Filter servers, accounts, notes';

const popup = (state: string, scene: Partial<Scene> = {}): Scene => ({
  page: 'popup',
  state,
  size: POPUP,
  shows: COVERED,
  ...scene,
});

/** The same in a tab of its own. */
const asPage = (state: string, scene: Partial<Scene> = {}): Scene =>
  popup(`page-${state}`, { path: 'popup.html#page', size: WINDOW, whole: true, ...scene });

const unfold =
  (server: string) =>
  async ({ page }: Pick<Backstage, 'page'>) => {
    await press(page, new RegExp(`^(covered|overdue|exposed|not known) ${server} `));
    await waitForText(page, /\bRead (just now|.+ ago)/);
  };

const ask =
  (server: string) =>
  ({ page }: Backstage) =>
    press(page, `Back up ${server} now`);

const filterToNothing = async ({ page }: Backstage) => {
  await type(page, FILTER, 'no such server');
  await waitForText(page, 'Clear the filter');
};

export const firstRun: readonly Scene[] = [
  popup('first-run', { shows: 'No account yet' }),
  asPage('first-run', { shows: 'No account yet' }),
];

export const sample: readonly Scene[] = [
  popup('fleet'),
  asPage('fleet'),
  popup('unfolded', { steps: unfold('app-01') }),
  asPage('unfolded', { steps: unfold('app-01') }),
  popup('create', { steps: ask('cache-03') }),
  popup('create-full', { steps: ask('app-01') }),
  popup('all-backups', {
    steps: ({ page }) => press(page, 'All backups'),
  }),
  asPage('all-backups', {
    steps: ({ page }) => press(page, 'All backups'),
  }),
  popup('filter-nothing', { steps: filterToNothing }),
  popup('snooze', {
    steps: ({ page }) => press(page, /^Snooze/, { nth: 0 }),
  }),
];

export const fine: readonly Scene[] = [popup('fine'), popup('fine-unfolded', { steps: unfold('api-04') })];

export const ugly: readonly Scene[] = [
  popup('ugly'),
  asPage('ugly'),
  asPage('ugly-all-backups', {
    steps: ({ page }) => press(page, 'All backups'),
  }),
];

/** These change the fleet for all that come after them. */
export const sampleChanged: readonly Scene[] = [
  popup('running', {
    async steps({ page, simulator }) {
      await press(page, 'Back up cache-03 now');
      await press(page, 'Back up now');
      const { world } = simulator;
      const { id } = world.serverNamed('hostup', 'cache-03');
      await until('the provider was asked', () => world.operations.some(({ serverId }) => serverId === id));
      world.progressOperation(id, 63);
      await waitForText(page, 'Backing up, 63 %', 30_000);
    },
  }),
  popup('key-refused', {
    async steps({ page, simulator }) {
      simulator.world.revokeKey('sample-vpsbg-personal-key');
      await press(page, 'Check now');
      await waitForText(page, /VPSBG refuses the key/);
    },
  }),
  popup('read-only', {
    async steps({ page }) {
      await press(page, 'Back up client-shop now');
      await press(page, 'Back up now');
      await waitForText(page, 'may only read');
    },
  }),
  popup('failed', {
    async steps({ page, simulator }) {
      const { world } = simulator;
      const server = world.serverNamed('hostup', 'api-04');
      await press(page, 'Back up api-04 now');
      await press(page, 'Back up now');
      await until('the provider was asked', () =>
        world.operations.some(({ serverId }) => serverId === server.id),
      );
      world.finishOperation(server.id, 'The storage node is full');
      await waitForText(page, /backup failed/, 30_000);
      await unfold('api-04')({ page });
    },
  }),
];

export const offline: readonly Scene[] = [
  popup('offline', {
    async steps({ page, driver }) {
      await driver.setOffline(true);
      await press(page, 'Check now');
      await waitForText(page, 'No provider could be reached', 60_000);
    },
  }),
];
