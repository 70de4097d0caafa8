import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { has, press, textOf, waitForText } from '../harness/acts';
import { until } from '../harness/poll';
import { sampleWorld } from '../simulator/fleet';
import { browsers, type Stage, setStage } from './stage';

const PANEL = 'https://cloud.hostup.se';

type Loot = {
  readonly learnt: readonly { readonly how: string; readonly what: string }[];
  readonly hosts: readonly { readonly html: string; readonly box: { readonly width: number } }[];
  readonly tried: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
  readonly finished: boolean;
};

/** The simulated panels themselves: what other tests build on. No account is added, so the extension is not there. */
describe.each(browsers)('the pages of the panels in %s', (kind) => {
  let stage: Stage;
  let page: Page;

  beforeAll(async () => {
    stage = await setStage(kind, sampleWorld);
    page = await stage.driver.browser.newPage();
  });
  afterAll(() => stage?.strike());

  const go = (path: string) => page.goto(`${PANEL}${path}`);
  const names = () =>
    page.evaluate(`[...document.querySelectorAll('td a')].map((link) => link.textContent)`) as Promise<
      string[]
    >;
  const lootOf = async (path: string, plant = 'undefined') => {
    await go(path);
    await page.evaluate(plant);
    await until('the attacks are over', () => page.evaluate('window.__loot.finished'), 20_000);
    return (await page.evaluate('window.__loot')) as Loot;
  };

  test('the app goes to a server and back, adds and removes rows, and replaces its body', async () => {
    await go('/app?account=1');
    await waitForText(page, 'app-01');
    await press(page, 'mail-02');
    await waitForText(page, 'Delete server');
    expect(new URL(page.url()).pathname).toMatch(/^\/instance\/vps_/);
    await press(page, 'Back to the list');
    await waitForText(page, 'Add a row');
    await page.goBack();
    await waitForText(page, 'Delete server');
    await page.goForward();
    await press(page, 'Add a row');
    await press(page, 'Remove the first row');
    expect(await names()).toEqual(['mail-02', 'cache-03', 'api-04', 'other-0000']);
    await press(page, 'Reverse the rows');
    await press(page, 'Remove the last row');
    await press(page, 'Put the first last');
    expect(await names()).toEqual(['api-04', 'cache-03', 'other-0000']);
    await page.evaluate('window.firstBody = document.body; undefined');
    await press(page, 'Replace the body');
    expect(await page.evaluate('document.body !== window.firstBody')).toBe(true);
    expect(await names()).toEqual(['api-04', 'cache-03', 'other-0000']);
    await press(page, 'Draw every second');
    const drawn = (await page.evaluate('window.drawn')) as number;
    await until('it draws itself anew', () => page.evaluate(`window.drawn >= ${drawn + 2}`));
    await press(page, 'Stop drawing');
  });

  test('the virtual table uses its lines again', async () => {
    await go('/app?account=1&virtual=1&rows=400');
    await waitForText(page, 'app-01');
    const count = `document.querySelectorAll('[role=row]').length`;
    const lines = await page.evaluate(`window.kept = [...document.querySelectorAll('[role=row]')]; ${count}`);
    await page.evaluate(`document.querySelector('.viewport').scrollTop = 100 * 42; undefined`);
    await waitForText(page, 'mail-02');
    expect(await has(page, 'app-01')).toBe(false);
    expect(await page.evaluate(count)).toBe(lines);
    expect(await page.evaluate(`window.kept.every((line) => line.isConnected)`)).toBe(true);
  });

  test('a page of 2,000 rows is there, with every server among them', async () => {
    await go('/many');
    expect(await until('the rows are drawn', () => page.evaluate('window.many?.rows'))).toBe(2000);
    const shown = await names();
    expect(shown.filter((name) => !name.startsWith('other-'))).toHaveLength(7);
    await go('/many?rows=50&links=0');
    await waitForText(page, 'app-01.example.com');
    expect(await names()).toEqual([]);
  });

  test('a server page asks before a reinstall and counts its clicks', async () => {
    await go('/instance/10000');
    await press(page, 'Reinstall');
    await waitForText(page, 'Reinstall: app-01');
    await press(page, 'Cancel');
    expect(await page.evaluate('window.panelClicks')).toEqual([
      { kind: 'reinstall', trusted: true },
      { kind: 'cancel', trusted: true },
    ]);
    stage.simulator.clearLog();
    await Promise.all([page.waitForNavigation(), press(page, 'Rebuild from image')]);
    await waitForText(page, 'The panel was asked: rebuild');
    expect(stage.simulator.visits).toContainEqual(
      expect.objectContaining({ method: 'POST', path: '/instance/10000/rebuild', status: 200 }),
    );
  });

  test('a password field may come late', async () => {
    await go('/login?late=1');
    const fields = `document.querySelectorAll('input[type=password]').length`;
    await until('the field is there', () => page.evaluate(`${fields} === 1`));
    await go('/otp');
    expect(await textOf(page)).toContain('app-01');
  });

  test('the flood changes the page as often as it says', async () => {
    await go('/flood?rate=1000&seconds=1');
    await page.evaluate(`window.seen = 0;
      new MutationObserver((records) => { window.seen += records.length; })
        .observe(document.body, { childList: true, subtree: true, attributes: true, characterData: true }); undefined`);
    await press(page, 'Start');
    await until('the flood is over', () => page.evaluate(`window.flood.state === 'done'`), 10_000);
    expect(await page.evaluate('window.flood.mutations')).toBe(1000);
    expect(await page.evaluate('window.seen')).toBeGreaterThanOrEqual(1000);
  });

  test('the hostile page makes every attack, and learns nothing where nothing is', async () => {
    const loot = await lootOf(`/hostile?seconds=2&extension=${stage.driver.baseUrl}`);
    expect(loot.learnt).toEqual([]);
    expect(loot.hosts).toEqual([]);
    expect(loot.errors).toEqual([]);
    expect(Object.keys(loot.tried).sort()).toEqual(
      ['addresses', 'click', 'cover', 'events', 'flood', 'messages', 'move', 'read'].sort(),
    );
    expect(new URL(page.url()).pathname).toBe('/hostile');
  });

  test('the hostile page learns from whoever is careless', async () => {
    const careless = `(() => {
      const cell = document.querySelector('td');
      const add = (tag, mode, text) => {
        const host = Document.prototype.createElement.call(document, tag);
        cell.append(host);
        const root = mode && host.attachShadow({ mode });
        (root || host).append(text);
        return host;
      };
      add('span', 'open', 'secret in an open root');
      add('b', '', 'secret in the light');
      add('lastgood-badge', 'closed', 'secret in an element of a taken name');
      add('div', 'closed', '');
      localStorage.setItem('secret', '1');
      window.secretGlobal = 1;
      window.postMessage({ type: 'wxt:content-script-started', contentScriptName: 'panel', messageId: 'x1' }, '*');
    })()`;
    const { learnt, hosts } = await lootOf('/hostile?seconds=1&do=read', careless);
    const told = learnt.map(({ how, what }) => `${how}: ${what}`);
    for (const wanted of [
      'open root: secret in an open root',
      'light text: secret in the light',
      'internals: secret in an element of a taken name',
      'storage: secret=1',
      'global: secretGlobal',
      expect.stringMatching(/^message: .*"messageId":"x1"/),
    ]) {
      expect(told).toContainEqual(wanted);
    }
    expect(hosts.length).toBeGreaterThanOrEqual(4);
    await page.evaluate('localStorage.clear()');
  });

  test.each(['opacity', 'ancestor', 'filter', 'clip', 'scale', 'blend', 'overlay', 'solid', 'popover'])(
    'the cover “%s” lies over what another script put there',
    async (mode) => {
      await go(`/hostile?seconds=3&do=cover&cover=${mode}`);
      await page.evaluate(`(() => {
        const host = Document.prototype.createElement.call(document, 'span');
        document.querySelector('td a').after(host);
        host.textContent = 'Back up now';
        window.host = host;
      })()`);
      await until('it is covered', () =>
        page.evaluate(`document.querySelector('.hostile-cover') !== null
          || window.host.hasAttribute('style') || window.host.parentElement.hasAttribute('style')`),
      );
      expect(await page.evaluate('window.__loot.errors')).toEqual([]);
    },
  );
});
