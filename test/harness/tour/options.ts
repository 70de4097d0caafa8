import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { settingsFile } from '../../../lib/background/settings-file';
import { defaultSettings } from '../../../lib/model/settings';
import { choose, press, type, waitForText } from '../acts';
import { type Backstage, type Scene, WINDOW } from './scene';
import { t } from './words';

export const options = (state: string, scene: Partial<Scene> = {}): Scene => ({
  page: 'options',
  state,
  size: WINDOW,
  whole: true,
  shows: () => t('options.add'),
  ...scene,
});

const FILE = 'lastgood-settings.json';

/** Chooses a file of this text; the window in which a person does is the system's own. */
async function importFile({ page }: Backstage, text: string, says: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lastgood-tour-'));
  try {
    writeFileSync(join(folder, FILE), text);
    await waitForText(page, t('options.import'));
    const input = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement> | null;
    if (input === null) throw new Error('there is no file chooser');
    await input.uploadFile(join(folder, FILE));
    await waitForText(page, says);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A file of another browser, in which there was one account more. */
const settingsOfElsewhere = () =>
  settingsFile(
    defaultSettings,
    ['work', 'old office'].map((label) => ({
      id: label,
      provider: 'hostup',
      label,
      createdAt: 0,
      legacyIds: {},
    })),
    Date.now(),
  );

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
      await waitForText(page, t('trouble.wrongKey.here', { provider: 'HostUp', account: 'work' }), 20_000);
    },
  }),
];

export const sample: readonly Scene[] = [
  options('accounts'),
  options('remove', {
    steps: ({ page }) => press(page, t('options.remove.named', { account: 'work' })),
  }),
  options('rename', {
    steps: ({ page }) => press(page, t('options.rename.named', { account: 'work' })),
  }),
  options('replace-key', {
    async steps({ page }) {
      await press(page, t('options.replaceKey.named', { account: 'work' }));
      await type(page, t('options.replaceKey.label'), 'not-the-key-of-anyone');
      await press(page, t('options.replaceKey.save'));
      await waitForText(page, t('options.replaceKey.wrongKey', { provider: 'HostUp' }), 20_000);
    },
  }),
  options('exported', {
    async steps({ page }) {
      // Nothing is kept of it on the machine.
      await page.evaluate('HTMLAnchorElement.prototype.click = () => {}; undefined');
      await press(page, t('options.export'));
      await waitForText(page, /settings-.*\.json/);
    },
  }),
  options('imported', {
    steps: (stage) => importFile(stage, settingsOfElsewhere(), t('options.import.missing', { count: 1 })),
  }),
  options('import-refused', {
    steps: (stage) =>
      importFile(
        stage,
        settingsOfElsewhere()
          .replace('"graceMs": ', '"graceMs": -')
          .replace('"notify": true', '"notify": "yes"'),
        t('options.import.wrong', { file: FILE, count: 2 }),
      ),
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
