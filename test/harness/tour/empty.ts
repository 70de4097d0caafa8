import type { Simulator } from '../../simulator/simulator';
import { press, waitForText } from '../acts';
import { dashboard } from './dashboard';
import { openBackups, popup } from './popup';
import { type Scene, WINDOW } from './scene';
import { t } from './words';

export const emptyAccount = { provider: 'hostup', label: 'work', key: 'sample-empty-key' } as const;

export function emptyWorld({ world }: Simulator): void {
  world.addAccount(emptyAccount);
}

const report = (state: string, shows: () => string): Scene => ({
  page: 'report',
  state,
  size: WINDOW,
  whole: true,
  shows,
});

/** An account without servers; then one server, of which nothing was ever backed up; then answers that do not come. */
export const empty: readonly Scene[] = [
  popup('no-servers', { shows: () => t('popup.noServers') }),
  dashboard('no-servers', 'view=servers', { shows: () => t('popup.noServers') }),
  dashboard('no-activity', 'view=activity', { shows: () => t('activity.none') }),
  report('no-servers', () => t('report.noServers')),
  popup('never', {
    shows: () => 'new-01',
    onceAt: 'popup.html',
    async once({ page, simulator }) {
      simulator.world.addServer('hostup', { keys: [emptyAccount.key], name: 'new-01', quotaLimit: 3 });
      await waitForText(page, t('popup.noServers'));
      await press(page, t('popup.refresh'));
      await waitForText(page, 'new-01', 30_000);
    },
  }),
  popup('no-backups', { shows: () => 'new-01', steps: openBackups }),
  dashboard('never', 'view=servers', { shows: () => 'new-01' }),
  dashboard('no-backups', 'view=backups', { shows: () => t('popup.backups.none') }),
  report('never', () => 'new-01'),
  popup('checking', {
    shows: () => 'new-01',
    async once({ page, simulator }) {
      simulator.fail({ how: { kind: 'neverEnds' } });
      await press(page, t('popup.refresh'));
      await waitForText(page, t('popup.footer.checking', { count: 1 }));
    },
  }),
  dashboard('checking', 'view=servers', { shows: () => 'new-01' }),
];
