import type { Page } from 'puppeteer-core';
import { until } from '../poll';
import { tellOfChange } from './clock';

/** All rows of a store, as an own page may read them while nothing is sealed. */
const rowsOf = (page: Page, store: string): Promise<unknown> =>
  page.evaluate(`new Promise((resolve, reject) => {
    const request = indexedDB.open('lastgood');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const read = request.result.transaction('${store}').objectStore('${store}').getAll();
      read.onerror = () => reject(read.error);
      read.onsuccess = () => { request.result.close(); resolve(read.result); };
    };
  })`);

/** Changes a store past Lastgood, with what runs over `store` there. */
async function change(page: Page, store: string, act: string): Promise<void> {
  await page.evaluate(`new Promise((resolve, reject) => {
    const request = indexedDB.open('lastgood');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const transaction = request.result.transaction('${store}', 'readwrite');
      const store = transaction.objectStore('${store}');
      ${act}
      transaction.onerror = () => reject(transaction.error);
      transaction.oncomplete = () => { request.result.close(); resolve(); };
    };
  })`);
  await tellOfChange(page);
}

/** Forgets what was asked for of late, so that the same can be asked for again. */
export const forgetOperations = (page: Page): Promise<void> => change(page, 'operations', 'store.clear();');

/** Turns one bit of each of the first two sealed records: they do not open any more. */
export const damage = (page: Page, store: 'servers' | 'operations'): Promise<void> =>
  change(
    page,
    store,
    `const read = store.getAll(null, 2);
     read.onsuccess = () => {
       for (const record of read.result) {
         record.sealed[30] ^= 1;
         store.put(record);
       }
     };`,
  );

type StoredPlan = { readonly id: string; readonly createdAt: number; readonly end: object | null };

/** The plan that was confirmed last. */
export async function newestPlan(page: Page): Promise<StoredPlan> {
  const plans = (await rowsOf(page, 'plans')) as readonly StoredPlan[];
  const [newest] = [...plans].sort((a, b) => b.createdAt - a.createdAt);
  if (newest === undefined) throw new Error('no plan was confirmed');
  return newest;
}

/** Has Lastgood check and keep the number that the older API knows a server by. */
export async function sendLegacyNumber(
  page: Page,
  label: string,
  serverId: string,
  number: string,
): Promise<void> {
  const accounts = (await rowsOf(page, 'accounts')) as readonly {
    readonly id: string;
    readonly label: string;
  }[];
  const account = accounts.find((entry) => entry.label === label);
  const payload = { accountId: account?.id, serverId, legacyId: number, mustName: false };
  await until('the number is kept', async () => {
    const answer = await page.evaluate(
      `(globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify({ type: 'setLegacyId', payload })})`,
    );
    return (answer as { readonly ok: boolean }).ok;
  });
}
