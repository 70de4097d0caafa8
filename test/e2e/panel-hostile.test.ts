import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../lib/model/time';
import { addAccount, has, press, waitForText } from '../harness/acts';
import { LEFT_MEANWHILE } from '../harness/driver';
import { pause, until } from '../harness/poll';
import { clickBeside, confirmPages, marksBeside, marksOf } from './marks';
import { browsers, type Stage, setStage } from './stage';

const PANEL = 'https://cloud.hostup.se';
/** Labels, keys and servers that the page has no business with: found anywhere in it, they leaked. */
const SECRETS = [
  'sample-hostile-own-key',
  'sample-hostile-other-key',
  'label of the zebra',
  'label of the okapi',
  'elsewhere-01',
  'note of nobody',
];
const [OWN_KEY = '', OTHER_KEY = '', OWN_LABEL = '', OTHER_LABEL = '', ELSEWHERE = '', NOTE = ''] = SECRETS;
const SERVERS = ['free-01', 'full-02'];
const ATTACKS = ['read', 'click', 'events', 'messages', 'addresses', 'move', 'flood'];
const COVERS = ['opacity', 'ancestor', 'filter', 'clip', 'scale', 'blend', 'overlay', 'solid', 'popover'];

type Loot = {
  readonly learnt: readonly unknown[];
  readonly hosts: readonly { readonly html: string; readonly text: string }[];
  readonly found: number;
  readonly tried: Readonly<Record<string, number>>;
  readonly finished: boolean;
};

describe.each(browsers)('a hostile panel in %s', (kind) => {
  let stage: Stage;
  let page: Page;
  let opened: Page | null = null;
  const heard: string[] = [];

  beforeAll(async () => {
    stage = await setStage(
      kind,
      ({ world }) => {
        world.addAccount({ provider: 'hostup', key: OWN_KEY });
        world.addAccount({ provider: 'vpsorg', key: OTHER_KEY });
        for (const [name, quotaLimit] of [
          ['free-01', 5],
          ['full-02', 2],
        ] as const) {
          const hostname = `${name}.example.com`;
          const server = world.addServer('hostup', { keys: [OWN_KEY], name, hostname, quotaLimit });
          server.autoDeleteOldest = true;
          for (const hours of [9, 33]) {
            world.addBackup(server, { createdAt: world.now() - hours * HOUR_MS, note: NOTE });
          }
        }
        world.addServer('vpsorg', { keys: [OTHER_KEY], name: ELSEWHERE });
      },
      { expectedErrors: LEFT_MEANWHILE },
    );
    const { driver } = stage;
    const options = await addAccount(driver, { provider: 'hostup', label: OWN_LABEL, key: OWN_KEY });
    await addAccount(driver, { provider: 'vpsorg', label: OTHER_LABEL, key: OTHER_KEY }, options);
    stage.simulator.clearLog();
  });
  afterAll(() => stage?.strike());

  const writes = () => stage.simulator.requests.filter(({ method }) => method !== 'GET');
  const lootOf = async () => (await page.evaluate('window.__loot')) as Loot;
  /** In a tab of its own: Chromium delivers no click to one that once tried to frame the extension's pages. */
  async function open(path: string): Promise<void> {
    if (opened !== null) await opened.close();
    page = await stage.driver.browser.newPage();
    opened = page;
    page.on('console', (message) => heard.push(message.text()));
    await page.goto(`${PANEL}${path}`);
  }
  const attacked = (query: string) => open(`/hostile?extension=${stage.driver.baseUrl}&${query}`);

  /** Everything that a script of the page can come upon. */
  async function expectNothingLeaked(): Promise<void> {
    const loot = await lootOf();
    expect(loot.learnt).toEqual([]);
    const seen = (await page.evaluate(`[document.documentElement.outerHTML, JSON.stringify(window.__loot),
      JSON.stringify({ ...localStorage }), document.cookie, ...Object.getOwnPropertyNames(window)].join('\\n')`)) as string;
    for (const secret of SECRETS) {
      expect(seen).not.toContain(secret);
      expect(heard.join('\n')).not.toContain(secret);
    }
    expect(seen).not.toMatch(/Back up|Last good|\b(9|33) h\b/);
  }

  test.each(ATTACKS)('%s: learns nothing and sets nothing off', async (attack) => {
    await attacked(`seconds=1&do=${attack}`);
    await until('the attack is over', async () => (await lootOf()).finished, 20_000);
    const { tried, hosts, found } = await lootOf();
    expect(Object.keys(tried)).toEqual([attack]);
    expect(found, 'there was something to attack').toBeGreaterThan(0);
    for (const { html, text } of hosts) expect([html, text]).toEqual(['<span></span>', '']);
    await expectNothingLeaked();
    expect(writes()).toEqual([]);
    expect(await confirmPages(stage.driver)).toEqual([]);
  });

  test('everything at once, on a server’s own page, too', async () => {
    const { id } = stage.simulator.world.serverNamed('hostup', 'free-01');
    await open(`/hostile/instance/${id}?seconds=2&extension=${stage.driver.baseUrl}`);
    await until('the attacks are over', async () => (await lootOf()).finished, 20_000);
    expect((await lootOf()).found).toBeGreaterThan(0);
    await expectNothingLeaked();
    expect(writes()).toEqual([]);
    expect(await confirmPages(stage.driver)).toEqual([]);
  });

  test('clicks that a person was fooled into: one backup where a slot is free, none where it is not', async () => {
    const { driver, simulator } = stage;
    let asked = 0;
    for (const cover of COVERS) {
      await attacked(`seconds=5&do=cover&cover=${cover}`);
      await marksBeside(driver, page, SERVERS);
      await until('it is covered', async () => ((await lootOf()).tried.cover ?? 0) > 1);
      for (const name of SERVERS) {
        const mark = (await marksOf(driver, page)).find(({ beside }) => beside === name);
        if (mark?.button?.disabled === false) await clickBeside(driver, page, name, true);
      }
      // The extension's own page comes to the front, where the person sees what is asked.
      await pause(500);
      for (const confirm of await confirmPages(driver)) {
        asked += 1;
        await confirm.close();
      }
    }
    expect(asked, 'some of the clicks reached a button').toBeGreaterThan(0);
    const { id: full } = simulator.world.serverNamed('hostup', 'full-02');
    expect(writes().filter(({ path }) => path.includes(full))).toEqual([]);
    expect(writes().length).toBeLessThanOrEqual(1);
    await expectNothingLeaked();
  });

  test('an honest click still works afterwards, the worker lives, and the popup shows the truth', async () => {
    const { driver, simulator } = stage;
    const before = writes().length;
    await open('/?account=1');
    await marksBeside(driver, page, SERVERS);
    if (before === 0) {
      await clickBeside(driver, page, 'free-01');
      await until('it is sent', () => writes().length === 1);
    }
    simulator.world.finishOperation(simulator.world.serverNamed('hostup', 'free-01').id);
    const popup = await driver.openPage('popup.html');
    await press(popup, 'Check now');
    await waitForText(popup, 'Checked just now');
    await until('the new backup counts', () => has(popup, /^covered free-01 .*(now|min)/), 20_000);
  });
});
