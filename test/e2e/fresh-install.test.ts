import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { optionalOrigins } from '../../lib/providers/origins';
import { addAccount } from '../harness/acts';
import { waitForMarks } from './marks';
import { browsers, type Stage, setStage } from './stage';
import { outcomesIn, type Tries } from './tries';

const PANEL = 'https://cloud.hostup.se';
const ACCOUNT = { provider: 'hostup', label: 'Main', key: 'sample-fresh-install-key' };
/** One of each kind of file in the package. */
const FILES = ['manifest.json', 'popup.html', 'options.html', 'panel.js', 'background.js', 'icon/48.png'];

describe.each(browsers)('a fresh install in %s', (kind) => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage(
      kind,
      ({ world }) => {
        world.addAccount({ provider: 'hostup', key: ACCOUNT.key });
        world.addServer('hostup', { keys: [ACCOUNT.key], name: 'web-01', hostname: 'web-01.example.com' });
      },
      // What a page of a panel tries in vain, its browser reports.
      { expectedErrors: /(moz|chrome)-extension:\/\/|Not allowed to load local resource/ },
    );
  });
  afterAll(() => stage?.strike());

  test('holds five permissions and no host', async () => {
    const page = await stage.driver.openPage('options.html');
    const held = (await page.evaluate('browser.permissions.getAll()')) as Record<string, readonly string[]>;
    expect([...(held.permissions ?? [])].sort()).toEqual([
      'alarms',
      'contextMenus',
      'notifications',
      'scripting',
      'storage',
    ]);
    expect(held.origins).toEqual([]);
    for (const origin of [...optionalOrigins(), '<all_urls>', 'https://*/*']) {
      const question = JSON.stringify({ origins: [origin] });
      expect([origin, await page.evaluate(`browser.permissions.contains(${question})`)]).toEqual([
        origin,
        false,
      ]);
    }
    expect(await page.evaluate('browser.scripting.getRegisteredContentScripts()')).toEqual([]);
  });

  test('a page of a panel loads nothing of it and cannot speak to it', async () => {
    // A page without a policy of its own: what refuses is the browser, for the extension.
    const page = await stage.driver.openTab(`${PANEL}/cards?account=1`);
    await expectShut(page);
  });

  test('nor can it once the extension is at work in that page', async () => {
    const { driver } = stage;
    const options = await addAccount(driver, ACCOUNT);
    const scripts = await options.evaluate('browser.scripting.getRegisteredContentScripts()');
    expect(scripts).toEqual([
      expect.objectContaining({
        js: ['panel.js'],
        matches: [`${PANEL}/*`],
        allFrames: false,
        world: 'ISOLATED',
      }),
    ]);
    const page = await driver.openTab(`${PANEL}/cards?account=1`);
    await waitForMarks(driver, page, 'the server has its mark', (marks) => marks.length === 1);
    await expectShut(page);
  });

  async function expectShut(page: Page): Promise<void> {
    const { baseUrl, extensionId } = stage.driver;
    const made = (tag: string, file: string, more = '') =>
      `return new Promise((resolve, reject) => {
        const made = document.createElement('${tag}');
        made.onload = () => resolve('loaded');
        made.onerror = reject;
        Object.assign(made, { ${tag === 'link' ? `rel: 'stylesheet', href` : 'src'}: '${baseUrl}/${file}'${more} });
        document.head.append(made);
      })`;
    const loads = FILES.flatMap((file) => [
      [`fetch ${file}`, `return (await fetch('${baseUrl}/${file}')).status`],
      [
        `fetch ${file} without looking`,
        `return (await fetch('${baseUrl}/${file}', { mode: 'no-cors' })).type`,
      ],
      [`${file} as an image`, made('img', file)],
      [`${file} as a script`, made('script', file)],
      [`${file} as a module`, `await import('${baseUrl}/${file}')`],
      [`${file} as a style sheet`, made('link', file)],
    ]);
    const said = `{ type: 'refresh', payload: {} }`;
    const speaks: Tries = {
      message: `return await (globalThis.browser ?? chrome).runtime.sendMessage('${extensionId}', ${said})`,
      connection: `return (globalThis.browser ?? chrome).runtime.connect('${extensionId}').name`,
    };
    const outcomes = await outcomesIn(page, { ...Object.fromEntries(loads), ...speaks });
    expect(Object.entries(outcomes).filter(([, outcome]) => outcome !== 'refused')).toEqual([]);
    await expectNoFrame(page);
  }

  /** A browser tells the page that a frame has loaded whatever it shows: so the frame itself is looked into. */
  async function expectNoFrame(page: Page): Promise<void> {
    const { baseUrl } = stage.driver;
    for (const file of ['popup.html', 'options.html', 'confirm.html']) {
      await outcomesIn(page, {
        frame: `await new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.onload = frame.onerror = () => setTimeout(resolve, 300);
          setTimeout(resolve, 1500);
          frame.src = '${baseUrl}/${file}';
          document.body.append(frame);
        })`,
      });
    }
    const shown = page.frames().filter((frame) => frame !== page.mainFrame());
    expect(shown).toHaveLength(3);
    for (const frame of shown) {
      const inside = await frame
        .evaluate('[document.title, document.scripts.length, typeof browser?.runtime?.id]')
        .catch(String);
      expect(String(inside)).not.toMatch(/Lastgood|string/);
    }
  }
});
