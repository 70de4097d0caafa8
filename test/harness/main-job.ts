import { mkdirSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { sampleAccounts } from '../simulator/fleet';
import type { Simulator } from '../simulator/simulator';
import { namesOf, press, textOf, type, waitForText } from './acts';
import { closedRoots } from './closed-roots';
import type { Driver } from './driver';
import { until } from './poll';

const FOLDER = 'out';
const SERVER = 'cache-03';
const COVERED = /(\d+) of (\d+) servers are covered/;

/**
 * Walks through the main job as a person would: the list, a backup by hand, its progress, the notice of its end.
 * Leaves pictures in `out/`, prints what it saw, and throws one sentence where something is not as it should be.
 */
export async function mainJob(driver: Driver, simulator: Simulator): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const picture = async (page: Page, name: string) => {
    const file = `${FOLDER}/${driver.kind}-${name}.png`;
    await driver.screenshot(page, file);
    console.log(`  ${file}`);
  };
  const inBothSchemes = async (page: Page, name: string) => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await driver.emulate({ colorScheme });
      await picture(page, `${name}-${colorScheme}`);
    }
  };

  const popup = await driver.openPage('popup.html');
  await popup.setViewport({ width: 400, height: 600, deviceScaleFactor: 2 });
  await waitForText(popup, `12 of 15 servers are covered`, 30_000);
  console.log(
    `The popup says: ${COVERED.exec(await textOf(popup))?.[0] ?? ''}; the badge shows ${await driver.badge()}`,
  );
  await inBothSchemes(popup, 'popup');

  const line = await nameStarting(popup, SERVER);
  await press(popup, line);
  const count = await waitForText(popup, /\bRead (just now|.+ ago)|\bOpen HostUp's panel/);
  if (!count.includes(SERVER)) throw new Error(`The row of ${SERVER} did not unfold.`);
  await picture(popup, 'backups');

  await press(popup, `Back up ${SERVER} now`);
  await type(popup, 'Note (optional)', 'before the upgrade');
  await picture(popup, 'back-up-now');
  await press(popup, 'Back up now');
  await waitForText(popup, /Backup queued|Backing up/);
  console.log(`Back up now: ${SERVER} is under way`);
  await waitForText(popup, /Backing up, \d+ %/, 30_000);
  console.log(`Progress: ${/Backing up, \d+ %/.exec(await textOf(popup))?.[0] ?? ''}`);
  await picture(popup, 'progress');

  const notice = await until(
    'the browser shows that the backup is complete',
    async () => Object.values(await driver.notifications()).find((shown) => shown?.title.includes(SERVER)),
    90_000,
  );
  console.log(`Notice: ${notice.title}. ${notice.message}`);
  await waitForText(popup, 'before the upgrade');
  await picture(popup, 'done');

  const panel = await driver.browser.newPage();
  await panel.goto('https://cloud.hostup.se/');
  await panel.setViewport({ width: 980, height: 420, deviceScaleFactor: 2 });
  const roots = await until('the list in the panel has its badges', async () => {
    const seen = await closedRoots(driver, panel);
    return seen.length > 0 ? seen : null;
  });
  console.log(`HostUp's own panel shows ${roots.length} badges`);
  await picture(panel, 'panel');

  const options = await driver.openPage('options.html');
  await options.setViewport({ width: 900, height: 900, deviceScaleFactor: 1 });
  for (const { label } of sampleAccounts) await waitForText(options, label);
  console.log(`The settings list ${sampleAccounts.length} accounts`);
  await inBothSchemes(options, 'options');
  await lockAndUnlock({ options, popup, picture, inBothSchemes });

  const errors = await driver.consoleErrors();
  if (errors.length > 0)
    throw new Error(`The pages or the background reported an error: ${errors.join(' · ')}`);
  const [violation] = simulator.violations;
  if (violation) {
    const { rule, method, host, path } = violation;
    throw new Error(`The providers would object to ${method} ${host}${path} (${rule}).`);
  }
  console.log(
    `No error in a page or the background; nothing in ${simulator.requests.length} requests to object to.`,
  );
}

type Pictures = {
  readonly options: Page;
  readonly popup: Page;
  readonly picture: (page: Page, name: string) => Promise<void>;
  readonly inBothSchemes: (page: Page, name: string) => Promise<void>;
};

const PASSPHRASE = 'four quiet words of mine';

/** Sets a passphrase, locks, and comes back; on the way it looks at the text for a report of a fault. */
async function lockAndUnlock({ options, popup, picture, inBothSchemes }: Pictures): Promise<void> {
  await press(options, 'Show the text');
  await waitForText(options, 'Gather it anew');
  await scrollTo(options, '#report-title');
  await picture(options, 'report');
  await scrollTo(options, '#passphrase-title');
  await picture(options, 'passphrase');
  await type(options, 'New passphrase', PASSPHRASE);
  await type(options, 'New passphrase again', PASSPHRASE);
  await press(options, 'Set passphrase');
  await waitForText(options, 'The passphrase is set.', 30_000);
  await scrollTo(options, '#passphrase-title');
  await picture(options, 'passphrase-set');
  await press(popup, 'Lock now');
  await waitForText(popup, 'Lastgood is locked');
  await waitForText(options, 'Lastgood is locked');
  await inBothSchemes(popup, 'locked');
  await press(popup, 'Forgot the passphrase?');
  await picture(popup, 'forgotten');
  await press(popup, 'Cancel');
  await type(popup, 'Passphrase', 'not these words');
  await press(popup, 'Unlock');
  await waitForText(popup, 'This is not the passphrase.', 30_000);
  await type(popup, 'Passphrase', PASSPHRASE);
  await press(popup, 'Unlock');
  await waitForText(popup, COVERED, 30_000);
  console.log('Locked, refused a wrong passphrase, and unlocked by the right one');
}

/** Brings a heading to the top of the window. */
async function scrollTo(page: Page, selector: string): Promise<void> {
  await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).scrollIntoView()`);
}

/** The whole name of the row's own button: what a person sees begins with the coverage and the server's name. */
async function nameStarting(page: Page, server: string): Promise<string> {
  const wanted = new RegExp(`^(covered|overdue|exposed|not known) ${server} `);
  const name = (await namesOf(page)).find((entry) => wanted.test(entry));
  if (name === undefined) throw new Error(`The list has no row for ${server}.`);
  return name;
}
