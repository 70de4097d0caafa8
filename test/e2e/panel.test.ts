import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAccount, has, press, waitForText } from '../harness/acts';
import { closedRoots } from '../harness/closed-roots';
import { LEFT_MEANWHILE } from '../harness/driver';
import { pause } from '../harness/poll';
import { sampleAccounts, sampleWorld } from '../simulator/fleet';
import {
  clickBeside,
  confirmPage,
  confirmPages,
  markBeside,
  marksBeside,
  marksOf,
  waitForMarks,
} from './marks';
import { browsers, type Stage, setStage } from './stage';

const HOSTUP = 'https://cloud.hostup.se';
const VPSBG = 'https://secure.vpsbg.eu';
const VPSORG = 'https://admin.vps.org';
const WORK = ['app-01', 'mail-02', 'cache-03', 'api-04'];
const [work, personal, shop, clients] = sampleAccounts;
/** Long enough for a script to be there, to ask and to draw. */
const A_WHILE_MS = 700;

describe.each(browsers)('the panels in %s', (kind) => {
  let stage: Stage;
  let options: Page;
  let list: Page;
  let rowHeights: unknown;

  beforeAll(async () => {
    stage = await setStage(kind, sampleWorld, { expectedErrors: LEFT_MEANWHILE });
    options = await stage.driver.openPage('options.html');
    list = await stage.driver.openTab(`${HOSTUP}/?account=1`);
  });
  afterAll(() => stage?.strike());

  const heightsOf = (page: Page) =>
    page.evaluate(`[...document.querySelectorAll('tr')].map((row) => row.getBoundingClientRect().height)`);
  const posts = () => stage.simulator.requests.filter(({ method }) => method === 'POST');
  const wholeText = `[document.body.innerText, document.documentElement.textContent]`;
  let textBefore: unknown;

  test('nothing is drawn before there is an account; then in the open tab and in a new one', async () => {
    const { driver } = stage;
    await pause(A_WHILE_MS);
    expect(await closedRoots(driver, list)).toEqual([]);
    rowHeights = await heightsOf(list);
    textBefore = await list.evaluate(wholeText);
    await addAccount(driver, work, options);
    await list.bringToFront();
    await marksBeside(driver, list, WORK);
    const another = await driver.openTab(`${HOSTUP}/?account=1`);
    await marksBeside(driver, another, WORK);
    await another.close();
  });

  test('each row has its age, its button and its height, under the strictest of policies', async () => {
    const { driver } = stage;
    await list.bringToFront();
    const marks = await marksOf(driver, list);
    expect(marks.map(({ age }) => age)).toEqual(['33 h', '11 h', '14 h', '6 h']);
    expect(marks.map(({ spoken }) => spoken)).toEqual([
      'Last good backup 33 h ago, overdue',
      'Last good backup 11 h ago, covered',
      'Last good backup 14 h ago, covered',
      'Last good backup 6 h ago, covered',
    ]);
    for (const { title } of marks)
      expect(title).toMatch(/^Last good backup: \w+day, .* 2\d{3}.*\d:\d\d.*, manual$/);
    // Full: the confirm page asks. A backup of somebody else is under way: the provider says no. The others are free.
    expect(marks.map(({ button }) => [button?.shown, button?.name, button?.disabled])).toEqual([
      ['Back up now…', 'Back up now…: app-01', false],
      [
        'Back up now',
        expect.stringMatching(/^Back up now: The provider allows no backup now: A backup is already/),
        true,
      ],
      ['Back up now', 'Back up now: cache-03', false],
      ['Back up now', 'Back up now: api-04', false],
    ]);
    // The style of a page this strict holds: its own sheet could not have been a style element of the page's.
    const [overdue, , covered] = marks;
    expect(overdue?.color).toBe('rgb(143, 91, 0)');
    expect(covered?.color).toBe('rgb(31, 122, 77)');
    for (const { root } of marks) {
      expect(root.host.attributes).toEqual({});
      expect(root.host.text).toBe('');
      expect(root.parts[0]?.box.height).toBeLessThan(26);
      expect(root.host.box.width).toBeGreaterThan(40);
    }
    expect(await heightsOf(list)).toEqual(rowHeights);
    expect(await list.evaluate(wholeText)).toEqual(textBefore);
  });

  test('on paper there is nothing of it', async () => {
    const { driver } = stage;
    expect((await marksOf(driver, list)).every(({ root }) => root.host.visible)).toBe(true);
    await driver.emulate({ print: true });
    await waitForMarks(driver, list, 'paper shows no mark', (marks) =>
      marks.every(({ root }) => !root.host.visible && root.host.box.width === 0),
    );
    await driver.emulate({});
    await waitForMarks(driver, list, 'they are back', (marks) =>
      marks.every(({ root }) => root.host.visible),
    );
  });

  test('a free slot: one click, one backup, followed to its end without a reload', async () => {
    const { driver, simulator } = stage;
    await list.evaluate('window.stayed = true');
    await clickBeside(driver, list, 'cache-03');
    await markBeside(
      driver,
      list,
      'cache-03',
      ({ age, button }) => button?.shown === 'Backup requested' || /^Backing up/.test(age),
    );
    const { id } = simulator.world.serverNamed('hostup', 'cache-03');
    await markBeside(driver, list, 'cache-03', ({ age }) => /^Backing up/.test(age));
    simulator.world.progressOperation(id, 46);
    await markBeside(driver, list, 'cache-03', ({ age }) => age === 'Backing up 46 %', 20_000);
    expect(posts()).toHaveLength(1);
    simulator.world.finishOperation(id);
    const done = await markBeside(driver, list, 'cache-03', ({ age }) => age === 'Backup complete', 20_000);
    expect(done.spoken).toMatch(/^Backup complete\. Last good backup <1 min ago, covered$/);
    expect(await list.evaluate('window.stayed')).toBe(true);
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, /cache-03.*(now|<1 min|1 min)/);
    expect(await has(popup, /^covered cache-03/)).toBe(true);
    await popup.close();
    expect(posts()).toHaveLength(1);
  });

  test('a full quota: the click asks on the confirm page, and only that one starts it', async () => {
    const { driver, simulator } = stage;
    const before = posts().length;
    await clickBeside(driver, list, 'app-01');
    const confirm = await confirmPage(driver);
    await waitForText(confirm, /Back up .?app-01.? now\?/);
    await waitForText(confirm, /HostUp deletes the oldest backup to make room/);
    expect(posts()).toHaveLength(before);
    await press(confirm, 'Back up now');
    await waitForText(confirm, /Backup queued|Backing up|the backup was asked for/);
    expect(posts()).toHaveLength(before + 1);
    await confirm.close();
    await list.bringToFront();
    await markBeside(driver, list, 'app-01', ({ age }) => /^Backing up/.test(age));
    simulator.world.finishOperation(simulator.world.serverNamed('hostup', 'app-01').id);
    await markBeside(driver, list, 'app-01', ({ age }) => age === 'Backup complete', 20_000);
  });

  test('a switch takes the badges away and brings them back, in the open tab', async () => {
    const { driver } = stage;
    await press(options, "Show in HostUp's panel");
    await list.bringToFront();
    await marksBeside(driver, list, []);
    await press(options, "Show in HostUp's panel");
    await list.bringToFront();
    await marksBeside(driver, list, WORK);
    expect(await list.evaluate('window.stayed')).toBe(true);
  });

  test('a provider whose panel has an origin of its own: the switch asks for it', async () => {
    const { driver } = stage;
    await addAccount(driver, personal, options);
    const panel = await driver.openTab(VPSBG);
    await pause(A_WHILE_MS);
    expect(await closedRoots(driver, panel)).toEqual([]);
    await driver.grantOrigins([`${VPSBG}/*`]);
    await press(options, "Show in VPSBG's panel");
    await panel.bringToFront();
    const marks = await marksBeside(driver, panel, ['db-archive', 'vpn-08', 'git-09', 'lab-10']);
    expect(marks.map(({ age }) => age)).toEqual(['9 d', '2 d', '5 d', 'never']);
    expect(marks.map(({ button }) => button)).toEqual([null, null, null, null]);

    await press(options, 'Remove… personal');
    await press(options, 'Remove account');
    await panel.bringToFront();
    await marksBeside(driver, panel, []);
    await panel.close();
  });

  test('no price and no limit stated: the first click asks, and the answer is remembered', async () => {
    const { driver } = stage;
    await addAccount(driver, shop, options);
    const panel = await driver.openTab(VPSORG);
    const before = posts().length;
    await clickBeside(driver, panel, 'db-server-01');
    const confirm = await confirmPage(driver);
    await waitForText(confirm, 'states neither how many backups it keeps nor what one costs');
    expect(posts()).toHaveLength(before);
    await press(confirm, /^Start backups of .?shop.? from VPS\.org's panel without asking/);
    await press(confirm, 'Back up now');
    await waitForText(confirm, /Backup queued|Backing up|the backup was asked for/);
    await confirm.close();
    await panel.bringToFront();
    await markBeside(driver, panel, 'worker-01', ({ button }) => button?.shown === 'Back up now');
    await clickBeside(driver, panel, 'worker-01');
    await markBeside(driver, panel, 'worker-01', ({ age }) => /^Backing up/.test(age));
    expect(posts()).toHaveLength(before + 2);
    expect(await confirmPages(driver)).toEqual([]);
    await panel.close();
  });

  test('a key that may only read: after the first refusal the button says so', async () => {
    const { driver } = stage;
    await addAccount(driver, clients, options);
    const panel = await driver.openTab(`${HOSTUP}/?account=2`);
    await clickBeside(driver, panel, 'client-blog');
    await waitForMarks(driver, panel, 'every button says it', (marks) =>
      marks.every(({ button }) => button?.shown === 'The key in Lastgood may only read' && button.disabled),
    );
    await panel.close();
  });
});
