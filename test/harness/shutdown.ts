import type { Browser } from 'puppeteer-core';
import { pause } from './poll';

const PATIENCE_MS = 8_000;

/** Closes a browser, and ends its process where it does not go by itself. */
export async function shutDown(browser: Browser): Promise<void> {
  const process = browser.process();
  const gone = new Promise<void>((resolve) => {
    if (process === null || process.exitCode !== null || process.signalCode !== null) resolve();
    else process.once('exit', () => resolve());
  });
  const asked = browser.close().catch((error: unknown) => {
    if (browser.connected) console.error(`The browser did not close: ${String(error)}`);
  });
  await Promise.race([Promise.all([asked, gone]), pause(PATIENCE_MS)]);
  if (process !== null && process.exitCode === null && process.signalCode === null) process.kill('SIGKILL');
}

/** Resolves when the connection to the browser ends. */
export function whenGone(browser: Browser): Promise<void> {
  return new Promise((resolve) => {
    browser.once('disconnected', () => resolve());
  });
}
