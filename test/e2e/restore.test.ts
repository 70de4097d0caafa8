import { afterEach, describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../lib/model/time';
import {
  addAccount,
  axe,
  button,
  choose,
  focusedName,
  has,
  press,
  pressKey,
  textOf,
  type,
  waitForText,
} from '../harness/acts';
import { until } from '../harness/poll';
import type { Simulator } from '../simulator/simulator';
import { allowAgain } from './allowing';
import { ask, backupOf, keyOf, writesOf } from './confirming';
import { LOCKED, setPassphrase, unlock } from './locking';
import { setScene } from './sentinel/scene';
import { browsers, type Stage, setStage } from './stage';

const KEY = { hostup: 'sample-hostup-key', vpsorg: 'sample-vpsorg-key', vpsbg: 'sample-vpsbg-key' } as const;
const LABEL = { hostup: 'work', vpsorg: 'shop', vpsbg: 'personal' } as const;
const CHECK = 'Back up the current state first, then restore when it completes';

let strike: (() => Promise<unknown>) | null = null;
afterEach(async () => {
  await strike?.();
  strike = null;
});

function vpsorgWorld({ world }: Simulator): void {
  world.addAccount({ provider: 'vpsorg', key: KEY.vpsorg });
  const server = world.addServer('vpsorg', { name: 'web-server-01', keys: [KEY.vpsorg] });
  world.addBackup(server, { createdAt: world.now() - 12 * HOUR_MS, kind: 'automatic' });
  world.addBackup(server, { createdAt: world.now() - HOUR_MS, kind: 'manual' });
}

function hostupWorld({ world }: Simulator): void {
  world.addAccount({ provider: 'hostup', key: KEY.hostup });
  const server = world.addServer('hostup', { name: 'app-01', keys: [KEY.hostup], quotaLimit: 7 });
  for (const age of [60, 33, 5]) {
    world.addBackup(server, { createdAt: world.now() - age * HOUR_MS, kind: 'manual' });
  }
}

describe.each(browsers)('restoring in %s', (kind) => {
  async function set(
    provider: keyof typeof KEY,
    prepare: (simulator: Simulator) => void,
    expectedErrors?: RegExp,
  ): Promise<Stage> {
    const stage = await setStage(kind, prepare, expectedErrors === undefined ? {} : { expectedErrors });
    strike = stage.strike;
    await addAccount(stage.driver, { provider, label: LABEL[provider], key: KEY[provider] });
    return stage;
  }

  test('says what is lost, starts nothing before the name is typed, then restores once', async () => {
    const { driver, simulator } = await set('hostup', hostupWorld);
    const server = simulator.world.serverNamed('hostup', 'app-01');
    const request = { kind: 'restore', key: keyOf(server), point: backupOf(server, 1) } as const;
    const page = await ask(driver, request, 'Newer backup');
    expect(await focusedName(page)).toMatch(/Restore .?app-01/);
    const text = await textOf(page);
    for (const said of ['HostUp · work', '1 d 9 h', 'will be lost', 'HostUp does not say whether']) {
      expect(text).toContain(said);
    }
    expect(text).toMatch(/1 \((today|yesterday) ..:.., manual\)/);
    expect(await axe(page)).toEqual([]);
    await press(page, CHECK);
    await waitForText(page, 'what is on the server now cannot be had back');
    await type(page, /Type .?app-01/, 'app-0');
    await pressKey(page, 'Enter');
    const off = await button(page, 'Restore server');
    expect(await off.evaluate((element) => element.getAttribute('aria-disabled'))).toBe('true');
    await off.evaluate((element) => (element as HTMLElement).click());
    await type(page, /Type .?app-01/, 'app-01');
    await pressKey(page, 'Enter');
    expect(writesOf(simulator.requests)).toEqual([]);
    await press(page, 'Restore server');
    await waitForText(page, /Restoring|was asked for/);
    simulator.world.finishOperation(server.id);
    await waitForText(page, 'app-01 is restored', 30_000);
    expect(writesOf(simulator.requests)).toEqual([
      `POST /api/v2/vps/${server.id}/backups/${request.point}/actions/restore`,
    ]);
    expect(await axe(page)).toEqual([]);
  }, 90_000);

  test('backs up the current state first, and restores when that is complete, though the worker dies between', async () => {
    const { driver, simulator } = await set('vpsorg', vpsorgWorld);
    const server = simulator.world.serverNamed('vpsorg', 'web-server-01');
    const page = await ask(
      driver,
      { kind: 'restore', key: keyOf(server), point: backupOf(server) },
      'Newer backup',
    );
    expect(await textOf(page)).toContain('VPS.org · shop');
    await type(page, /Type .?web-server-01/, 'web-server-01');
    await press(page, 'Restore server');
    await until('the backup was asked for', () => writesOf(simulator.requests).length === 1 || null, 20_000);
    await driver.stopBackground();
    expect(writesOf(simulator.requests)).toEqual(['POST /api/v1/backups/']);
    simulator.world.finishOperation(server.id);
    await until('the restore follows', () => writesOf(simulator.requests).length === 2 || null, 90_000);
    expect(writesOf(simulator.requests)[1]).toBe(`POST /api/v1/servers/${server.id}/restore/`);
  }, 150_000);

  test('a browser that was closed between the backup and the restore does not go on by itself', async () => {
    const scene = await setScene(kind, vpsorgWorld);
    strike = scene.strike;
    const server = scene.simulator.world.serverNamed('vpsorg', 'web-server-01');
    await addAccount(scene.driver(), { provider: 'vpsorg', label: 'shop', key: KEY.vpsorg });
    const page = await ask(
      scene.driver(),
      { kind: 'restore', key: keyOf(server), point: backupOf(server) },
      'Newer backup',
    );
    await type(page, /Type .?web-server-01/, 'web-server-01');
    await press(page, 'Restore server');
    const writes = () => scene.requests.filter(({ method }) => method === 'POST').length;
    await until('the backup was asked for', () => writes() === 1 || null, 20_000);
    await waitForText(page, 'This goes on when you close the tab');
    const progress = new URL(page.url()).hash;
    await scene.close();
    scene.simulator.world.finishOperation(server.id);
    const driver = await scene.reopen();
    await allowAgain(driver, await driver.openPage('options.html'), 'vpsorg');
    const told = await driver.openPage(`confirm.html${progress}`);
    await waitForText(told, 'The browser was closed', 60_000);
    expect(await textOf(told)).toMatch(/web-server-01.? was not restored/);
    expect(await textOf(told)).toContain('VPS.org · shop');
    // Once the backup is known to have ended; nothing follows it by itself.
    await button(told, 'Ask again…', { timeoutMs: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(writes()).toBe(1);
    await press(told, 'Ask again…');
    await waitForText(told, 'Newer backup', 20_000);
    expect(writes()).toBe(1);
  }, 150_000);

  test('locked between the backup and the restore, it does not go on when it is unlocked, and asks again', async () => {
    const { driver, simulator } = await set('vpsorg', vpsorgWorld);
    const passphrase = 'four quiet words of mine';
    await setPassphrase(await driver.openPage('options.html'), passphrase);
    const server = simulator.world.serverNamed('vpsorg', 'web-server-01');
    const request = { kind: 'restore', key: keyOf(server), point: backupOf(server) } as const;
    const page = await ask(driver, request, 'Newer backup');
    await type(page, /Type .?web-server-01/, 'web-server-01');
    await press(page, 'Restore server');
    await until('the backup was asked for', () => writesOf(simulator.requests).length === 1 || null, 20_000);
    await waitForText(page, 'This goes on when you close the tab');
    const popup = await driver.openPage('popup.html');
    await press(popup, 'Lock now');
    expect(await waitForText(page, LOCKED)).not.toContain('web-server-01');
    simulator.world.finishOperation(server.id);
    await unlock(popup, passphrase);
    await waitForText(page, 'Lastgood was locked before the next step, so nothing more started', 60_000);
    // While the backup is under way the question would be refused.
    await press(page, 'Ask again…', { timeoutMs: 60_000 });
    await waitForText(page, 'Newer backup', 20_000);
    // It may be asked for once the backup is known to have ended.
    await button(page, 'Restore server', { timeoutMs: 40_000 });
    expect(writesOf(simulator.requests)).toEqual(['POST /api/v1/backups/']);
  }, 150_000);

  test.each([
    [
      'the gate is closed',
      'allows no restore of .?app-01.? now: pending order',
      (simulator: Simulator) => {
        hostupWorld(simulator);
        const server = simulator.world.serverNamed('hostup', 'app-01');
        server.restoreGate = { allowed: false, reason: 'pending order' };
      },
    ],
    [
      'something is under way',
      'already under way',
      (simulator: Simulator) => {
        vpsorgWorld(simulator);
        simulator.world.startBackup(simulator.world.serverNamed('vpsorg', 'web-server-01'));
      },
    ],
    [
      'the provider documents no call',
      'does not document how its API restores',
      ({ world }: Simulator) => {
        world.addAccount({ provider: 'vpsbg', key: KEY.vpsbg });
        const server = world.addServer('vpsbg', { hostname: 'db-archive', addon: true, keys: [KEY.vpsbg] });
        world.addBackup(server, { createdAt: world.now() - 30 * HOUR_MS });
      },
    ],
  ])(
    'refused: %s',
    async (_, words, prepare) => {
      const provider = words.includes('pending') ? 'hostup' : words.includes('way') ? 'vpsorg' : 'vpsbg';
      const { driver, simulator } = await set(provider, prepare);
      const [server] = simulator.world.servers[provider].values();
      if (server === undefined) throw new Error('no server');
      const request = { kind: 'restore', key: keyOf(server), point: backupOf(server) } as const;
      const page = await ask(driver, request, new RegExp(words));
      expect(await has(page, 'Restore server')).toBe(false);
      expect(writesOf(simulator.requests)).toEqual([]);
      expect(await axe(page)).toEqual([]);
    },
    60_000,
  );

  test('refused by a key that may only read: the answer says so', async () => {
    const { driver, simulator } = await set(
      'hostup',
      (simulator) => {
        hostupWorld(simulator);
        simulator.world.account(KEY.hostup).rights = 'read';
      },
      /403/,
    );
    const server = simulator.world.serverNamed('hostup', 'app-01');
    const page = await ask(
      driver,
      { kind: 'restore', key: keyOf(server), point: backupOf(server, 2) },
      'Age',
    );
    await press(page, CHECK);
    await type(page, /Type .?app-01/, 'app-01');
    await press(page, 'Restore server');
    // The answer itself, and from then on the reason that nothing is even asked.
    await waitForText(page, /may only read/, 20_000);
    await press(page, 'Close');
    const again = await ask(
      driver,
      { kind: 'restore', key: keyOf(server), point: backupOf(server, 2) },
      'may only read',
    );
    expect(await has(again, 'Restore server')).toBe(false);
  }, 60_000);

  test('a restore point that the safety backup could delete is restored without one only', async () => {
    const { driver, simulator } = await set('hostup', (simulator) => {
      hostupWorld(simulator);
      const server = simulator.world.serverNamed('hostup', 'app-01');
      server.quotaLimit = 3;
      server.autoDeleteOldest = true;
    });
    const server = simulator.world.serverNamed('hostup', 'app-01');
    const page = await ask(
      driver,
      { kind: 'restore', key: keyOf(server), point: backupOf(server) },
      'would probably delete this very restore point',
    );
    expect(await has(page, CHECK)).toBe(false);
    await type(page, /Type .?app-01/, 'app-01');
    const off = await button(page, 'Restore server');
    expect(await off.evaluate((element) => element.getAttribute('aria-disabled'))).toBe('true');
    expect(await axe(page)).toEqual([]);
    await press(page, 'Make room…');
    await waitForText(page, 'Make room on app-01?');
    expect(writesOf(simulator.requests)).toEqual([]);
  }, 60_000);

  test("another server's backup: refused where the disk is too small, else it takes the whole disk", async () => {
    const { driver, simulator } = await set('hostup', (simulator) => {
      hostupWorld(simulator);
      const { world } = simulator;
      world.serverNamed('hostup', 'app-01').diskGb = 50;
      for (const [name, diskGb] of [
        ['small-01', 50],
        ['large-01', 200],
      ] as const) {
        const other = world.addServer('hostup', { name, keys: [KEY.hostup], diskGb });
        world.addBackup(other, { createdAt: world.now() - 20 * HOUR_MS });
      }
    });
    const server = simulator.world.serverNamed('hostup', 'app-01');
    const page = await ask(driver, { kind: 'restoreFrom', key: keyOf(server) }, /\bServer\b/);
    const chooseOf = async (name: string) => {
      await choose(page, 'Server', name);
      const option = await page.evaluate(
        () => document.querySelectorAll('select')[1]?.options[1]?.text ?? '',
      );
      await choose(page, 'Backup', option);
    };
    await chooseOf('large-01');
    await waitForText(page, /disk of .?app-01.? is too small/);
    expect(await has(page, 'Restore server')).toBe(false);
    await chooseOf('small-01');
    await waitForText(page, 'Everything on the disk of app-01 will be lost');
    expect(await textOf(page)).toContain('its network is configured anew');
    expect(await axe(page)).toEqual([]);
    await press(page, CHECK);
    await type(page, /Type .?app-01/, 'app-01');
    await press(page, 'Restore server');
    await until('it was asked for', () => writesOf(simulator.requests).length === 1 || null, 20_000);
    expect(writesOf(simulator.requests)).toEqual([
      `POST /api/v2/vps/${server.id}/backups/actions/restore-from-vps`,
    ]);
  }, 60_000);

  test('a server that cannot be read anew confirms nothing, and can be tried again', async () => {
    const { driver, simulator } = await set('vpsorg', vpsorgWorld, /Failed to load resource/);
    const server = simulator.world.serverNamed('vpsorg', 'web-server-01');
    simulator.fail({ path: /backups/, how: { kind: 'status', status: 403 } });
    const request = { kind: 'restore', key: keyOf(server), point: backupOf(server) } as const;
    const page = await ask(driver, request, 'Nothing can be confirmed before');
    expect(await has(page, 'Restore server')).toBe(false);
    simulator.clearFailures();
    await press(page, 'Try again');
    await waitForText(page, 'Newer backup', 20_000);
    expect(await has(page, 'Restore server')).toBe(true);
  }, 60_000);

  test('no other page reaches it: neither the popup nor the settings', async () => {
    const { driver, simulator } = await set('hostup', hostupWorld);
    const server = simulator.world.serverNamed('hostup', 'app-01');
    for (const path of ['popup.html', 'options.html', 'dashboard.html']) {
      const page = await driver.openPage(path);
      const answers = await page.evaluate(
        async (serverId, backupId) => {
          const api = (globalThis as unknown as { browser?: typeof chrome }).browser ?? chrome;
          const database = await new Promise<IDBDatabase>((resolve) => {
            const opening = indexedDB.open('lastgood');
            opening.onsuccess = () => resolve(opening.result);
          });
          const [account] = await new Promise<{ id: string }[]>((resolve) => {
            const got = database.transaction('accounts').objectStore('accounts').getAll();
            got.onsuccess = () => resolve(got.result);
          });
          database.close();
          const ids = { accountId: account?.id, serverId };
          const messages = [
            [
              'restore',
              { ...ids, backupId, sourceServerId: null, safety: false, cost: null, typedName: 'app-01' },
            ],
            ['deleteBackup', { ...ids, backupId, typedName: 'app-01' }],
            ['makeRoom', { ...ids, backupIds: [backupId], note: null, cost: null }],
            ['backUpMany', { servers: [{ ...ids, cost: null }], note: null }],
          ] as const;
          const said: unknown[] = [];
          for (const [kind, payload] of messages) {
            said.push(await api.runtime.sendMessage({ type: kind, payload }));
          }
          return said;
        },
        server.id,
        backupOf(server),
      );
      expect(answers).toEqual(
        ['restore', 'deleteBackup', 'makeRoom', 'backUpMany'].map((name) => ({
          ok: false,
          trouble: { kind: 'internal', where: `message ${name}` },
        })),
      );
    }
    expect(writesOf(simulator.requests)).toEqual([]);
  }, 60_000);
});
