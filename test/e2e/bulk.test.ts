import { afterEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../lib/model/time';
import { addAccount, axe, press, waitForText } from '../harness/acts';
import { until } from '../harness/poll';
import type { Simulator } from '../simulator/simulator';
import { browsers, endIdsOf, type Stage, setStage } from './stage';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

const HOSTUP = 'sample-hostup-key';
const VPSORG = 'sample-vpsorg-key';
const READER = 'sample-reader-key';

/** Three accounts, everything in them overdue: one gate is shut, one backup will fail, one key may only read. */
function overdueFleet({ world }: Simulator): void {
  world.addAccount({ provider: 'hostup', key: HOSTUP });
  world.addAccount({ provider: 'vpsorg', key: VPSORG });
  world.addAccount({ provider: 'hostup', key: READER, rights: 'read' });
  const old = { createdAt: world.now() - 9 * DAY_MS };
  for (const name of ['app-01', 'app-02', 'app-03']) {
    world.addBackup(world.addServer('hostup', { name, keys: [HOSTUP] }), old);
  }
  world.serverNamed('hostup', 'app-02').createGate = {
    allowed: false,
    reason: 'An order is pending',
    code: 'pending_order',
  };
  world.serverNamed('hostup', 'app-03').failNext = 'Storage node is out of space';
  for (const name of ['shop-01', 'shop-02']) {
    world.addBackup(world.addServer('vpsorg', { name, keys: [VPSORG] }), old);
  }
  world.addBackup(world.addServer('hostup', { name: 'reader-01', keys: [READER] }), old);
}

const postsOf = ({ requests }: Simulator) => requests.filter(({ method }) => method === 'POST');

describe.each(browsers)('many servers at once in %s', (kind) => {
  test('all that is overdue is backed up after one question, over the death of a worker, and told once', async () => {
    stage = await setStage(kind, overdueFleet, { expectedErrors: /status of 40[39]/ });
    const { driver, simulator } = stage;
    const options = await addAccount(driver, { provider: 'hostup', label: 'work', key: HOSTUP });
    await addAccount(driver, { provider: 'vpsorg', label: 'shop', key: VPSORG }, options);
    simulator.world.operationMs = 30_000;
    await addAccount(driver, { provider: 'hostup', label: 'clients', key: READER }, options);
    await until('all were read', async () => (await driver.badge()) === '6' || null, 30_000);

    const page = await driver.openPage('confirm.html#overdue');
    await waitForText(page, 'Back up 5 uncovered servers');
    const asked = await waitForText(page, 'one after the other', 30_000);
    expect(asked).toContain('1 server is left out');
    expect(asked).toContain('An order is pending');
    expect(await axe(page)).toEqual([]);
    expect(postsOf(simulator)).toHaveLength(0);

    await press(page, 'Back up 5 servers');
    await waitForText(page, 'Backing up 5 servers');
    await until('every request left', async () => postsOf(simulator).length === 5 || null, 30_000);
    await driver.stopBackground();
    const end = await waitForText(page, '3 of 5 servers are backed up', 150_000);
    expect(end).toMatch(/3 backed up(, 1 failed,? and 1 not started| and 2 failed)/);
    expect(end).toMatch(/app-03 \S+ · work failed/);
    // Turned down by the provider, or failed where that answer was lost with the worker.
    expect(end).toMatch(/reader-01 \S+ · clients (failed|not started)/);
    expect(await axe(page)).toEqual([]);

    // Each server once, whatever became of the worker, and one word at the end of it all.
    const targets = postsOf(simulator).map(({ host, path }) => `${host}${path}`);
    expect(targets.filter((target) => target.includes('hostup'))).toHaveLength(3);
    expect(new Set(targets.filter((target) => target.includes('hostup'))).size).toBe(3);
    expect(targets.filter((target) => target.includes('vps.org'))).toHaveLength(2);
    await until('its end is told', async () => (await endIdsOf(driver)).length === 1 || null, 20_000);

    await press(page, 'Try these 2 again…');
    const again = await waitForText(page, 'These can be backed up now');
    expect(again).toContain('app-03');
    expect(again).toContain('reader-01');
    expect(again).not.toContain('shop-01');
    expect(postsOf(simulator)).toHaveLength(5);
  }, 300_000);

  test('a page that is not the one that asks starts nothing', async () => {
    stage = await setStage(kind, overdueFleet);
    const { driver, simulator } = stage;
    const options = await addAccount(driver, { provider: 'vpsorg', label: 'shop', key: VPSORG });
    await until('all were read', async () => (await driver.badge()) === '2' || null, 30_000);
    const refused = await options.evaluate(`(async () => {
      const api = globalThis.browser ?? chrome;
      const open = await new Promise((resolve) => {
        const request = indexedDB.open('lastgood');
        request.onsuccess = () => resolve(request.result);
      });
      const all = (name) => new Promise((resolve) => {
        const got = open.transaction(name).objectStore(name).getAll();
        got.onsuccess = () => resolve(got.result);
      });
      const [{ accountId, serverId, reading, server }] = await all('servers');
      open.close();
      const ref = { accountId, serverId };
      const backupId = reading.backups[0].id;
      const messages = [
        { type: 'backUpMany', payload: { servers: [{ ...ref, cost: null }], note: null } },
        { type: 'makeRoom', payload: { ...ref, backupIds: [backupId], note: null, cost: null } },
        { type: 'deleteBackup', payload: { ...ref, backupId, typedName: server.name } },
        { type: 'restore', payload: { ...ref, backupId, sourceServerId: null, safety: false, cost: null, typedName: server.name } },
      ];
      const answers = [];
      for (const message of messages) answers.push((await api.runtime.sendMessage(message)).trouble?.where ?? 'done');
      return answers;
    })()`);
    expect(refused).toEqual([
      'message backUpMany',
      'message makeRoom',
      'message deleteBackup',
      'message restore',
    ]);
    expect(simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });
});
