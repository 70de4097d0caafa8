import { passphraseBounds } from '../../../lib/model/lock';
import { press, type, waitForText } from '../acts';
import { damage } from './in-store';
import { type Backstage, POPUP, type Scene, WINDOW } from './scene';
import { t } from './words';

const PASSPHRASE = 'four quiet words of mine';

const locked = (state: string, scene: Partial<Scene> = {}): Scene => ({
  page: 'lock',
  state,
  path: 'popup.html',
  size: POPUP,
  shows: () => t('lock.title'),
  ...scene,
});

/** In the settings, where the passphrase is set, changed and removed. */
const passphrase = (state: string, scene: Partial<Scene> = {}): Scene =>
  locked(state, {
    path: 'options.html',
    size: WINDOW,
    whole: true,
    shows: () => t('options.passphrase'),
    ...scene,
  });

/** As it stands after something was typed that will not do. */
const refused = async ({ page }: Backstage, next: string, again: string, says: string): Promise<void> => {
  await type(page, t('options.passphrase.next'), next);
  await type(page, t('options.passphrase.again'), again);
  await press(page, t('options.passphrase.set'));
  await waitForText(page, says);
};

export const locking: readonly Scene[] = [
  passphrase('passphrase-short', {
    steps: (stage) =>
      refused(stage, 'short', 'short', t('options.passphrase.tooShort', { min: passphraseBounds.min })),
  }),
  passphrase('passphrase-mismatch', {
    steps: (stage) => refused(stage, PASSPHRASE, 'four other words', t('options.passphrase.mismatch')),
  }),
  passphrase('passphrase-set', {
    async once(stage) {
      await refused(stage, PASSPHRASE, PASSPHRASE, t('options.passphrase.set.done'));
    },
    steps: ({ page }) => press(page, t('options.passphrase.change')),
  }),
  passphrase('passphrase-wrong', {
    async steps({ page }) {
      await press(page, t('options.passphrase.remove'));
      await type(page, t('options.passphrase.current'), 'not these words');
      await press(page, t('options.passphrase.remove.save'));
      await waitForText(page, t('trouble.wrongPassphrase'), 30_000);
    },
  }),
  locked('open', { shows: () => 'app-01' }),
  locked('popup', {
    shows: () => 'Lastgood',
    async once({ page }) {
      await press(page, t('lock.now'));
      await waitForText(page, t('lock.title'));
    },
  }),
  locked('wrong', {
    async steps({ page }) {
      await type(page, t('lock.passphrase'), 'not these words');
      await press(page, t('lock.unlock'));
      await waitForText(page, t('trouble.wrongPassphrase'), 30_000);
    },
  }),
  locked('forgotten', { steps: ({ page }) => press(page, t('lock.forgotten')) }),
  locked('options', { path: 'options.html', size: WINDOW }),
  locked('confirm', { path: 'confirm.html', size: WINDOW }),
  locked('dashboard', { path: 'dashboard.html', size: WINDOW }),
  locked('report', { path: 'report.html', size: WINDOW }),
  locked('damaged', {
    path: 'popup.html#page',
    size: WINDOW,
    whole: true,
    shows: () => t('damaged.title'),
    onceAt: 'popup.html',
    async once({ page, home }) {
      await damage(home, 'servers');
      await type(page, t('lock.passphrase'), PASSPHRASE);
      await press(page, t('lock.unlock'));
      await waitForText(page, t('damaged.title'), 30_000);
    },
  }),
  locked('wiped', {
    shows: () => 'Lastgood',
    async once({ page }) {
      await press(page, t('lock.now'));
      await press(page, t('lock.forgotten'));
      await press(page, t('lock.forgotten.confirm'));
      await waitForText(page, t('finding.trouble.keyMissing', { name: 'work' }));
    },
  }),
];
