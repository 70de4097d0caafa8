import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAccount, axe, press, textOf, waitForText } from '../harness/acts';
import { LEFT_MEANWHILE } from '../harness/driver';
import { until } from '../harness/poll';
import { sampleAccounts, sampleWorld } from '../simulator/fleet';
import { confirmPage } from './marks';
import { browsers, type Stage, setStage } from './stage';

const HOSTUP = 'https://cloud.hostup.se';
const [work] = sampleAccounts;

describe.each(browsers)('Lastgood from the browser’s own controls in %s', (kind) => {
  let stage: Stage;
  let own: Page;

  beforeAll(async () => {
    stage = await setStage(kind, sampleWorld, { expectedErrors: LEFT_MEANWHILE });
    own = await addAccount(stage.driver, work);
    const popup = await stage.driver.openPage('popup.html#page');
    await waitForText(popup, 'app-01');
    await waitForText(popup, '33 h');
    await popup.close();
  });
  afterAll(() => stage?.strike());

  /** Waits until the details of one server are open, and no other's. */
  const showsOpen = (name: string) => (page: Page) =>
    until(`${name} alone is open`, async () => {
      const open = `[...document.querySelectorAll('.server [aria-expanded=true]')].map((row) => row.innerText)`;
      const rows = (await page.evaluate(open)) as readonly string[];
      return rows.length === 1 && rows[0]?.includes(name);
    });
  const posts = () => stage.simulator.requests.filter(({ method }) => method === 'POST');

  /** Waits for a page of ours that a gesture opens, and closes it when it was looked at. */
  async function opened(
    gesture: () => Promise<unknown>,
    look: (page: Page) => Promise<unknown>,
  ): Promise<void> {
    const { browser, baseUrl } = stage.driver;
    const before = new Set(await browser.pages());
    await gesture();
    const page = await until('a page of ours opens', async () => {
      for (const entry of await browser.pages()) {
        if (before.has(entry)) continue;
        // Firefox tells the protocol no address of an extension's page; one that is just opening has none.
        const address = await entry.evaluate('location.href').catch(() => '');
        if (String(address).startsWith(`${baseUrl}/`)) return entry;
      }
      return null;
    });
    await look(page);
    await page.close();
  }

  test('the address bar offers servers with coverage and age, as each browser reads it', async () => {
    const typed = await stage.driver.gesture({ kind: 'typed', text: 'app' });
    const rest = ' · overdue, last good backup 33 h old';
    expect(typed?.first).toBe(
      kind === 'firefox'
        ? `app-01${rest} · HostUp · ${work.label}`
        : `<match>app</match>-01${rest}<dim> · HostUp · ${work.label}</dim>`,
    );
    const overdue = await stage.driver.gesture({ kind: 'typed', text: '!overdue' });
    expect(overdue?.first).toMatch(/^overdue or exposed: 1 of \d+ servers/);
    expect(overdue?.others.map(({ content }) => content)).toEqual([expect.stringMatching(/^hostup\//)]);
  });

  test('Enter opens the server, also when it is the first thing that a stopped background hears', async () => {
    await stage.driver.stopBackground();
    await opened(() => stage.driver.gesture({ kind: 'entered', text: 'app-01' }), showsOpen('app-01'));
  });

  test('Enter after !overdue lists those servers alone', async () => {
    await opened(
      () => stage.driver.gesture({ kind: 'entered', text: '!overdue' }),
      async (page) => {
        await until('the list is filtered', async () => {
          const text = await textOf(page);
          return text.includes('app-01') && !text.includes('mail-02');
        });
      },
    );
  });

  test('the menu has its item, before and after the background has stopped', async () => {
    const isThere = () =>
      own.evaluate(`browser.contextMenus.update('lastGoodOf', { visible: true }).then(() => true)`);
    expect(await isThere()).toBe(true);
    await stage.driver.stopBackground();
    expect(await isThere()).toBe(true);
  });

  test('a selected name leads to its server, and one that nobody knows to a page that says so', async () => {
    const select = (selection: string) => () =>
      stage.driver.gesture({ kind: 'menu', item: 'lastGoodOf', selection });
    await opened(select(' app-01 '), showsOpen('app-01'));
    await opened(select('10.99.0.1'), (page) =>
      waitForText(page, 'Lastgood knows no server that matches “10.99.0.1”.'),
    );
  });

  test('the keys on a server’s page start what is free, and ask for the rest', async () => {
    const { driver, simulator } = stage;
    const idOf = (name: string) =>
      [...simulator.world.servers.hostup.values()].find((server) => server.name === name)?.id ?? '';
    const full = await driver.openTab(`${HOSTUP}/instance/${idOf('app-01')}`);
    await full.bringToFront();
    await driver.gesture({ kind: 'keys', command: 'back-up-current' });
    const asking = await confirmPage(driver);
    await waitForText(asking, 'Back up app-01 now?');
    expect(posts()).toEqual([]);
    await asking.close();
    await full.close();

    const free = await driver.openTab(`${HOSTUP}/instance/${idOf('api-04')}`);
    await free.bringToFront();
    await driver.gesture({ kind: 'keys', command: 'back-up-current' });
    await until('the backup is asked for', async () => posts().length === 1);
    expect(posts()[0]?.path).toContain(idOf('api-04'));
    await free.close();
  });

  /** Presses a choice of the export menu and gives the file that the page hands to the browser. */
  async function exported(page: Page, choice: string): Promise<{ name: string; bytes: readonly number[] }> {
    await page.evaluate(`(() => {
      const createObjectURL = URL.createObjectURL;
      URL.createObjectURL = (blob) => { window.harnessBlob = blob; return createObjectURL(blob); };
      HTMLAnchorElement.prototype.click = function () { window.harnessName = this.download; };
    })()`);
    await press(page, 'Export');
    await press(page, choice);
    return (await page.evaluate(`window.harnessBlob.arrayBuffer().then((buffer) => ({
      name: window.harnessName,
      bytes: [...new Uint8Array(buffer)],
    }))`)) as { name: string; bytes: readonly number[] };
  }

  test('the dashboard exports what it shows, as CSV that Excel reads and as JSON', async () => {
    const page = await stage.driver.openPage('dashboard.html');
    await waitForText(page, 'app-01');
    const csv = await exported(page, 'Servers as CSV');
    expect(csv.name).toMatch(/^lastgood-servers-\d{4}-\d\d-\d\d\.csv$/);
    expect(csv.bytes.slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(Uint8Array.from(csv.bytes)).split('\r\n');
    expect(lines[0]).toMatch(/^server,provider,account,name,/);
    expect(lines.filter((line) => line.includes('app-01') && line.includes('overdue'))).toHaveLength(1);
    const json = await exported(page, 'Activity as JSON');
    const file = JSON.parse(new TextDecoder().decode(Uint8Array.from(json.bytes))) as {
      activity: { task: string; name: string; operation: string }[];
    };
    expect(file.activity).toEqual([expect.objectContaining({ task: 'create', name: 'api-04' })]);
    for (const { bytes } of [csv, json]) {
      expect(new TextDecoder().decode(Uint8Array.from(bytes))).not.toContain(work.key);
    }
    await page.close();
  });

  test('what was started is in the record, with the id that is in the export', async () => {
    const page = await stage.driver.openPage('dashboard.html#view=activity');
    const text = await waitForText(page, 'Back up now');
    expect(text).toContain('api-04');
    expect(await axe(page)).toEqual([]);
    await press(page, 'Export');
    expect(await axe(page)).toEqual([]);
    await page.close();
  });

  test('the report names the gaps, and comes out on paper in black on white, without its button', async () => {
    const { driver } = stage;
    const page = await driver.openPage('report.html');
    const text = await waitForText(page, /75 %.*3 of 4 servers are covered/);
    expect(text).toMatch(/Gaps.*app-01.*overdue/);
    expect(await axe(page)).toEqual([]);
    await driver.emulate({ print: true });
    const look = () =>
      page.evaluate(`(() => {
        const { backgroundColor, color } = getComputedStyle(document.body);
        const buttons = [...document.querySelectorAll('button')].filter((button) => button.checkVisibility());
        return { backgroundColor, color, buttons: buttons.length };
      })()`);
    await until('it looks as on paper', async () => {
      const seen = (await look()) as { buttons: number };
      return seen.buttons === 0 || null;
    });
    expect(await look()).toEqual({
      backgroundColor: 'rgb(255, 255, 255)',
      color: 'rgb(0, 0, 0)',
      buttons: 0,
    });
    await driver.emulate({});
    await page.close();
  });
});
