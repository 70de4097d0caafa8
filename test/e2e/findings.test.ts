import { afterEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import { addAccount, has, press, textOf, type, waitForText } from '../harness/acts';
import type { Driver } from '../harness/driver';
import { until } from '../harness/poll';
import { upsertSchedule } from '../simulator/schedules';
import type { Simulator } from '../simulator/simulator';
import { exported, importFile } from './settings-file';
import { browsers, noticesOf, type Stage, setStage } from './stage';

const KEY = 'sample-hostup-key';

let stage: Stage | null = null;
const scratch: (() => void)[] = [];
afterEach(async () => {
  for (const remove of scratch.splice(0)) remove();
  await stage?.strike();
  stage = null;
});

/**
 * The reference's own example ("Get and manage scheduled backups for your VPS"): seven of seven backups made by hand,
 * no slot for the weekly schedule, which is on, and the oldest is deleted automatically.
 */
function exampleFleet({ world }: Simulator): void {
  world.addAccount({ provider: 'hostup', key: KEY });
  const app = world.addServer('hostup', { keys: [KEY], name: 'app-01', vmid: '10000', quotaLimit: 7 });
  app.autoDeleteOldest = true;
  for (const days of [0, 3, 6, 9, 15, 22, 30]) {
    world.addBackup(app, { createdAt: world.now() - days * DAY_MS - 2 * HOUR_MS, note: 'Example note' });
  }
  upsertSchedule(world, app, {
    frequency: 'weekly',
    hour: 5,
    minute: 23,
    dayOfWeek: 5,
    dayOfMonth: null,
    retentionCount: 7,
    enabled: true,
    name: 'Auto weekly backup schedule',
  });
}

/** A server without anything to say of it, and one whose last backup is 40 hours old. */
function lateFleet({ world }: Simulator): void {
  world.addAccount({ provider: 'hostup', key: KEY });
  for (const [name, hours] of [
    ['web-01', 2],
    ['db-01', 40],
  ] as const) {
    const server = world.addServer('hostup', { keys: [KEY], name });
    world.addBackup(server, { createdAt: world.now() - hours * HOUR_MS });
  }
}

const added = (driver: Driver) => addAccount(driver, { provider: 'hostup', label: 'work', key: KEY });

async function badgeSays(driver: Driver, text: string): Promise<void> {
  await until(
    `the badge says “${text}”`,
    async () => ((await driver.badge()) === text ? true : null),
    20_000,
  );
}

describe.each(browsers)('findings in %s', (kind) => {
  test('the reference’s own example: full, starved, and told once', async () => {
    stage = await setStage(kind, exampleFleet);
    const { driver, simulator } = stage;
    const options = await added(driver);
    await press(options, "Numbers in HostUp's older API");
    await type(options, /Number of .?app-01.? in HostUp's older API/, '10000');
    await press(options, 'Check and keep');
    await waitForText(options, /Checked and kept/, 20_000);

    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '1 of 1 server is covered');
    const text = await waitForText(popup, /app-01: 7 of 7 slots used/);
    // By its weekday where that names the day, by its date a week ahead.
    expect(text).toMatch(/scheduled backup( \([^)]*\))? has no free slot/);
    expect(text).toMatch(/may skip it or delete the oldest.* and does not say which/);
    await badgeSays(driver, '1');

    const [notice] = await noticesOf(driver, 1);
    if (notice) {
      expect(notice.title).toContain('app-01');
      expect(notice.message).toMatch(/no free slot/);
    }
    const [id] = Object.keys(await driver.notifications());
    if (id === undefined) throw new Error('no notification is shown');

    // A click leads to the card. Then nothing brings it back: neither a new worker nor a new reading.
    await driver.clickNotification(id);
    await until('the click opens the page with the card', () =>
      popup.evaluate(`(globalThis.browser ?? chrome).extension.getViews({ type: 'tab' }).some((view) =>
        view.location.hash.startsWith('#finding=') && view.document.body?.innerText.includes('7 of 7 slots used'))`),
    );
    await until('the notification went with the click', async () =>
      Object.keys(await driver.notifications()).length === 0 ? true : null,
    );
    await driver.stopBackground();
    const before = simulator.requests.length;
    await press(popup, 'Check now');
    await until('everything was read again', async () => {
      const state = await driver.badge();
      return simulator.requests.length >= before + 6 && state === '1' ? true : null;
    });
    await waitForText(popup, 'Checked just now');
    expect(Object.keys(await driver.notifications())).toEqual([]);
  }, 120_000);

  test('a snoozed card is gone from the cards and the badge, and comes back', async () => {
    stage = await setStage(kind, exampleFleet);
    const { driver } = stage;
    await added(driver);
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, /app-01: 7 of 7 slots used/);
    await badgeSays(driver, '1');

    await press(popup, /^Snooze/);
    await press(popup, '1 day');
    await badgeSays(driver, '');
    await until('the card is gone', async () =>
      (await textOf(popup)).includes('app-01: 7 of 7 slots used') ? null : true,
    );
    // A new page shows the same, from what is stored.
    const again = await driver.openPage('popup.html');
    await waitForText(again, '1 of 1 server is covered');
    expect(await textOf(again)).not.toContain('app-01: 7 of 7 slots used');

    await press(again, /snoozed/);
    await press(again, /^Show again/);
    await waitForText(again, /app-01: 7 of 7 slots used/);
    await badgeSays(driver, '1');
  }, 120_000);

  test('a goal that was changed changes the coverage', async () => {
    stage = await setStage(kind, lateFleet);
    const { driver } = stage;
    const options = await added(driver);
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '1 of 2 servers are covered');
    await badgeSays(driver, '1');
    await type(options, 'Goal', '47');
    await options.keyboard.press('Enter');
    await waitForText(options, 'Saved');
    await popup.bringToFront();
    await waitForText(popup, '2 of 2 servers are covered');
    await badgeSays(driver, '');
  });

  test('settings go out into a file and come back; a wrong file names its wrong field', async () => {
    stage = await setStage(kind, lateFleet);
    const { driver } = stage;
    const options = await added(driver);
    await type(options, 'Goal', '47');
    await options.keyboard.press('Enter');
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '2 of 2 servers are covered');

    const file = await exported(options);
    expect(file.name).toMatch(/^lastgood-settings-\d{4}-\d\d-\d\d\.json$/);
    expect(file.text).toContain('work');
    expect(file.text).not.toContain(KEY);

    await type(options, 'Goal', '24');
    await options.keyboard.press('Enter');
    await popup.bringToFront();
    await waitForText(popup, '1 of 2 servers are covered');
    scratch.push(await importFile(options, file.name, file.text));
    await waitForText(options, /The settings of .*json.* hold now/);
    await popup.bringToFront();
    await waitForText(popup, '2 of 2 servers are covered');

    const wrong = JSON.parse(file.text) as { settings: Record<string, unknown> };
    wrong.settings.goalMs = 'a day';
    scratch.push(await importFile(options, 'wrong.json', JSON.stringify(wrong)));
    await waitForText(
      options,
      /Nothing was taken over from .*wrong\.json.*settings\.goalMs It must be a number/,
    );
    await popup.bringToFront();
    expect(await textOf(popup)).toContain('2 of 2 servers are covered');
  }, 120_000);

  test('a test notification says what the browser said', async () => {
    stage = await setStage(kind, () => undefined);
    const { driver } = stage;
    const options = await driver.openPage('options.html');
    await press(options, 'Send a test notification');
    await waitForText(options, 'The browser took the notification. Did you see it?');
    // What it says is not asked: a worker that was woken for it may have spoken before anybody listened.
    await until('it is shown', async () => Object.keys(await driver.notifications()).length === 1 || null);
    await press(options, 'No');
    await waitForText(options, 'These switches decide, and no extension can see them');
  });

  test('a topic that is switched off is off the badge, and not out of the list', async () => {
    stage = await setStage(kind, lateFleet);
    const { driver } = stage;
    const options = await added(driver);
    await badgeSays(driver, '1');
    await press(options, 'Late and missing backups');
    await badgeSays(driver, '');
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '1 of 2 servers are covered');
    expect(await has(popup, /^overdue db-01/)).toBe(true);
    await press(options, 'Late and missing backups');
    await badgeSays(driver, '1');
  });
});
