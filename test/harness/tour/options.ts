import { choose, press, type, waitForText } from '../acts';
import { type Scene, WINDOW } from './scene';
import { t } from './words';

const options = (state: string, scene: Partial<Scene> = {}): Scene => ({
  page: 'options',
  state,
  size: WINDOW,
  whole: true,
  shows: () => t('options.add'),
  ...scene,
});

export const firstRun: readonly Scene[] = [
  options('empty'),
  ...['HostUp', 'VPSBG', 'VPS.org'].map((provider) =>
    options(`add-${provider.toLowerCase().replace('.', '')}`, {
      steps: ({ page }) => choose(page, t('options.add.provider'), provider),
    }),
  ),
  options('wrong-key', {
    async steps({ page, driver }) {
      await driver.grantOrigins(['https://cloud.hostup.se/*']);
      await choose(page, t('options.add.provider'), 'HostUp');
      await type(page, t('options.add.label'), 'work');
      await type(page, t('options.add.key'), 'not-the-key-of-anyone');
      await press(page, t('options.add.button'));
      await waitForText(page, t('trouble.wrongKey', { provider: 'HostUp', account: 'work' }), 20_000);
    },
  }),
];

export const sample: readonly Scene[] = [
  options('accounts'),
  options('remove', {
    steps: ({ page }) => press(page, t('options.remove.named', { account: 'work' })),
  }),
  options('numbers', {
    steps: ({ page }) => press(page, t('options.legacy', { provider: 'HostUp' }), { nth: 0 }),
  }),
  options('report', {
    async steps({ page }) {
      await press(page, t('options.report.show'));
      await waitForText(page, t('options.report.again'));
    },
  }),
  options('test-notification', {
    async steps({ page }) {
      await press(page, t('options.test'));
      await waitForText(page, t('options.test.handedOver'));
      await press(page, t('options.test.no'));
    },
  }),
  options('quiet-hours', {
    async once({ page }) {
      await press(page, t('options.quiet'));
      await waitForText(page, t('options.quiet.errors'));
    },
  }),
];

export const ugly: readonly Scene[] = [options('ugly')];
