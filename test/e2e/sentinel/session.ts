import type { Page } from 'puppeteer-core';
import { addAccount, button, choose, press, type, waitForText } from '../../harness/acts';
import { clickInClosedRoot } from '../../harness/closed-roots';
import type { BrowserKind } from '../../harness/find-browsers';
import { until } from '../../harness/poll';
import { clickBeside, confirmPage, markBeside } from '../marks';
import { exported, importFile } from '../settings-file';
import { endsOf } from '../stage';
import { plant, say } from './controls';
import { filesBelow } from './disk';
import { besideContentScript, inPage, walked } from './ears';
import { echoError, echoingFleet, echoName, known, type Sentinels, sentinels } from './fleet';
import { askPage, askPanel, emptyLoot, type Loot, lookAround, requestsOf, takeStored } from './loot';
import { lockAndUnlock } from './passphrases';
import { type Scene, setScene } from './scene';
import { type Haystack, type Secrets, text } from './search';

export type Played = {
  readonly secrets: Secrets;
  readonly loot: Loot;
  /** The values in IndexedDB after HostUp's account was removed. */
  readonly afterRemoval: readonly Haystack[];
  readonly planted: string;
};

const HOSTUP = 'https://cloud.hostup.se/*';
/** The account of the panel's own that shows all of HostUp's servers. */
const PANEL = 'https://cloud.hostup.se/?account=3';

/** A whole session of a person with keys at all providers, and everything that it left anywhere. */
export async function playSession(kind: BrowserKind): Promise<Played> {
  const secrets = sentinels();
  const scene = await setScene(kind, (simulator) => echoingFleet(simulator, secrets));
  try {
    return await play(scene, secrets);
  } finally {
    await scene.strike();
  }
}

async function play(scene: Scene, secrets: Sentinels): Promise<Played> {
  const { simulator } = scene;
  const { world } = simulator;
  const driver = scene.driver();
  const loot = emptyLoot();
  const own = new Map<string, Page>();
  let panel: { page: Page; pattern: string } | null = null;
  let holding: Page | null = null;

  async function open(name: string, path: string): Promise<Page> {
    const page = await driver.openPage(path);
    await inPage(page, 'listenIn()');
    own.set(name, page);
    return page;
  }
  const look = (moment: string) => lookAround(scene, { own, panel, holding }, loot, moment);

  // A page that does nothing hears what all others send.
  const post = await open('the listening page', 'popup.html');
  await look('before there is an account');

  // A key in plain sight in a form that is never sent, for as long as the browser runs.
  holding = await open('the page with a shown key', 'options.html');
  await type(holding, 'API key', secrets['the key that is typed, shown and never sent']);
  await press(holding, 'Show key');

  const options = await open('the options', 'options.html');
  await driver.grantOrigins([HOSTUP]);
  await choose(options, 'Provider', 'HostUp');
  await type(options, 'Label', known.label);
  await type(options, 'API key', secrets['the key that is refused']);
  await press(options, 'Check and add');
  await waitForText(options, /HostUp refuses the key/, 20_000);
  await look('after a key was refused');

  const add = (provider: string, label: string, key: string) =>
    addAccount(driver, { provider, label, key }, options);
  await add('hostup', known.label, secrets['the key of HostUp that is replaced']);
  await add('vpsbg', known.archiveLabel, secrets['the key of VPSBG']);
  await add('vpsorg', known.shopLabel, secrets['the key of VPS.org']);
  await look('after accounts were added');

  await press(options, `Rename ${known.label}`);
  await type(options, 'Label', known.renamed, { nth: 0 });
  await press(options, 'Save');
  await waitForText(options, known.renamed);
  world.revokeKey(secrets['the key of HostUp that is replaced']);
  await press(options, `Replace key of ${known.renamed}`);
  await type(options, 'New key', secrets['the key of HostUp that replaces it']);
  await press(options, 'Check and replace');
  await waitForText(options, /The key of .* was replaced/, 20_000);

  const popup = await open('the popup', 'popup.html');
  await waitForText(popup, known.app);
  await waitForText(popup, echoName.here);
  await waitForText(popup, known.shop);
  await look('after the key was replaced');

  const page = await driver.openTab(PANEL);
  panel = { page, pattern: HOSTUP };
  await markBeside(driver, page, known.app, ({ age }) => age === '33 h');
  await besideContentScript(options, HOSTUP, 'listenIn()');
  await clickBeside(driver, page, known.app);
  await markBeside(driver, page, known.app, ({ age }) => /^Backing up/.test(age), 20_000);
  world.finishOperation(world.serverNamed('hostup', known.app).id);
  await markBeside(driver, page, known.app, ({ age }) => age === 'Backup complete', 20_000);
  await look('after a click in the panel');

  await clickInClosedRoot(driver, page, `Back up now…: ${echoName.here}`);
  const confirm = await confirmPage(driver);
  await inPage(confirm, 'listenIn()');
  own.set('the confirm page', confirm);
  await waitForText(confirm, echoName.here);
  await press(confirm, 'Back up now');
  await waitForText(confirm, /Backup queued|Backing up|the backup was asked for/);
  await look('while it confirms');
  await askPage('the confirm page', confirm, loot);
  own.delete('the confirm page');
  await confirm.close();
  world.finishOperation(world.serverNamed('hostup', echoName.atProvider).id, echoError);

  await press(popup, `Back up ${known.shop} now`);
  await type(popup, 'Note (optional)', known.note);
  await press(popup, 'Back up now');
  const { id: shopId } = world.serverNamed('vpsorg', known.shop);
  await until('the shop is being backed up', () =>
    world.operations.some(({ serverId, state }) => serverId === shopId && state === 'open'),
  );
  world.finishOperation(shopId);
  await endsOf(driver, 3, 60_000);
  await look('after the ends were told');

  simulator.fail({
    host: 'admin.vps.org',
    how: { kind: 'status', status: 422, body: { detail: echoError, errors: { [echoError]: [echoError] } } },
  });
  await press(popup, 'Check now');
  await waitForText(popup, /refused •••/, 20_000);
  await look('after a request was refused');
  simulator.clearFailures();

  await button(popup, 'Check now', { timeoutMs: 30_000 });
  await driver.stopBackground();
  await press(popup, 'Check now');
  await waitForText(popup, 'Checked just now', 30_000);
  await press(popup, 'All backups');
  await waitForText(popup, `${known.note} •••`);
  await look('after the background was killed');

  const file = await exported(options);
  loot['the exported file'].push(text(file.name, file.text));
  const forget = await importFile(options, file.name, file.text);
  await waitForText(options, /The settings of .*json.* hold now/);
  forget();
  loot['the diagnostics'].push(text('by message', await diagnostics(options)));
  await look('after an export and an import');

  await takeStored(post, loot);
  const shownText = await press(options, 'Show the text').then(() => waitForText(options, 'Gather it anew'));
  loot['the diagnostics'].push(text('on the page', shownText));
  await look('after the diagnostics were shown');
  await lockAndUnlock(options, popup, secrets, look, () => takeStored(post, loot));
  await say(scene, options, HOSTUP);
  for (const area of ['local', 'session', 'sync']) {
    await inPage(post, `api.storage.${area}.set({ control: 'planted-in-${area}' })`);
  }
  await takeStored(post, loot);
  const planted = await plant(post);
  await askPanel(options, HOSTUP, loot);
  const running = [...filesBelow(scene.profileDir)];
  loot['the profile’s files while the browser runs'].push(...running);

  await press(options, `Remove… ${known.renamed}`);
  await press(options, 'Remove account');
  await waitForText(options, /was removed/);
  const afterRemoval = await walked(post, 'databases()');
  await look('after an account was removed');
  for (const [name, one] of own) await askPage(name, one, loot);

  for (const line of await driver.saidOnConsole()) loot['the console'].push(text('a line', line));
  await scene.close();
  loot['the profile’s files after it was closed'].push(...filesBelow(scene.profileDir));
  loot['the requests'].push(
    ...requestsOf(scene, {
      'cloud.hostup.se': [
        secrets['the key of HostUp that is replaced'],
        secrets['the key of HostUp that replaces it'],
        secrets['the key that is refused'],
      ],
      'api.vpsbg.eu': [secrets['the key of VPSBG']],
      'admin.vps.org': [secrets['the key of VPS.org']],
    }),
  );
  return { secrets, loot, afterRemoval, planted };
}

async function diagnostics(page: Page): Promise<string> {
  return JSON.stringify(
    await page.evaluate(
      `(globalThis.browser ?? chrome).runtime.sendMessage({ type: 'diagnostics', payload: {} })`,
    ),
  );
}
