import type { Page } from 'puppeteer-core';
import { closedRoots } from '../../harness/closed-roots';
import { besideContentScript, type Heard, inPage, messageOf, walked } from './ears';
import type { Scene } from './scene';
import { type Haystack, text } from './search';

/** Everywhere that a secret could have gone. */
export const places = [
  'the storage areas',
  'the values in IndexedDB',
  'the profile’s files while the browser runs',
  'the profile’s files after it was closed',
  'the messages and their answers',
  'the console',
  'the exported file',
  'the diagnostics',
  'the pages',
  'the fields of the pages',
  'the panel’s closed roots',
  'the notifications',
  'the toolbar button',
  'the addresses and titles',
  'the requests',
] as const;
export type Place = (typeof places)[number];

/** What was collected, by place. */
export type Loot = Readonly<Record<Place, Haystack[]>>;

export function emptyLoot(): Loot {
  return Object.fromEntries(places.map((place) => [place, [] as Haystack[]])) as Loot;
}

type Shown = { readonly html: string; readonly fields: string; readonly address: string };
type Surroundings = { readonly tabs: string; readonly badge: string };

/** The pages of the extension and the panel's tab that are open, by what a failure calls them. */
export type Open = {
  readonly own: ReadonlyMap<string, Page>;
  readonly panel: { readonly page: Page; readonly pattern: string } | null;
  /** A page whose field holds a secret that was typed and not sent. */
  readonly holding: Page | null;
};

/** Takes along all that can be seen at this moment and is gone the next. */
export async function lookAround(scene: Scene, open: Open, loot: Loot, moment: string): Promise<void> {
  const driver = scene.driver();
  for (const [name, page] of open.own) {
    const where = `${name} ${moment}`;
    const { html, fields, address } = await inPage<Shown>(page, 'shown()');
    loot['the pages'].push(text(where, html));
    if (page !== open.holding) loot['the fields of the pages'].push(text(where, fields));
    loot['the addresses and titles'].push(text(where, address));
  }
  const notifications = JSON.stringify(await driver.notifications());
  loot['the notifications'].push(text(`shown ${moment}`, notifications));
  const [first] = open.own.values();
  if (first === undefined) throw new Error('no page of the extension is open');
  const { tabs, badge } = await inPage<Surroundings>(first, 'surroundings()');
  loot['the toolbar button'].push(text(moment, badge));
  loot['the addresses and titles'].push(text(`tabs ${moment}`, tabs));
  for (const target of driver.browser.targets()) {
    loot['the addresses and titles'].push(text(`a target ${moment}`, target.url()));
  }
  if (open.panel === null) return;
  const { page } = open.panel;
  loot['the panel’s closed roots'].push(text(moment, JSON.stringify(await closedRoots(driver, page))));
  loot['the addresses and titles'].push(text(`the panel ${moment}`, page.url()));
  loot['the pages'].push(text(`the panel ${moment}`, (await page.evaluate(OUTER)) as string));
}

const OUTER = 'document.documentElement.outerHTML';

/** Takes along what a page heard since it was opened. To be called before it is closed. */
export async function askPage(name: string, page: Page, loot: Loot): Promise<void> {
  takeHeard(name, await inPage<readonly Heard[]>(page, 'heard()'), loot);
}

/** The same for our content script's world in the panel's tabs. */
export async function askPanel(own: Page, pattern: string, loot: Loot): Promise<void> {
  const heard = await besideContentScript<readonly Heard[]>(own, pattern, 'heard()');
  for (const entries of heard) takeHeard('the content script', entries, loot);
}

function takeHeard(name: string, heard: readonly Heard[], loot: Loot): void {
  for (const entry of heard) {
    if (entry.kind === 'drawn') {
      loot['the pages'].push(text(`${name}, ${entry.type} for a moment`, String(entry.value)));
    } else loot['the messages and their answers'].push(messageOf(name, entry));
  }
}

/** Everything that is kept for the extension's origin, except on the disk. */
export async function takeStored(page: Page, loot: Loot): Promise<void> {
  for (const call of ["area('local')", "area('session')", "area('sync')", 'otherStores()']) {
    loot['the storage areas'].push(...(await walked(page, call)));
  }
  loot['the values in IndexedDB'].push(...(await walked(page, 'databases()')));
}

/** The documented headers that carry a key to its own provider; they are left out where the key is that provider's. */
const KEY_HEADERS: Readonly<Record<string, readonly string[]>> = {
  'cloud.hostup.se': ['authorization', 'x-api-key'],
  'api.vpsbg.eu': ['authorization'],
  'admin.vps.org': ['authorization'],
};

/** The requests as haystacks, without the key of a provider where it goes to that provider in the documented header. */
export function requestsOf(scene: Scene, keysOf: Readonly<Record<string, readonly string[]>>): Haystack[] {
  return scene.requests.flatMap(({ method, url, headers, body }) => {
    const where = `${method} ${url.hostname}`;
    const carriers = KEY_HEADERS[url.hostname] ?? [];
    const own = keysOf[url.hostname] ?? [];
    const said = [...headers].map(([name, value]) => {
      const bare = carriers.includes(name) ? value.replace(/^Bearer /, '') : value;
      return own.includes(bare) && carriers.includes(name) ? `${name}: its own key` : `${name}: ${value}`;
    });
    return [
      text(`${where}, address`, url.href),
      text(`${where}, headers`, said.join('\n')),
      text(`${where}, body`, body),
    ];
  });
}
