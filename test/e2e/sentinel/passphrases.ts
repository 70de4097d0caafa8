import type { Page } from 'puppeteer-core';
import { press, type, waitForText } from '../../harness/acts';
import { known, type Sentinels } from './fleet';

/** Sets a passphrase, locks, is wrong about it, unlocks, changes it, and removes it in the end. */
export async function lockAndUnlock(
  options: Page,
  popup: Page,
  secrets: Sentinels,
  look: (moment: string) => Promise<void>,
  takeSealed: () => Promise<void>,
): Promise<void> {
  const first = secrets['the passphrase that is changed'];
  const last = secrets['the passphrase that is set last'];
  await type(options, 'New passphrase', first);
  await type(options, 'New passphrase again', first);
  await press(options, 'Set passphrase');
  await waitForText(options, 'The passphrase is set.', 30_000);
  await look('after a passphrase was set');
  await takeSealed();
  await press(popup, 'Lock now');
  await waitForText(popup, 'Lastgood is locked');
  await type(popup, 'Passphrase', secrets['the passphrase that is wrong']);
  await press(popup, 'Unlock');
  await waitForText(popup, 'This is not the passphrase.', 30_000);
  await look('while it is locked');
  await type(popup, 'Passphrase', first);
  await press(popup, 'Unlock');
  await waitForText(popup, known.app, 30_000);
  await press(options, 'Change passphrase…');
  await type(options, 'Current passphrase', first);
  await type(options, 'New passphrase', last);
  await type(options, 'New passphrase again', last);
  await press(options, 'Change passphrase');
  await waitForText(options, 'The passphrase was changed.', 30_000);
  await takeSealed();
  await press(options, 'Remove passphrase…');
  await type(options, 'Current passphrase', last);
  await press(options, 'Remove passphrase');
  await waitForText(options, 'The passphrase was removed.', 30_000);
  await look('after the passphrase was removed');
}
