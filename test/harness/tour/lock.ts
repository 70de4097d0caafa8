import { press, type, waitForText } from '../acts';
import { type Backstage, POPUP, type Scene, WINDOW } from './scene';

const PASSPHRASE = 'four quiet words of mine';
const LOCKED = 'Lastgood is locked';

const setPassphrase = async ({ page }: Backstage) => {
  await type(page, 'New passphrase', PASSPHRASE);
  await type(page, 'New passphrase again', PASSPHRASE);
  await press(page, 'Set passphrase');
  await waitForText(page, 'The passphrase is set.', 30_000);
};

const locked = (state: string, scene: Partial<Scene> = {}): Scene => ({
  page: 'lock',
  state,
  path: 'popup.html',
  size: POPUP,
  shows: LOCKED,
  ...scene,
});

export const locking: readonly Scene[] = [
  {
    page: 'lock',
    state: 'passphrase-set',
    path: 'options.html',
    size: WINDOW,
    whole: true,
    shows: 'Set passphrase',
    async steps(backstage) {
      await setPassphrase(backstage);
      await press(backstage.page, 'Change passphrase…');
    },
  },
  locked('popup', {
    shows: /servers are covered/,
    async steps({ page }) {
      await press(page, 'Lock now');
      await waitForText(page, LOCKED);
    },
  }),
  locked('wrong', {
    async steps({ page }) {
      await type(page, 'Passphrase', 'not these words');
      await press(page, 'Unlock');
      await waitForText(page, 'This is not the passphrase.', 30_000);
    },
  }),
  locked('forgotten', { steps: ({ page }) => press(page, 'Forgot the passphrase?') }),
  locked('options', { path: 'options.html', size: WINDOW }),
  locked('confirm', { path: 'confirm.html', size: WINDOW }),
  locked('wiped', {
    async steps({ page }) {
      await press(page, 'Forgot the passphrase?');
      await press(page, 'Wipe and start over');
      await waitForText(page, /key of .* can no longer be read|the key cannot be read/);
    },
  }),
];
