import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { button, press, waitForText } from '../harness/acts';

/** Presses "Export settings" and gives the file that the page hands to the browser, which is not to keep it. */
export async function exported(page: Page): Promise<{ readonly name: string; readonly text: string }> {
  await page.evaluate(`(() => {
    const createObjectURL = URL.createObjectURL;
    URL.createObjectURL = (blob) => { window.harnessBlob = blob; return createObjectURL(blob); };
    HTMLAnchorElement.prototype.click = function () { window.harnessName = this.download; };
  })()`);
  await press(page, 'Export settings');
  await waitForText(page, /Exported as/);
  const name = (await page.evaluate('window.harnessName')) as string;
  return { name, text: (await page.evaluate('window.harnessBlob.text()')) as string };
}

/**
 * Gives the page's file chooser a file: its own window is the system's, which no protocol reaches. What is called back
 * takes the file away again, once the page has read it.
 */
export async function importFile(page: Page, name: string, text: string): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'lastgood-import-'));
  writeFileSync(join(folder, name), text);
  await button(page, 'Import settings');
  const input = (await page.$('input[type=file]')) as ElementHandle<HTMLInputElement> | null;
  if (input === null) throw new Error('there is no file chooser');
  await input.uploadFile(join(folder, name));
  return () => rmSync(folder, { recursive: true });
}
