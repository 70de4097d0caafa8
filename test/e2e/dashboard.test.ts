import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, test } from 'vitest';
import {
  addAccount,
  axe,
  choose,
  focusedName,
  press,
  pressKey,
  textOf,
  type,
  waitForText,
} from '../harness/acts';
import type { Driver } from '../harness/driver';
import { until } from '../harness/poll';
import { nastyKeys, nastyWorld, sampleAccounts, sampleWorld } from '../simulator/fleet';
import { largeAccount, largeWorld } from '../simulator/large-world';
import { browsers, type Stage, setStage } from './stage';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

/** The dashboard over the sample fleet, read. */
async function sampleDashboard(driver: Driver): Promise<Page> {
  const options = await driver.openPage('options.html');
  for (const account of sampleAccounts) await addAccount(driver, account, options);
  const page = await driver.openPage('dashboard.html');
  await page.setViewport({ width: 1440, height: 900 });
  await waitForText(page, '12 of 15 servers are covered', 30_000);
  return page;
}

const hashOf = async (page: Page) => (await page.evaluate('location.hash')) as string;
/** The names of the rows in their order, as they are drawn. */
const namesOf = async (page: Page) =>
  (await page.evaluate(`[...document.querySelectorAll('.grid-body .name-button')]
    .map((name) => [Number(name.closest('[data-index]').dataset.index), name.innerText])
    .sort(([a], [b]) => a - b).map(([, name]) => name)`)) as string[];
const firstNames = (page: Page, wanted: readonly string[]) =>
  until(
    async () => `the rows begin with ${wanted}; they are ${await namesOf(page)}`,
    async () => (await namesOf(page)).slice(0, wanted.length).join() === wanted.join() || null,
  );
/** One step back, as by the browser's button; nothing is loaded that could be waited for. */
async function back(page: Page, hash: string): Promise<void> {
  await page.evaluate('history.back()');
  await until(`the address says “${hash}” again`, async () => (await hashOf(page)) === hash || null);
}
/** What scrolls sideways: the page itself, or any part of it that scrolls at all. */
const sideways = `[document.documentElement, ...document.querySelectorAll('*')].filter((element) =>
  /auto|scroll/.test(getComputedStyle(element).overflowX + (element === document.documentElement ? 'auto' : '')) &&
  element.scrollWidth > element.clientWidth).map((element) => element.className || element.tagName).join()`;

describe.each(browsers)('the dashboard in %s', (kind) => {
  test('the popup leads there; sort, filter, group and details are in the address, and the way back works', async () => {
    stage = await setStage(kind, sampleWorld);
    const { driver } = stage;
    const page = await sampleDashboard(driver);
    await firstNames(page, ['lab-10', 'app-01', 'db-archive']);
    await press(page, 'Restore age');
    await firstNames(page, ['lab-10', 'db-archive', 'git-09']);
    await press(page, 'Restore age');
    expect(await hashOf(page)).toBe('#view=servers&sort=-age');
    await choose(page, 'Group by', 'By account');
    await waitForText(page, '2 of 4 servers are covered');
    await type(page, 'Filter servers, accounts, notes', 'db');
    await until('two servers are left', async () => (await namesOf(page)).length === 2 || null);
    const address = await hashOf(page);
    expect(address).toBe('#view=servers&q=db&sort=-age&group=account');

    const other = await driver.openPage(`dashboard.html${address}`);
    await until('the same is shown there', async () => (await namesOf(other)).length === 2 || null);
    await other.close();
    await page.bringToFront();
    // What was typed letter by letter is no step of its own: it belongs to the view that it was typed in.
    await back(page, '#view=servers&sort=-age');
    await firstNames(page, ['client-crm', 'web-server-01']);
    await back(page, '#view=servers&sort=age');
    await back(page, '');
    await firstNames(page, ['lab-10', 'app-01', 'db-archive']);

    await press(page, 'app-01');
    await waitForText(page, 'before-upgrade');
    expect(await hashOf(page)).toMatch(/^#view=servers&server=hostup%2F\w+$/);
    await pressKey(page, 'Escape');
    await until(
      'the details are closed',
      async () => !(await textOf(page)).includes('before-upgrade') || null,
    );
    expect(await focusedName(page)).toBe('app-01');

    await press(page, 'Backups');
    await waitForText(page, 'Pre-deployment backup');
    expect(await hashOf(page)).toBe('#view=backups');
    await press(page, 'Only what went away');
    await waitForText(page, 'Nothing matches these choices.');

    const popup = await driver.openPage('popup.html#page');
    await press(popup, 'Dashboard');
    await until('the dashboard opens beside the one that is open', () =>
      popup.evaluate(`(globalThis.browser ?? chrome).extension.getViews({ type: 'tab' })
        .filter((view) => view.location.pathname === '/dashboard.html').length === 2`),
    );
  }, 120_000);

  test('by the keyboard alone: rows, points, a selection and the page that asks', async () => {
    stage = await setStage(kind, sampleWorld);
    const { driver, simulator } = stage;
    const page = await sampleDashboard(driver);
    await page.bringToFront();
    await page.focus('.grid-head input');
    const active = () => page.evaluate('document.activeElement.closest("[data-index]")?.dataset.index ?? ""');
    for (let tab = 0; tab < 6 && (await active()) === ''; tab++) await pressKey(page, 'Tab');
    expect(await active()).toBe('0');
    await pressKey(page, 'ArrowDown');
    await until('the second row has the keyboard', async () => (await active()) === '1' || null);
    await pressKey(page, 'ArrowLeft');
    await waitForText(page, /Today|manual · 12\.4 GB|before-upgrade|snapshot/);
    expect(await page.evaluate('document.querySelectorAll(".tip").length')).toBe(1);
    await pressKey(page, 'Escape');
    await until(
      'the point is no longer told',
      async () => (await page.evaluate('document.querySelectorAll(".tip").length')) === 0 || null,
    );
    await pressKey(page, ' ');
    await waitForText(page, '1 server selected');
    await page.keyboard.down('Shift');
    await pressKey(page, 'ArrowDown');
    await pressKey(page, 'ArrowDown');
    await pressKey(page, ' ');
    await page.keyboard.up('Shift');
    await waitForText(page, '3 servers selected');
    await pressKey(page, 'End');
    await until('the last row has the keyboard', async () => (await active()) === '14' || null);
    await pressKey(page, 'Home');
    await until('the first row has the keyboard', async () => (await active()) === '0' || null);
    await page.keyboard.type('db-a');
    await until('what is typed filters', async () => (await namesOf(page)).join() === 'db-archive' || null);
    await waitForText(page, '2 of them are not shown');
    await press(page, 'Back up 3 selected…');
    const opened = await until('the page that asks names three servers', async () => {
      const urls = (await page.evaluate(`(globalThis.browser ?? chrome).extension.getViews({ type: 'tab' })
        .map((view) => view.location.href)`)) as string[];
      return urls.find((url) => url.includes('/confirm.html#servers=')) ?? null;
    });
    const keys = JSON.parse(
      new URLSearchParams(new URL(opened).hash.slice(1)).get('servers') ?? '[]',
    ) as string[];
    expect(keys).toHaveLength(3);
    expect(simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  }, 120_000);

  test('axe finds nothing, light, dark and in forced colours; half as wide, nothing is lost', async () => {
    stage = await setStage(kind, sampleWorld);
    const { driver } = stage;
    const empty = await driver.openPage('dashboard.html');
    await waitForText(empty, 'No account yet');
    expect(await axe(empty)).toEqual([]);
    await empty.close();
    const page = await sampleDashboard(driver);
    await press(page, 'Select app-01');
    await press(page, 'app-01');
    for (const media of [
      { colorScheme: 'light' },
      { colorScheme: 'dark' },
      { forcedColors: true },
    ] as const) {
      await driver.emulate({ reducedMotion: true, ...media });
      expect(await axe(page), JSON.stringify(media)).toEqual([]);
    }
    await driver.emulate({ colorScheme: 'light', forcedColors: false });
    await pressKey(page, 'Escape');
    await page.setViewport({ width: 640, height: 450 });
    await choose(page, 'Group by', 'By coverage');
    expect(await axe(page), 'enlarged').toEqual([]);
    expect(await page.evaluate(sideways)).toBe('');
    const text = await textOf(page);
    for (const said of ['7/7', '12.4 GB', 'goal 24 h', 'weekly, keeps 7']) expect(text).toContain(said);
    await press(page, 'Backups');
    await waitForText(page, 'Pre-deployment backup');
    expect(await axe(page), 'backups, enlarged').toEqual([]);
    expect(await page.evaluate(sideways)).toBe('');
  }, 120_000);

  test('nasty names, notes and rows are text, and break nothing', async () => {
    stage = await setStage(kind, nastyWorld);
    const { driver } = stage;
    const options = await driver.openPage('options.html');
    for (const [label, key] of Object.entries(nastyKeys)) {
      const provider = label === 'vpsbg' || label === 'vpsorg' ? label : 'hostup';
      await addAccount(driver, { provider, label: `<b>${label}</b>`, key }, options);
    }
    const page = await driver.openPage('dashboard.html#view=servers&group=account');
    await waitForText(page, 'onerror=alert(1)', 20_000);
    for (const width of [1440, 1000, 640]) {
      await page.setViewport({ width, height: 900 });
      // The rows are laid out anew a moment after the window has its width.
      await until(
        () => `nothing scrolls sideways at ${width} px`,
        async () => (await page.evaluate(sideways)) === '',
      );
    }
    await press(page, 'Backups');
    await waitForText(page, '<script>alert(1)</script>');
    expect(await page.evaluate(sideways)).toBe('');
    expect(await page.evaluate('document.querySelectorAll("img, script:not([src]), b").length')).toBe(0);
    expect(await axe(page)).toEqual([]);
  }, 120_000);

  test('locked, it shows nothing of the fleet', async () => {
    stage = await setStage(kind, sampleWorld);
    const { driver } = stage;
    const page = await sampleDashboard(driver);
    const options = await driver.openPage('options.html');
    await type(options, 'New passphrase', 'four quiet words of mine');
    await type(options, 'New passphrase again', 'four quiet words of mine');
    await press(options, 'Set passphrase');
    await waitForText(options, 'The passphrase is set.', 20_000);
    await press(page, 'Lock now');
    const text = await waitForText(page, 'Lastgood is locked');
    expect(text).not.toContain('app-01');
    await type(page, 'Passphrase', 'four quiet words of mine');
    await press(page, 'Unlock');
    await waitForText(page, 'app-01', 20_000);
  }, 120_000);

  test('2,000 servers: few rows are drawn, the end is reached, and a filter finds one', async () => {
    stage = await setStage(kind, largeWorld(2000));
    const { driver } = stage;
    await addAccount(driver, largeAccount);
    const page = await driver.openPage('dashboard.html#view=servers&sort=name');
    await page.setViewport({ width: 1440, height: 900 });
    await waitForText(page, /of 2,000 servers are covered/, 60_000);
    await firstNames(page, ['web-0000', 'web-0001']);
    expect(await page.evaluate('document.querySelectorAll(".grid-body > .grid-row").length')).toBeLessThan(
      60,
    );
    expect(await page.evaluate('document.querySelector("[role=grid]").getAttribute("aria-rowcount")')).toBe(
      '2001',
    );
    await press(page, 'Select web-0000');
    await pressKey(page, 'End');
    await until(
      'the last row has the keyboard',
      async () =>
        (await page.evaluate('document.activeElement.getAttribute("aria-rowindex")')) === '2001' || null,
    );
    expect(await namesOf(page)).toContain('web-1999');
    await page.keyboard.type('web-1234');
    await until('one row is left', async () => (await namesOf(page)).join() === 'web-1234' || null);
  }, 180_000);
});
