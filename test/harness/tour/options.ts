import { choose, press, type, waitForText } from '../acts';
import { type Scene, WINDOW } from './scene';

const options = (state: string, scene: Partial<Scene> = {}): Scene => ({
  page: 'options',
  state,
  size: WINDOW,
  whole: true,
  shows: 'Add an account',
  ...scene,
});

export const firstRun: readonly Scene[] = [
  options('empty'),
  ...['HostUp', 'VPSBG', 'VPS.org'].map((provider) =>
    options(`add-${provider.toLowerCase().replace('.', '')}`, {
      steps: ({ page }) => choose(page, 'Provider', provider),
    }),
  ),
  options('wrong-key', {
    async steps({ page, driver }) {
      await driver.grantOrigins(['https://cloud.hostup.se/*']);
      await choose(page, 'Provider', 'HostUp');
      await type(page, 'Label', 'work');
      await type(page, 'API key', 'not-the-key-of-anyone');
      await press(page, 'Check and add');
      await waitForText(page, 'refuses the key', 20_000);
    },
  }),
];

export const sample: readonly Scene[] = [
  options('accounts'),
  options('remove', { steps: ({ page }) => press(page, 'Remove… work') }),
  options('numbers', { steps: ({ page }) => press(page, "Numbers in HostUp's older API", { nth: 0 }) }),
  options('report', {
    async steps({ page }) {
      await press(page, 'Show the text');
      await waitForText(page, 'Gather it anew');
    },
  }),
  options('test-notification', {
    async steps({ page }) {
      await press(page, 'Send a test notification');
      await waitForText(page, 'Did you see it?');
      await press(page, 'No');
    },
  }),
  options('quiet-hours', { steps: ({ page }) => press(page, 'Quiet hours') }),
];

export const ugly: readonly Scene[] = [options('ugly')];
