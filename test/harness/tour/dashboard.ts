import { press, type, waitForText } from '../acts';
import type { Backstage, Scene, Size } from './scene';
import { t } from './words';

const WIDE: Size = { width: 1360, height: 860 };

export const dashboard = (state: string, hash: string, scene: Partial<Scene> = {}): Scene => ({
  page: 'dashboard',
  state,
  path: `dashboard.html#${hash}`,
  size: WIDE,
  whole: true,
  shows: () => 'client-',
  ...scene,
});

const select =
  (...servers: readonly string[]) =>
  async ({ page }: Backstage) => {
    for (const server of servers) await press(page, t('dashboard.select', { server }));
  };

export const firstRun: readonly Scene[] = [
  dashboard('first-run', '', { shows: () => t('popup.empty.title') }),
];

export const sample: readonly Scene[] = [
  dashboard('servers-30', 'view=servers&days=30'),
  dashboard('servers', 'view=servers'),
  dashboard('servers-365', 'view=servers&days=365'),
  dashboard('servers-grouped', 'view=servers&group=account'),
  dashboard('servers-none', 'view=servers&q=no-such-server', { shows: () => t('popup.filter.clear') }),
  dashboard('servers-selected', 'view=servers', { steps: select('app-01', 'cache-03') }),
  dashboard('server-opened', 'view=servers', {
    path: ({ simulator }) =>
      `dashboard.html#view=servers&server=hostup%2F${simulator.world.serverNamed('hostup', 'app-01').id}`,
    steps: ({ page }) => waitForText(page, t('server.panel', { provider: 'HostUp' })).then(() => undefined),
  }),
  dashboard('export', 'view=servers', { steps: ({ page }) => press(page, t('export')) }),
  dashboard('servers-narrow', 'view=servers', { size: { width: 800, height: 700 } }),
  dashboard('backups', 'view=backups'),
  dashboard('backups-narrow', 'view=backups', { size: { width: 800, height: 700 } }),
];

const inSchedules = (
  state: string,
  button: 'schedules.editNamed' | 'schedules.createNamed' | 'schedules.limitsNamed',
  server: string,
) => dashboard(state, 'view=schedules', { steps: ({ page }) => press(page, t(button, { server })) });

export const schedules: readonly Scene[] = [
  dashboard('schedules', 'view=schedules'),
  dashboard('schedules-narrow', 'view=schedules', { size: { width: 800, height: 700 } }),
  inSchedules('schedule-edit', 'schedules.editNamed', 'files-03'),
  inSchedules('schedule-new', 'schedules.createNamed', 'solo-04'),
  dashboard('schedule-refused', 'view=schedules', {
    async steps({ page }) {
      await press(page, t('schedules.createNamed', { server: 'solo-04' }));
      await type(page, t('schedules.form.hour'), '25');
      await press(page, t('schedules.form.save'));
      await waitForText(page, t('schedules.problem.hour'));
    },
  }),
  inSchedules('schedule-limits', 'schedules.limitsNamed', 'mail-02'),
];

/** Over a fleet in which something was done: what became of it is on record. */
export const afterwards: readonly Scene[] = [
  dashboard('activity', 'view=activity'),
  dashboard('backups-gone', 'view=backups&gone=only', { shows: () => t('timeline.why.deletedHere') }),
  { page: 'report', state: 'coverage', size: WIDE, whole: true, shows: () => 'client-shop' },
];

export const large: readonly Scene[] = [
  dashboard('servers-2000', 'view=servers', { shows: () => 'web-', whole: false }),
];

export const ugly: readonly Scene[] = [
  dashboard('servers-ugly', 'view=servers', { shows: () => 'no-backups' }),
  dashboard('backups-ugly', 'view=backups', { shows: () => 'alert(1)' }),
];
