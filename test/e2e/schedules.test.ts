import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import { addAccount, axe, choose, has, press, textOf, type, waitForText } from '../harness/acts';
import type { Driver } from '../harness/driver';
import { until } from '../harness/poll';
import { upsertSchedule } from '../simulator/schedules';
import type { Simulator } from '../simulator/simulator';
import { confirmPage } from './marks';
import { browsers, type Stage, setStage } from './stage';

const KEYS = { hostup: 'sample-hostup-key', vpsbg: 'sample-vpsbg-key', vpsorg: 'sample-vpsorg-key' } as const;

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

const nightly = {
  frequency: 'daily',
  hour: 2,
  minute: 0,
  dayOfWeek: null,
  dayOfMonth: null,
  retentionCount: 3,
  enabled: true,
  name: 'Nightly',
} as const;

/** A server with a schedule and one without, each with a backup made by hand and room for six. */
function twoServers({ world }: Simulator, rights: 'read' | 'write' = 'write'): void {
  world.addAccount({ provider: 'hostup', key: KEYS.hostup, rights });
  for (const name of ['app-01', 'web-01']) {
    const server = world.addServer('hostup', { keys: [KEYS.hostup], name, quotaLimit: 7 });
    world.addBackup(server, { createdAt: world.now() - HOUR_MS, note: 'Before upgrade' });
    if (name === 'app-01') upsertSchedule(world, server, nightly);
  }
}

/** Weekly ones at VPSBG, daily ones at VPS.org: nobody states when. */
function observedServers({ world }: Simulator): void {
  world.addAccount({ provider: 'vpsbg', key: KEYS.vpsbg });
  world.addAccount({ provider: 'vpsorg', key: KEYS.vpsorg });
  const weekly = world.addServer('vpsbg', { keys: [KEYS.vpsbg], name: 'vpn-08', hostname: 'vpn-08' });
  const daily = world.addServer('vpsorg', { keys: [KEYS.vpsorg], name: 'web-server-01' });
  for (const count of [0, 1, 2]) {
    world.addBackup(weekly, { createdAt: world.now() - (2 + 7 * count) * DAY_MS });
    world.addBackup(daily, { createdAt: world.now() - 5 * HOUR_MS - count * DAY_MS, kind: 'automatic' });
  }
}

const hostupAdded = (driver: Driver) =>
  addAccount(driver, { provider: 'hostup', label: 'work', key: KEYS.hostup });

async function schedulesPage(driver: Driver, shows: string | RegExp): Promise<Page> {
  const page = await driver.openPage('dashboard.html#view=schedules');
  await waitForText(page, shows, 30_000);
  return page;
}

const writes = (simulator: Simulator) =>
  simulator.requests.filter(({ method }) => method !== 'GET').map(({ method }) => method);
const app = (simulator: Simulator) => simulator.world.serverNamed('hostup', 'app-01');
const web = (simulator: Simulator) => simulator.world.serverNamed('hostup', 'web-01');

async function askingPage(driver: Driver, shows: string): Promise<Page> {
  const page = await confirmPage(driver);
  await waitForText(page, shows, 20_000);
  return page;
}

describe.each(browsers)('schedules in %s', (kind) => {
  test('one is made, changed, switched off and deleted', async () => {
    stage = await setStage(kind, twoServers);
    const { driver, simulator } = stage;
    await hostupAdded(driver);
    const page = await schedulesPage(driver, /daily · 02:00/);

    await press(page, 'New schedule of web-01');
    await type(page, 'Hour', '25');
    await type(page, 'Backups kept', '8');
    await press(page, 'Save');
    await waitForText(page, 'A whole hour from 0 to 23.');
    await waitForText(page, 'HostUp allows at most 7 here.');
    expect(writes(simulator), 'nothing is asked of the provider before it is right').toEqual([]);
    expect(await axe(page), 'a form with what is wrong').toEqual([]);

    await choose(page, 'How often', 'weekly');
    await choose(page, 'Weekday', 'Sunday');
    await type(page, 'Hour', '4');
    await type(page, 'Backups kept', '2');
    await press(page, 'Save');
    await waitForText(page, /weekly · Sunday · 04:00/, 20_000);
    expect(web(simulator).schedules).toMatchObject([
      { frequency: 'weekly', dayOfWeek: 0, hour: 4, retentionCount: 2, enabled: true },
    ]);

    await press(page, 'Edit the schedule of web-01');
    await type(page, 'Hour', '5');
    await press(page, 'Save');
    await waitForText(page, /weekly · Sunday · 05:00/, 20_000);

    await press(page, 'Schedule of web-01, weekly · Sunday · 05:00');
    await waitForText(page, 'none while it is off', 20_000);
    expect(web(simulator).schedules).toMatchObject([{ hour: 5, enabled: false }]);
    expect(writes(simulator)).toEqual(['POST', 'POST', 'POST']);

    await press(page, 'Delete the schedule of web-01…');
    const confirm = await askingPage(driver, 'Delete the schedule of web-01?');
    await waitForText(confirm, 'From then on no backup is made by this schedule.', 20_000);
    expect(web(simulator).schedules, 'nothing is deleted before it is confirmed').toHaveLength(1);
    await press(confirm, 'Delete the schedule');
    await waitForText(confirm, 'It is done.', 20_000);
    expect(web(simulator).schedules).toEqual([]);
    expect(app(simulator).schedules).toHaveLength(1);
    await page.bringToFront();
    await waitForText(page, 'Schedule deleted', 20_000);
    for (const colorScheme of ['light', 'dark'] as const) {
      await driver.emulate({ colorScheme });
      expect(await axe(page), `schedules, ${colorScheme}`).toEqual([]);
      expect(await axe(confirm), `confirm, ${colorScheme}`).toEqual([]);
    }
  }, 180_000);

  test('limits say what follows; what may cost backups is confirmed first', async () => {
    stage = await setStage(kind, twoServers);
    const { driver, simulator } = stage;
    await hostupAdded(driver);
    const page = await schedulesPage(driver, /daily · 02:00/);
    await press(page, 'Limits of app-01');
    await type(page, 'Backups kept in all', '9');
    await waitForText(page, 'HostUp may refuse 9 if that is more than was bought.');
    await press(page, 'Save');
    await until('the limit is raised', async () => app(simulator).quotaLimit === 9 || null, 20_000);
    await waitForText(page, 'Limits changed', 20_000);

    await press(page, 'Limits of app-01');
    await choose(page, 'Delete the oldest backup when no slot is free', 'Yes, delete the oldest');
    await waitForText(page, /The first to go would probably be the one from .*Before upgrade/);
    await press(page, 'Save…');
    const confirm = await askingPage(driver, 'Change the limits of app-01?');
    await waitForText(confirm, 'HostUp deletes the oldest backup for each new one.', 20_000);
    expect(app(simulator).autoDeleteOldest).toBe(false);
    expect(writes(simulator)).toEqual(['PATCH']);
    await press(confirm, 'Change the limits');
    await waitForText(confirm, 'It is done.', 20_000);
    expect(app(simulator).autoDeleteOldest).toBe(true);
  }, 120_000);

  test('a lost answer is found by looking, and nothing is sent twice', async () => {
    stage = await setStage(kind, twoServers, { expectedErrors: /Failed to load resource|NetworkError/ });
    const { driver, simulator } = stage;
    await hostupAdded(driver);
    const page = await schedulesPage(driver, /daily · 02:00/);
    simulator.fail({ method: 'POST', path: /backup-schedules/, times: 1, how: { kind: 'acceptThenLose' } });
    await press(page, 'Edit the schedule of app-01');
    await type(page, 'Hour', '6');
    await press(page, 'Save');
    await waitForText(page, /daily · 06:00/, 60_000);
    await waitForText(page, 'Schedule saved', 60_000);
    expect(app(simulator).schedules).toMatchObject([{ hour: 6 }]);
  }, 120_000);

  test('a key that may only read says so, and then offers nothing', async () => {
    stage = await setStage(kind, (simulator) => twoServers(simulator, 'read'), {
      expectedErrors: /Failed to load resource/,
    });
    const { driver, simulator } = stage;
    await hostupAdded(driver);
    const page = await schedulesPage(driver, /daily · 02:00/);
    await press(page, 'Schedule of app-01, daily · 02:00');
    await waitForText(page, 'The key of account “work” may only read.', 20_000);
    expect(await has(page, 'Edit the schedule of app-01')).toBe(false);
    expect(app(simulator).schedules).toMatchObject([{ enabled: true }]);
  }, 120_000);

  test('what is only observed is marked so, and cannot be changed', async () => {
    stage = await setStage(kind, observedServers);
    const { driver } = stage;
    const options = await addAccount(driver, { provider: 'vpsbg', label: 'personal', key: KEYS.vpsbg });
    await addAccount(driver, { provider: 'vpsorg', label: 'shop', key: KEYS.vpsorg }, options);
    const page = await schedulesPage(driver, /about every 7 days, from 3 restore points/);
    await waitForText(page, /about every 24 hours, from 3 restore points/);
    const text = await textOf(page);
    expect(text.match(/\bobserved\b/g)?.length).toBeGreaterThanOrEqual(4);
    expect(text).toContain('weekly, kept 3 weeks');
    expect(await has(page, /Edit the schedule/)).toBe(false);
    expect(await has(page, /New schedule/)).toBe(false);
    expect(await has(page, 'Open panel of VPSBG for vpn-08')).toBe(true);
  }, 120_000);
});
