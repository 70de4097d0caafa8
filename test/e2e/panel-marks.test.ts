import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../lib/model/time';
import { addAccount, press, waitForText } from '../harness/acts';
import { clickInClosedRoot, closedRoots, waitForClosedRoots } from '../harness/closed-roots';
import { closedWorld } from '../harness/closed-worlds';
import { LEFT_MEANWHILE } from '../harness/driver';
import { pause, until } from '../harness/poll';
import { sampleAccounts, sampleWorld } from '../simulator/fleet';
import { ambiguousKeys, ambiguousWorld } from '../simulator/panel/ambiguous-world';
import { upsertSchedule } from '../simulator/schedules';
import { confirmPage, markBeside, marksBeside, marksOf, waitForMarks } from './marks';
import { browsers, type Stage, setStage } from './stage';

const HOSTUP = 'https://cloud.hostup.se';
const WORK = ['app-01', 'mail-02', 'cache-03', 'api-04'];
/** Strangers to the extension: the page of 2,000 rows has them between the servers that it knows. */
const MANY = 60;
const MANY_KEY = 'many-hostup-servers-key';
const A_WHILE_MS = 700;

describe.each(browsers)('marks on the pages of a panel in %s', (kind) => {
  let stage: Stage;
  let options: Page;
  let page: Page;

  beforeAll(async () => {
    stage = await setStage(
      kind,
      (simulator) => {
        sampleWorld(simulator);
        const { world } = simulator;
        upsertSchedule(world, world.serverNamed('hostup', 'mail-02'), {
          frequency: 'daily',
          hour: 4,
          minute: 0,
          dayOfWeek: null,
          dayOfMonth: null,
          retentionCount: 5,
          enabled: true,
          name: 'Nightly',
        });
        world.addAccount({ provider: 'hostup', key: MANY_KEY });
        for (let n = 0; n < MANY; n += 1) {
          const name = `many-${String(n).padStart(2, '0')}`;
          const hostname = `${name}.example.com`;
          const address = `198.51.100.${n}`;
          const server = world.addServer('hostup', { keys: [MANY_KEY], name, hostname, address });
          world.addBackup(server, { createdAt: world.now() - n * HOUR_MS });
        }
      },
      { expectedErrors: LEFT_MEANWHILE },
    );
    options = await addAccount(stage.driver, sampleAccounts[0]);
    await addAccount(stage.driver, { provider: 'hostup', label: 'many', key: MANY_KEY }, options);
    page = await stage.driver.openTab(`${HOSTUP}/?account=1`);
  });
  afterAll(() => stage?.strike());

  const go = (path: string) => page.goto(`${HOSTUP}${path}`);
  const beside = (names: readonly string[]) => marksBeside(stage.driver, page, names);
  const serverNamed = (name: string) => stage.simulator.world.serverNamed('hostup', name);

  test('an app that draws itself: there and back, rows that come and go, a body that is replaced', async () => {
    await go('/app?account=1');
    await beside(WORK);
    await press(page, 'mail-02');
    const [heading, ...guards] = await beside(['mail-02', 'Reinstall', 'Delete server']);
    expect(heading?.age).toBe('Last good backup 11 h ago');
    expect(guards.map(({ age }) => age)).toEqual(Array(2).fill('Newest backup is 11 h old'));
    await press(page, 'Back to the list');
    await beside(WORK);
    await page.goBack();
    await beside(['mail-02', 'Reinstall', 'Delete server']);
    await page.goForward();
    await beside(WORK);
    await press(page, 'Draw again');
    await beside(WORK);
    await press(page, 'Add a row');
    await press(page, 'Remove the first row');
    await beside(['mail-02', 'cache-03', 'api-04']);
    await press(page, 'Reverse the rows');
    await beside(['api-04', 'cache-03', 'mail-02']);
    await press(page, 'Remove the last row');
    await beside(['api-04', 'cache-03']);
    await press(page, 'Replace the body');
    await beside(['api-04', 'cache-03']);
    await press(page, 'Draw every second');
    const drawn = (await page.evaluate('window.drawn')) as number;
    await until('it has drawn itself anew', () => page.evaluate(`window.drawn >= ${drawn + 2}`));
    await beside(['api-04', 'cache-03']);
    await press(page, 'Stop drawing');
    await beside(['api-04', 'cache-03']);
  });

  test('a virtual table: each line says the server that it shows now', async () => {
    await go('/app?account=1&virtual=1&rows=400');
    await beside(['app-01']);
    for (const [row, name] of [
      [100, 'mail-02'],
      [200, 'cache-03'],
      [0, 'app-01'],
    ] as const) {
      await page.evaluate(`document.querySelector('.viewport').scrollTop = ${row} * 42; undefined`);
      await beside([name]);
    }
  });

  test('cards without links have one mark each, and a sentence has none', async () => {
    await go('/cards?account=1');
    const marks = await waitForMarks(stage.driver, page, 'four marks', ({ length }) => length === 4);
    expect(marks.map(({ age }) => age)).toEqual(['33 h', '11 h', '14 h', '6 h']);
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('article')].map((card) => card.querySelectorAll('span').length)`,
      ),
    ).toEqual(Array(4).fill(1));
  });

  test.each(['', '/sv', '/bg'])(
    'a server’s own page %s: the heading, and each dangerous control',
    async (language) => {
      const { driver } = stage;
      const app = serverNamed('app-01');
      await go(`${language}/instance/${app.id}`);
      const expected = (await page.evaluate(`[...document.querySelectorAll('[data-expect=guard]')]
      .filter((control) => control.checkVisibility()).length`)) as number;
      expect(expected).toBe(15);
      const marks = await waitForMarks(driver, page, 'all guards', ({ length }) => length === expected + 1);
      expect(marks[0]).toMatchObject({ beside: 'app-01', age: 'Last good backup 33 h ago' });
      expect(new Set(marks.slice(1).map(({ age }) => age))).toEqual(new Set(['Newest backup is 33 h old']));
      // Each stands right behind its control, and none behind one that touches no disk.
      const neighbours = await page.evaluate(`[...document.querySelectorAll('[data-expect]')]
      .filter((control) => control.checkVisibility())
      .map((control) => control.dataset.expect + ' ' +
        (control.nextElementSibling?.outerHTML === '<span></span>'))`);
      expect(new Set(neighbours as string[])).toEqual(new Set(['guard true', 'none false']));
      expect(await page.evaluate('window.panelClicks')).toEqual([]);
    },
  );

  test('a guard blocks nothing: the panel’s own way goes on, and its question has a guard, too', async () => {
    const { driver } = stage;
    await press(page, 'Преинсталиране', { nth: 0 });
    await waitForMarks(driver, page, 'a guard in the dialog', (marks) => marks.length === 17);
    await press(page, 'Отказ');
    expect(await page.evaluate('window.panelClicks')).toEqual([
      { kind: 'reinstall', trusted: true },
      { kind: 'cancel', trusted: true },
    ]);
  });

  test('“Back up first” backs up first', async () => {
    const { driver, simulator } = stage;
    const { id } = serverNamed('api-04');
    await go(`/instance/${id}`);
    simulator.clearLog();
    await clickInClosedRoot(driver, page, /^Back up first/, {
      within: ({ host }) => host.beforeText === 'Terminate',
    });
    await markBeside(driver, page, 'api-04', ({ age }) => /^Backing up/.test(age));
    expect(simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(await page.evaluate('window.panelClicks')).toEqual([]);
    simulator.world.finishOperation(id);
    await markBeside(driver, page, 'api-04', ({ age }) => age === 'Backup complete', 20_000);
  });

  test('where a password or a code is asked for, nothing is asked for and nothing drawn', async () => {
    const { driver } = stage;
    for (const path of ['/login', '/otp']) {
      await driver.stopBackground();
      await page.bringToFront();
      await go(path);
      await pause(A_WHILE_MS);
      expect(await closedRoots(driver, page)).toEqual([]);
      expect(await driver.backgroundState(), path).toBe('stopped');
    }
    await go('/login?late=1');
    await until('the field is there', () =>
      page.evaluate(`document.querySelector('[type=password]') !== null`),
    );
    await beside([]);
    await go('/?account=1');
    await beside(WORK);
    expect(await driver.backgroundState()).toBe('running');
  });

  test('2,000 rows: what is in sight has its mark, and what is scrolled to', async () => {
    const { driver } = stage;
    await go('/many?account=3');
    await until('the rows are drawn', () => page.evaluate('window.many?.rows === 2000'));
    for (const row of [0, 990, 1980]) {
      const inSight = (await page.evaluate(`(() => {
        const rows = document.querySelectorAll('tbody tr');
        rows[${row}].scrollIntoView({ block: 'start' });
        return [...rows].filter((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        }).map((row) => row.querySelector('a').textContent).filter((name) => name.startsWith('many-'));
      })()`)) as string[];
      await waitForMarks(driver, page, `marks beside ${inSight}`, (marks) =>
        inSight.every((name) => marks.filter((mark) => mark.beside === name).length === 1),
      );
    }
    const marks = await marksOf(driver, page);
    expect(marks.every(({ beside: name }) => name.startsWith('many-'))).toBe(true);
    expect(new Set(marks.map(({ beside: name }) => name)).size).toBe(marks.length);
  });

  test('a number of the older API: offered once, checked on the confirm page, and then it tells more', async () => {
    const { driver } = stage;
    const offer = /if it knows its number here/;
    const offered = (is: boolean) =>
      waitForClosedRoots(
        driver,
        page,
        is ? 'the offer' : 'no offer',
        (roots) => roots.some(({ text }) => offer.test(text)) === is,
      );
    const { vmid } = serverNamed('mail-02');
    await go(`/instance/${vmid}`);
    await offered(true);
    await clickInClosedRoot(driver, page, 'Remember…');
    const confirm = await confirmPage(driver);
    await waitForText(confirm, new RegExp(`mail-02.? has the number ${vmid}`));
    await press(confirm, 'Check and keep');
    await waitForText(confirm, /Checked and kept/, 20_000);
    await confirm.close();
    await page.bringToFront();
    await offered(false);
    await go(`/instance/${vmid}`);
    await markBeside(driver, page, 'mail-02');
    await offered(false);
    const popup = await driver.openPage('popup.html');
    await press(popup, /mail-02 HostUp/);
    await waitForText(popup, 'daily');
    await popup.close();

    await go('/instance/10000');
    await offered(true);
    await clickInClosedRoot(driver, page, 'No, thanks');
    await offered(false);
    await go('/instance/10000');
    await markBeside(driver, page, 'app-01');
    await pause(A_WHILE_MS);
    await offered(false);
  });

  test('a worker that is gone: the ages stay for as long as their reading vouches for them', async () => {
    const { driver } = stage;
    await go('/?account=1');
    await beside(WORK);
    const vouchedForMs = 5_000;
    await options.evaluate(readSoThatItVouchesFor(vouchedForMs));
    const endsAt = Date.now() + vouchedForMs;
    await pause(A_WHILE_MS);
    await driver.stopBackground();
    await page.bringToFront();
    // Any beat of the script's own would do; they come each half minute.
    const beat = () => page.evaluate(`document.dispatchEvent(new Event('visibilitychange')), undefined`);
    await beat();
    expect((await marksOf(driver, page)).map(({ age }) => age)).toContain('33 h');
    await pause(endsAt - Date.now() + 500);
    await beat();
    // What was just backed up says that, whatever the reading.
    const marks = (await beside(WORK)).filter(({ beside: name }) => name !== 'api-04');
    expect(new Set(marks.map(({ age, color }) => `${age}, ${color}`))).toEqual(
      new Set(['not known, rgb(93, 101, 112)']),
    );
    expect(await driver.backgroundState()).toBe('stopped');
  });

  test('the extension loaded anew: the marks of before go, and each row has one again', async () => {
    const { driver } = stage;
    await driver.reloadExtension();
    // Time for the old marks to go.
    await pause(2000);
    await page.bringToFront();
    await beside(WORK);
  });

  test('the extension switched off: its marks do not go on claiming an age', async () => {
    const { driver } = stage;
    await driver.switchOff();
    await page.bringToFront();
    if (kind === 'chromium') {
      await beside([]);
      return;
    }
    // Firefox lets the script do nothing more: the sheet itself hides the marks when no beat has come for 100 s.
    const world = await closedWorld(driver, page);
    await world.run(`for (const root of roots) {
      for (const animation of root.getAnimations()) animation.currentTime = 100_002;
    }`);
    expect((await marksOf(driver, page)).map(({ visible }) => visible)).toEqual(Array(4).fill(false));
  });
});

/** Sets back, as an own page of the extension might, when every server was read, and tells of the change. */
function readSoThatItVouchesFor(ms: number): string {
  return `new Promise((resolve, reject) => {
    const opening = indexedDB.open('lastgood');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('servers', 'readwrite');
      const servers = writing.objectStore('servers');
      servers.getAll().onsuccess = ({ target }) => {
        for (const server of target.result) servers.put({ ...server, readAt: Date.now() - ${2 * HOUR_MS - ms} });
      };
      writing.oncomplete = () => {
        opening.result.close();
        new BroadcastChannel('lastgood-state').postMessage(null);
        resolve();
      };
    };
  })`;
}

describe.each(browsers)('names that say too little in %s', (kind) => {
  test('are marked only where an id or an address decides', async () => {
    const stage = await setStage(kind, ambiguousWorld);
    try {
      const { driver } = stage;
      const options = await driver.openPage('options.html');
      for (const [at, key] of ambiguousKeys.vpsorg.entries()) {
        await addAccount(driver, { provider: 'vpsorg', label: `twins ${at}`, key }, options);
      }
      const page = await driver.openTab('https://admin.vps.org/ambiguous');
      await waitForMarks(driver, page, 'marks', ({ length }) => length > 0);
      await pause(A_WHILE_MS);
      const hosts = (section: string) =>
        page.evaluate(`[...document.querySelectorAll('#${section} :is(li, tr)')].map((row) =>
          [...row.querySelectorAll('span')].filter((span) => span.outerHTML === '<span></span>').length)`);
      expect(await hosts('names')).toEqual([0, 0, 1, 0]);
      expect(await hosts('addresses')).toEqual([1, 1, 1, 1]);
      expect(await hosts('links')).toEqual([1, 1, 1, 1]);
      expect(await hosts('invoices')).toEqual(Array(8).fill(0));
      const marks = (await marksOf(driver, page)).filter(({ root }) => root.host.parentTag === 'td');
      // Each says its own server's age: 10, 20, 30 and 40 hours.
      expect(marks.slice(-4).map(({ age }) => age)).toEqual(['10 h', '20 h', '30 h', '40 h']);
    } finally {
      await stage.strike();
    }
  });
});
