import { afterEach, describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../lib/model/time';
import { addAccount, axe, button, has, press, textOf, waitForText } from '../harness/acts';
import { until } from '../harness/poll';
import type { Simulator } from '../simulator/simulator';
import { ask, backupOf, keyOf, writesOf } from './confirming';
import { confirmPage } from './marks';
import { browsers, endsOf, type Stage, setStage } from './stage';

const KEY = 'sample-hostup-key';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

/** Three slots, three backups made by hand, the oldest first. */
function fullWorld({ world }: Simulator): void {
  world.addAccount({ provider: 'hostup', key: KEY });
  const server = world.addServer('hostup', { name: 'app-01', keys: [KEY], quotaLimit: 3 });
  server.autoDeleteOldest = false;
  for (const age of [60, 33, 5]) {
    world.addBackup(server, { createdAt: world.now() - age * HOUR_MS, kind: 'manual' });
  }
}

describe.each(browsers)('making room in %s', (kind) => {
  async function set(expectedErrors?: RegExp): Promise<Stage> {
    const set = await setStage(kind, fullWorld, expectedErrors === undefined ? {} : { expectedErrors });
    stage = set;
    await addAccount(set.driver, { provider: 'hostup', label: 'work', key: KEY });
    return set;
  }

  test('the warning leads to the page; it proposes the oldest, deletes it, then backs up', async () => {
    const { driver, simulator } = await set();
    const server = simulator.world.serverNamed('hostup', 'app-01');
    const oldest = backupOf(server);
    const popup = await driver.openPage('popup.html#page');
    await press(popup, /Make room… on .?app-01/);
    const page = await confirmPage(driver);
    await waitForText(page, 'Choose what to delete', 20_000);
    const text = await textOf(page);
    expect(text).toContain('3 of 3 backup slots used');
    expect(text).toContain('1 backup will be deleted for good');
    expect(text).toContain('1 backup stays');
    expect(await axe(page)).toEqual([]);
    expect(writesOf(simulator.requests)).toEqual([]);
    await press(page, 'Delete 1, then back up');
    await until('both were asked for', () => writesOf(simulator.requests).length === 2 || null, 40_000);
    expect(writesOf(simulator.requests)).toEqual([
      `DELETE /api/v2/vps/${server.id}/backups/${oldest}`,
      `POST /api/v2/vps/${server.id}/backups`,
    ]);
    expect(server.backups.map(({ id }) => id)).not.toContain(oldest);
  }, 90_000);

  test('nothing chosen, nothing done', async () => {
    const { driver, simulator } = await set();
    const server = simulator.world.serverNamed('hostup', 'app-01');
    const page = await ask(driver, { kind: 'makeRoom', key: keyOf(server) }, 'Choose what to delete');
    await press(page, /manual/, { nth: 0 });
    const off = await button(page, 'Delete 0, then back up');
    expect(await off.evaluate((element) => element.getAttribute('aria-disabled'))).toBe('true');
    await off.evaluate((element) => (element as HTMLElement).click());
    expect(writesOf(simulator.requests)).toEqual([]);
  }, 60_000);

  test('a deletion that fails ends it: no backup is asked for', async () => {
    const { driver, simulator } = await set(/500/);
    const server = simulator.world.serverNamed('hostup', 'app-01');
    simulator.fail({ method: 'DELETE', how: { kind: 'status', status: 403 } });
    const page = await ask(driver, { kind: 'makeRoom', key: keyOf(server) }, 'Choose what to delete');
    await press(page, 'Delete 1, then back up');
    await until('it was asked for', () => writesOf(simulator.requests).length === 1 || null, 30_000);
    await endsOf(driver, 1, 60_000);
    expect(writesOf(simulator.requests)).toHaveLength(1);
    expect(server.backups).toHaveLength(3);
  }, 120_000);

  test('a deletion that succeeded and a backup that failed: it is told what is gone', async () => {
    const { driver, simulator } = await set();
    const server = simulator.world.serverNamed('hostup', 'app-01');
    simulator.world.failNextOperation(server.id, 'Storage is not reachable');
    const page = await ask(driver, { kind: 'makeRoom', key: keyOf(server) }, 'Choose what to delete');
    await press(page, 'Delete 1, then back up');
    await until('both were asked for', () => writesOf(simulator.requests).length === 2 || null, 40_000);
    simulator.world.finishOperation(server.id);
    const { notices } = await endsOf(driver, 1, 60_000);
    const end = await waitForText(page, /Deleted: the backup of .*, manual\./, 30_000);
    expect(end).toContain('Storage is not reachable');
    expect(end).toContain('Ask again…');
    // Firefox does not always tell what it shows: there the page alone is sure to be read.
    const heard = notices.flatMap((notice) => (notice === null ? [] : [notice.message]));
    if (kind === 'chromium') expect(heard).toHaveLength(1);
    for (const message of heard) expect(message).toContain('Deleted: the backup of ');
    expect(server.backups).toHaveLength(2);
  }, 120_000);

  test('where nothing may go it says so and leads to the panel', async () => {
    const { driver, simulator } = await set();
    const server = simulator.world.serverNamed('hostup', 'app-01');
    server.backups = server.backups.map((backup) => ({ ...backup, kind: 'scheduled' as const }));
    const page = await ask(driver, { kind: 'makeRoom', key: keyOf(server) }, 'None of these backups may go');
    expect(await has(page, /then back up/)).toBe(false);
    expect(await has(page, /Open HostUp's panel/)).toBe(true);
    expect(await axe(page)).toEqual([]);
  }, 60_000);
});
