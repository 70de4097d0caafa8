import type { Page } from 'puppeteer-core';

/** Has every own page read anew what is stored. */
export async function tellOfChange(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const channel = new BroadcastChannel('lastgood-state');
    channel.postMessage(null);
    channel.close();
  })()`);
}

/** Lets time pass for this page alone: its clock jumps, and it judges anew what is stored. */
export async function later(page: Page, ms: number): Promise<void> {
  await page.evaluate(`(() => {
    const now = Date.now;
    Date.now = () => now() + ${ms};
  })()`);
  await tellOfChange(page);
}

/** From now on this page cannot read what is stored. */
export async function cannotRead(page: Page): Promise<void> {
  await page.evaluate(`IDBDatabase.prototype.transaction = () => {
    throw new DOMException('', 'UnknownError');
  }; undefined`);
  await tellOfChange(page);
}
