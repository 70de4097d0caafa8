import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAccount, field, has, press, textOf, type, waitForText } from '../harness/acts';
import { pause, until } from '../harness/poll';
import type { Simulator } from '../simulator/simulator';
import { allowAgain } from './allowing';
import { LOCKED, setPassphrase, unlock } from './locking';
import { marksBeside, marksOf } from './marks';
import { filesBelow } from './sentinel/disk';
import { inPage, walked } from './sentinel/ears';
import { type Scene, setScene } from './sentinel/scene';
import { type Haystack, searchFor } from './sentinel/search';
import { browsers, endIdsOf } from './stage';

const KEY = 'sample-hostup-lock-key';
const NEW_KEY = 'sample-hostup-lock-key-2';
const LABEL = 'label-in-the-clear';
const FIRST = 'four quiet words of mine';
const SECOND = 'five other words of mine now';
/** What is known of the servers, and is sealed. */
const FLEET = {
  name: 'app-under-seal',
  hostname: 'app.under-seal.example',
  address: '198.51.100.217',
  note: 'note-under-seal',
} as const;
/** Long enough for a request to leave that is going to. */
const A_WHILE_MS = 1_500;

function fleet({ world }: Simulator): void {
  for (const key of [KEY, NEW_KEY]) world.addAccount({ provider: 'hostup', key });
  const { name, hostname, address, note } = FLEET;
  const app = world.addServer('hostup', { keys: [KEY, NEW_KEY], name, hostname, address, quotaLimit: 9 });
  world.addBackup(app, { note });
}

const account = { provider: 'hostup', label: LABEL, key: KEY };
const fleetIn = (haystacks: Iterable<Haystack>) => searchFor(FLEET)(haystacks);
const namesIn = (found: readonly string[]) =>
  new Set(Object.keys(FLEET).filter((name) => found.some((line) => line.includes(`: ${name}, `))));
/** Half of the fleet's words may not be kept at all: the others are there to be found. */
const everything = new Set(['name', 'note', 'address']);

describe.each(browsers)('a passphrase in %s', (kind) => {
  let scene: Scene;
  let options: Page;
  let popup: Page;
  let panel: Page;
  beforeAll(async () => {
    scene = await setScene(kind, fleet);
    options = await addAccount(scene.driver(), account);
    popup = await scene.driver().openPage('popup.html');
    await waitForText(popup, '1 of 1 server is covered');
    panel = await scene.driver().openTab('https://cloud.hostup.se/?account=1');
    await marksBeside(scene.driver(), panel, [FLEET.name]);
  }, 120_000);
  afterAll(() => scene?.strike());

  const databases = () => walked(options, 'databases()');
  const sessionNames = async () =>
    Object.keys(await inPage<Record<string, unknown>>(options, 'api.storage.session.get(null)')).sort();
  const alarms = () => inPage<readonly unknown[]>(options, 'api.alarms.getAll()');
  const posts = () => scene.requests.filter(({ method }) => method === 'POST');
  /** The API's own: a panel's page is a person's. */
  const calls = () => scene.requests.filter(({ url }) => url.pathname.startsWith('/api/')).length;

  test('seals what is stored of the fleet, and leaves what outlives it', async () => {
    expect(namesIn(fleetIn(await databases()))).toEqual(everything);
    expect(await sessionNames()).toEqual([]);
    await setPassphrase(options, FIRST);
    const stored = await databases();
    expect(fleetIn(stored)).toEqual([]);
    expect(searchFor({ LABEL })(stored)).not.toEqual([]);
    expect(searchFor({ KEY, FIRST })(stored)).toEqual([]);
    expect(await sessionNames()).toEqual(['stateKey', 'usedAt', 'vaultKey']);
    await waitForText(popup, '1 of 1 server is covered');
  });

  test('a background that is killed wakes unlocked', async () => {
    await scene.driver().stopBackground();
    const before = calls();
    await press(popup, 'Check now');
    await until('everything was read again', () => calls() > before);
    await waitForText(popup, 'Checked just now', 20_000);
    for (const page of [options, popup]) expect(await textOf(page)).not.toContain(LOCKED);
    expect(fleetIn(await databases())).toEqual([]);
  });

  test('“Lock now” shows every page the form, and no server is asked, told of or shown any more', async () => {
    const driver = scene.driver();
    await press(popup, `Back up ${FLEET.name} now`);
    await press(popup, 'Back up now');
    await until('the backup was asked for', () => posts().length === 1);
    await waitForText(popup, /Backup queued|Backing up/);
    const confirm = await driver.openPage('confirm.html');
    await press(popup, 'Lock now');
    for (const page of [popup, options, confirm]) {
      const text = await waitForText(page, LOCKED);
      expect(text).toContain('1 operation was under way. It is not followed until Lastgood is unlocked.');
      for (const word of Object.values(FLEET)) expect(text).not.toContain(word);
    }
    await confirm.close();
    await until('the badge says it', async () => (await driver.badge()) === '?');
    expect(await inPage(options, 'api.action.getTitle({})')).toMatch(/^Lastgood is locked/);
    expect(await sessionNames()).toEqual([]);
    await panel.bringToFront();
    await until('the marks are gone', async () => (await marksOf(driver, panel)).length === 0);
  });

  test('while it is locked nothing wakes it to a request, and it says only that it is locked', async () => {
    const driver = scene.driver();
    const before = calls();
    await driver.stopBackground();
    const answers = await inPage<readonly { ok: boolean; trouble?: { kind: string } }[]>(
      options,
      `(async () => {
        const answers = [];
        for (const [type, payload] of [
          ['refresh', { accountId: null }],
          ['changeSettings', { change: { goalMs: 7200000 } }],
          ['exportSettings', {}],
          ['setPassphrase', { passphrase: 'one that would be new' }],
        ]) answers.push(await api.runtime.sendMessage({ type, payload }));
        return answers;
      })()`,
    );
    for (const answer of answers) expect(answer).toEqual({ ok: false, trouble: { kind: 'locked' } });
    expect(await alarms()).toEqual([]);
    await driver.stopBackground();
    const another = await driver.openPage('popup.html');
    await waitForText(another, LOCKED);
    await another.close();
    await panel.bringToFront();
    await panel.reload();
    await pause(A_WHILE_MS);
    expect(await marksOf(driver, panel)).toEqual([]);
    expect(calls()).toBe(before);
    expect(await driver.notifications()).toEqual({});
  });

  test('a wrong passphrase opens nothing and stands in the field no more', async () => {
    await unlock(popup, SECOND);
    await waitForText(popup, 'This is not the passphrase.', 30_000);
    const input = await field(popup, 'Passphrase');
    expect(await input.evaluate((element) => (element as HTMLInputElement).value)).toBe('');
    expect(await textOf(options)).toContain(LOCKED);
    expect(await sessionNames()).toEqual([]);
  });

  test('unlocked on one page, all pages are, and what was under way is followed to its end and told once', async () => {
    const driver = scene.driver();
    scene.simulator.world.finishOperation(scene.simulator.world.serverNamed('hostup', FLEET.name).id);
    await unlock(popup, FIRST);
    await waitForText(popup, FLEET.name, 30_000);
    await waitForText(options, LABEL);
    await until('its end is told', async () => (await endIdsOf(driver)).length === 1, 40_000);
    await waitForText(popup, '1 of 1 server is covered');
    await panel.bringToFront();
    await panel.reload();
    await marksBeside(driver, panel, [FLEET.name]);
    const [told] = await endIdsOf(driver);
    if (told === undefined) throw new Error('its end is not told any more');
    await inPage(options, `api.notifications.clear(${JSON.stringify(told)})`);
    await driver.stopBackground();
    const before = calls();
    await press(popup, 'Check now');
    await until('everything was read again', () => calls() > before);
    await waitForText(popup, 'Checked just now', 20_000);
    await pause(A_WHILE_MS);
    expect(await endIdsOf(driver)).toEqual([]);
    expect(posts()).toHaveLength(1);
    expect(await alarms()).toHaveLength(1);
  });

  test('changed, the old passphrase opens nothing and the new one does', async () => {
    await press(options, 'Change passphrase…');
    await type(options, 'Current passphrase', FIRST);
    await type(options, 'New passphrase', SECOND);
    await type(options, 'New passphrase again', SECOND);
    await press(options, 'Change passphrase');
    await waitForText(options, 'The passphrase was changed.', 30_000);
    await press(popup, 'Lock now');
    await waitForText(popup, LOCKED);
    await unlock(popup, FIRST);
    await waitForText(popup, 'This is not the passphrase.', 30_000);
    await unlock(popup, SECOND);
    await waitForText(popup, FLEET.name, 30_000);
  });

  test('a browser that is started anew is locked, and asks nobody anything until it is unlocked', async () => {
    await scene.close();
    const before = calls();
    const driver = await scene.reopen();
    options = await driver.openPage('options.html');
    popup = await driver.openPage('popup.html');
    for (const page of [options, popup]) await waitForText(page, LOCKED);
    await until('the badge says it', async () => (await driver.badge()) === '?');
    await pause(A_WHILE_MS);
    expect(calls()).toBe(before);
    expect(await sessionNames()).toEqual([]);
    expect(fleetIn(await databases())).toEqual([]);
    await unlock(popup, SECOND);
    await waitForText(popup, '1 of 1 server is covered', 30_000);
  });

  test('forgotten, the accounts stay and a new key heals them', async () => {
    await press(popup, 'Lock now');
    await waitForText(popup, LOCKED);
    await press(popup, 'Forgot the passphrase?');
    await press(popup, 'Wipe and start over');
    await waitForText(options, LABEL, 30_000);
    await waitForText(popup, /The key of .*label-in-the-clear.* can no longer be read/);
    expect(fleetIn(await databases())).toEqual([]);
    expect(await has(options, 'Set passphrase')).toBe(true);
    expect(await has(popup, 'Lock now')).toBe(false);
    await allowAgain(scene.driver(), options, 'hostup');
    await press(options, `Replace key of ${LABEL}`);
    await type(options, 'New key', NEW_KEY);
    await press(options, 'Check and replace');
    await waitForText(options, /The key of .* was replaced/, 20_000);
    await waitForText(popup, '1 of 1 server is covered', 20_000);
    expect(namesIn(fleetIn(await databases()))).toEqual(everything);
  });

  test('removed, everything is legible again and nothing locks any more', async () => {
    await setPassphrase(options, FIRST);
    expect(fleetIn(await databases())).toEqual([]);
    await press(options, 'Remove passphrase…');
    await type(options, 'Current passphrase', SECOND);
    await press(options, 'Remove passphrase');
    await waitForText(options, 'This is not the passphrase.', 30_000);
    await type(options, 'Current passphrase', FIRST);
    await press(options, 'Remove passphrase');
    await waitForText(options, 'The passphrase was removed.', 30_000);
    expect(namesIn(fleetIn(await databases()))).toEqual(everything);
    expect(await sessionNames()).toEqual([]);
    const driver = await scene.reopen();
    popup = await driver.openPage('popup.html');
    await waitForText(popup, '1 of 1 server is covered');
    expect(await has(popup, 'Lock now')).toBe(false);
  });
});

describe.each(browsers)('the files of a profile in %s', (kind) => {
  let scene: Scene | null = null;
  afterAll(() => scene?.strike());

  /** A fleet that is read and backed up, and then a browser that is closed; what its profile says of the fleet. */
  async function left(passphrase: string | null): Promise<readonly string[]> {
    scene = await setScene(kind, fleet);
    const driver = scene.driver();
    const options = await driver.openPage('options.html');
    if (passphrase !== null) await setPassphrase(options, passphrase);
    await addAccount(driver, account, options);
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '1 of 1 server is covered');
    await press(popup, `Back up ${FLEET.name} now`);
    await press(popup, 'Back up now');
    await waitForText(popup, /Backup queued|Backing up/);
    scene.simulator.world.finishOperation(scene.simulator.world.serverNamed('hostup', FLEET.name).id);
    await until('its end is told', async () => (await endIdsOf(driver)).length === 1, 40_000);
    const running = fleetIn(filesBelow(scene.profileDir));
    await scene.close();
    const closed = [...filesBelow(scene.profileDir)];
    expect(searchFor({ LABEL })(closed)).not.toEqual([]);
    expect(searchFor({ KEY, passphrase: passphrase ?? FIRST })(closed)).toEqual([]);
    const found = [...running, ...fleetIn(closed)];
    await scene.strike();
    scene = null;
    return found;
  }

  test('name the fleet where no passphrase is set', async () => {
    expect(namesIn(await left(null))).toEqual(everything);
  }, 120_000);

  test('never name it where a passphrase was set before the first account', async () => {
    expect(await left(FIRST)).toEqual([]);
  }, 120_000);
});
