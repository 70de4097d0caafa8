import type { Page } from 'puppeteer-core';
import { type Language, languages } from '../../../lib/model/settings';
import { until } from '../poll';
import { type Catalogues, setWords } from './words';

export { type Language, languages };

/** Has Lastgood speak a language, as the setting does, and the steps of the scenes with it. */
export async function speak(language: Language, words: Catalogues, home: Page): Promise<void> {
  setWords(language, words);
  const change = JSON.stringify({ change: { language } });
  await home.evaluate(`(async () => {
    const api = globalThis.browser ?? chrome;
    const answer = await api.runtime.sendMessage({ type: 'changeSettings', payload: ${change} });
    if (!answer.ok) await (${writeLanguage})(${JSON.stringify(language)});
  })()`);
  await until(`the settings are in ${language}`, () =>
    home.evaluate(`document.documentElement.lang.startsWith(${JSON.stringify(language)})`),
  );
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
