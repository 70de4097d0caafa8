import { afterEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import { addAccount, axe, button, has, press, textOf, type, waitForText } from '../harness/acts';
import type { Simulator } from '../simulator/simulator';
import { ask, backupOf, keyOf, writesOf } from './confirming';
import { browsers, type Stage, setStage } from './stage';

const KEY = { hostup: 'sample-hostup-key', vpsorg: 'sample-vpsorg-key', vpsbg: 'sample-vpsbg-key' } as const;

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

function archiveWorld({ world }: Simulator): void {
  const server = world.addServer('vpsbg', {
    name: 'db-archive',
    hostname: 'db-archive',
    addon: true,
    keys: [KEY.vpsbg],
  });
  world.addBackup(server, { createdAt: world.now() - 9 * DAY_MS });
  world.addBackup(server, { createdAt: world.now() - 2 * DAY_MS });
}

describe.each(browsers)('deleting in %s', (kind) => {
  async function set(
    provider: keyof typeof KEY,
    prepare: (simulator: Simulator) => void,
    expectedErrors?: RegExp,
  ): Promise<Stage> {
    const set = await setStage(
      kind,
      (simulator) => {
        simulator.world.addAccount({ provider, key: KEY[provider] });
        prepare(simulator);
      },
      expectedErrors === undefined ? {} : { expectedErrors },
    );
    stage = set;
    await addAccount(set.driver, { provider, label: 'work', key: KEY[provider] });
    return set;
  }

  test('one of several goes on a press; the last one needs the name', async () => {
    const { driver, simulator } = await set('vpsorg', ({ world }) => {
      const server = world.addServer('vpsorg', { name: 'web-server-01', keys: [KEY.vpsorg] });
      world.addBackup(server, { createdAt: world.now() - 2 * DAY_MS });
      world.addBackup(server, { createdAt: world.now() - HOUR_MS });
    });
    const server = simulator.world.serverNamed('vpsorg', 'web-server-01');
    const [older, newer] = [backupOf(server, 0), backupOf(server, 1)];
    const page = await ask(driver, { kind: 'delete', key: keyOf(server), point: newer }, 'Remains');
    const text = await textOf(page);
    expect(text).toContain('1 restore point, the newest from');
    expect(text).toMatch(/web-server-01.? is overdue|web-server-01.? is exposed/);
    expect(await axe(page)).toEqual([]);
    await press(page, 'Delete backup');
    await waitForText(page, 'The backup is deleted.', 30_000);
    expect(await textOf(page)).toMatch(/The backup of .?web-server-01.? \(.*\) is deleted/);
    expect(await textOf(page)).toContain('1 restore point, the newest from');

    const last = await ask(driver, { kind: 'delete', key: keyOf(server), point: older }, 'no restore point');
    expect(await textOf(last)).toContain('It is the last restore point');
    const off = await button(last, 'Delete backup');
    expect(await off.evaluate((element) => element.getAttribute('aria-disabled'))).toBe('true');
    expect(await axe(last)).toEqual([]);
    await type(last, /Type .?web-server-01/, ' web-server-01 ');
    await press(last, 'Delete backup');
    await waitForText(last, 'The backup is deleted.', 30_000);
    expect(writesOf(simulator.requests)).toEqual([
      `DELETE /api/v1/backups/${newer}/`,
      `DELETE /api/v1/backups/${older}/`,
    ]);
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, 'never', 20_000);
  }, 90_000);

  test('a protected one is not deleted', async () => {
    const { driver, simulator } = await set('hostup', ({ world }) => {
      const server = world.addServer('hostup', {
        name: 'app-01',
        hostname: 'app-01.example.com',
        vmid: '10415',
        keys: [KEY.hostup],
      });
      world.addBackup(server, { createdAt: world.now() - DAY_MS, protected: true });
      world.addBackup(server, { createdAt: world.now() - HOUR_MS });
    });
    const server = simulator.world.serverNamed('hostup', 'app-01');
    const number = await driver.openPage(
      `confirm.html#legacy=${encodeURIComponent(keyOf(server))}&number=10415`,
    );
    await press(number, 'Check and keep', { timeoutMs: 20_000 });
    await waitForText(number, /Checked and kept/, 20_000);
    const page = await ask(
      driver,
      { kind: 'delete', key: keyOf(server), point: backupOf(server) },
      'is protected and cannot be deleted',
    );
    expect(await has(page, 'Delete backup')).toBe(false);
    expect(writesOf(simulator.requests)).toEqual([]);
  }, 60_000);

  test('a server that is busy: refused before it is asked, and told where it becomes so meanwhile (423)', async () => {
    const { driver, simulator } = await set('vpsbg', archiveWorld, /423|404/);
    const server = simulator.world.serverNamed('vpsbg', 'db-archive');
    const request = { kind: 'delete', key: keyOf(server), point: backupOf(server) } as const;
    server.locked = true;
    const page = await ask(driver, request, /VPSBG is busy with .?db-archive/);
    expect(await has(page, 'Delete backup')).toBe(false);
    server.locked = false;
    await press(page, 'Try again');
    await waitForText(page, 'Remains', 20_000);
    simulator.fail({ method: 'DELETE', how: { kind: 'status', status: 423 }, times: 1 });
    await press(page, 'Delete backup');
    await waitForText(
      page,
      /VPSBG said that it is busy with .?db-archive.?\. Lastgood is finding out/,
      30_000,
    );
    expect(await has(page, 'Delete backup')).toBe(false);
    expect(server.backups).toHaveLength(2);
  }, 90_000);

  test.each([404, 405])(
    'a path that turns out not to exist leads to the panel (%i)',
    async (status) => {
      const { driver, simulator } = await set('vpsbg', archiveWorld, /404|405/);
      const server = simulator.world.serverNamed('vpsbg', 'db-archive');
      simulator.fail({ method: 'DELETE', how: { kind: 'status', status } });
      const page = await ask(
        driver,
        { kind: 'delete', key: keyOf(server), point: backupOf(server) },
        'Remains',
      );
      await press(page, 'Delete backup');
      await waitForText(page, /Use the provider's panel/, 30_000);
      const links = await page.$$eval('a', (all) => all.map(({ href }) => href));
      expect(links).toEqual(['https://secure.vpsbg.eu/']);
      expect(await has(page, 'Delete backup')).toBe(false);
      expect(server.backups).toHaveLength(2);
    },
    60_000,
  );
});
