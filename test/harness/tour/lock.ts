import { press, type, waitForText } from '../acts';
import { POPUP, type Scene, WINDOW } from './scene';
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

export const locking: readonly Scene[] = [
  locked('passphrase-set', {
    path: 'options.html',
    size: WINDOW,
    whole: true,
    shows: () => t('options.passphrase'),
    async once({ page }) {
      await type(page, t('options.passphrase.next'), PASSPHRASE);
      await type(page, t('options.passphrase.again'), PASSPHRASE);
      await press(page, t('options.passphrase.set'));
      await waitForText(page, t('options.passphrase.set.done'), 30_000);
    },
    steps: ({ page }) => press(page, t('options.passphrase.change')),
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
  locked('wiped', {
    shows: () => 'Lastgood',
    async once({ page }) {
      await press(page, t('lock.forgotten'));
      await press(page, t('lock.forgotten.confirm'));
      await waitForText(page, t('finding.trouble.keyMissing', { name: 'work' }));
    },
  }),
];
