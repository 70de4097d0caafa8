import { readdirSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { until } from '../poll';

const FOLDER = new URL('../../../assets/locales/', import.meta.url);

/** The languages that there is a catalogue of, English first. */
export const languages: readonly string[] = readdirSync(FOLDER)
  .map((file) => file.replace(/\.json$/, ''))
  .sort((a, b) => Number(b === 'en') - Number(a === 'en') || b.localeCompare(a));

/** Has Lastgood speak a language, as the setting does, and waits until the page does. */
export async function speak(language: string, home: Page, page: Page): Promise<void> {
  if (languages.length === 1) return;
  const change = JSON.stringify({ change: { language } });
  await home.evaluate(`(async () => {
    const api = globalThis.browser ?? chrome;
    const answer = await api.runtime.sendMessage({ type: 'changeSettings', payload: ${change} });
    if (!answer.ok) await (${writeLanguage})(${JSON.stringify(language)});
  })()`);
  const isOwn = await page.evaluate(`location.protocol.endsWith('extension:')`);
  if (isOwn) {
    await until(`the page is in ${language}`, () =>
      page.evaluate(`document.documentElement.lang.startsWith(${JSON.stringify(language)})`),
    );
  }
}

/** While Lastgood is locked no setting can be changed: this writes what a page reads, and tells the pages. */
const writeLanguage = `async (language) => {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open('lastgood');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await new Promise((resolve, reject) => {
    const transaction = database.transaction('settings', 'readwrite');
    const settings = transaction.objectStore('settings');
    const read = settings.get('settings');
    read.onsuccess = () => settings.put({ ...read.result, language }, 'settings');
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
  const channel = new BroadcastChannel('lastgood-state');
  channel.postMessage(null);
  channel.close();
}`;
