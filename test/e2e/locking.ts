import type { Page } from 'puppeteer-core';
import { press, type, waitForText } from '../harness/acts';

/** What a page says that is locked; the settings speak of being locked, too. */
export const LOCKED = 'Nothing is watched until you unlock it';

/** Sets a first passphrase on the settings page. */
export async function setPassphrase(options: Page, passphrase: string): Promise<void> {
  await type(options, 'New passphrase', passphrase);
  await type(options, 'New passphrase again', passphrase);
  await press(options, 'Set passphrase');
  await waitForText(options, 'The passphrase is set.', 30_000);
}

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await type(page, 'Passphrase', passphrase);
  await press(page, 'Unlock');
}
