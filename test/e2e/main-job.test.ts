import { afterEach, describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../lib/model/time';
import { addAccount, has, press, textOf, type, waitForText } from '../harness/acts';
import { until } from '../harness/poll';
import { browsers, endIdsOf, endsOf, type Stage, setStage } from './stage';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

describe.each(browsers)('the main job in %s', (kind) => {
  test('from an empty popup to a finished backup, at both providers that can make one', async () => {
    stage = await setStage(kind, ({ world }) => {
      for (const [provider, name] of [
        ['hostup', 'app-01'],
        ['vpsorg', 'web-server-01'],
      ] as const) {
        world.addAccount({ provider, key: `sample-${provider}-key` });
        const server = world.addServer(provider, { name, keys: [`sample-${provider}-key`] });
        world.addBackup(server, { createdAt: world.now() - 33 * HOUR_MS, kind: 'manual', note: 'older' });
      }
    });
    const { driver, simulator } = stage;

    const popup = await driver.openPage('popup.html');
    await waitForText(popup, 'No account yet');
    expect(await driver.badge()).toBe('');

    const options = await addAccount(driver, { provider: 'hostup', label: 'work', key: 'sample-hostup-key' });
    await addAccount(driver, { provider: 'vpsorg', label: 'shop', key: 'sample-vpsorg-key' }, options);
    await popup.bringToFront();
    await waitForText(popup, '0 of 2 servers are covered');
    await waitForText(popup, '33 h');
    await until('the badge counts two', async () => (await driver.badge()) === '2' || null);

    for (const [provider, name] of [
      ['hostup', 'app-01'],
      ['vpsorg', 'web-server-01'],
    ] as const) {
      await press(popup, `Back up ${name} now`);
      await type(popup, 'Note (optional)', `before upgrade of ${name}`);
      await press(popup, 'Back up now');
      await waitForText(popup, /Backup queued|Backing up/);
      const server = simulator.world.serverNamed(provider, name);
      if (provider === 'hostup') {
        simulator.world.progressOperation(server.id, 46);
        await waitForText(popup, 'Backing up, 46 %', 20_000);
      }
      simulator.world.finishOperation(server.id);
      await waitForText(popup, provider === 'hostup' ? '1 of 2 servers' : '2 of 2 servers', 30_000);
    }
    const { notices: told } = await endsOf(driver, 2);
    const heard = told.flatMap((notice) => (notice === null ? [] : [notice.title]));
    expect(['app-01 is backed up', 'web-server-01 is backed up']).toEqual(expect.arrayContaining(heard));
    expect(new Set(heard).size).toBe(heard.length);
    await until('the badge is empty', async () => ((await driver.badge()) === '' ? true : null));
    await press(popup, /^covered web-server-01/);
    expect(await waitForText(popup, 'before upgrade of web-server-01')).toContain('older');
    expect(simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
  });

  test('a worker that dies while a backup runs brings it to its end all the same', async () => {
    stage = await setStage(kind, ({ world }) => {
      world.addAccount({ provider: 'vpsorg', key: 'sample-vpsorg-key' });
      world.addServer('vpsorg', { name: 'web-server-01', keys: ['sample-vpsorg-key'] });
    });
    const { driver, simulator } = stage;
    await addAccount(driver, { provider: 'vpsorg', label: 'shop', key: 'sample-vpsorg-key' });
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, 'never');
    await press(popup, 'Back up web-server-01 now');
    await press(popup, 'Back up now');
    await waitForText(popup, /Backup queued|Backing up/);
    await driver.stopBackground();
    expect(await driver.backgroundState()).toBe('stopped');
    expect(await textOf(popup)).toMatch(/Backup queued|Backing up/);
    simulator.world.finishOperation(simulator.world.serverNamed('vpsorg', 'web-server-01').id);
    // The alarm wakes it after 30 s at most; the page asks for nothing.
    await waitForText(popup, '1 of 1 server is covered', 50_000);
    // Its text was said by a worker that nobody had time to overhear: that there is one is what counts.
    await until('its end is told', async () => (await endIdsOf(driver)).length === 1 || null);
    expect(simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  }, 120_000);

  test('the popup paints from stored state without waking the worker', async () => {
    stage = await setStage(kind, ({ world }) => {
      world.addAccount({ provider: 'vpsorg', key: 'sample-vpsorg-key' });
      world.addBackup(world.addServer('vpsorg', { name: 'web-server-01', keys: ['sample-vpsorg-key'] }));
    });
    const { driver } = stage;
    const page = await addAccount(driver, { provider: 'vpsorg', label: 'shop', key: 'sample-vpsorg-key' });
    await until('the servers were read', async () => ((await driver.badge()) === '' ? true : null));
    await waitForText(page, 'Checked');
    await driver.stopBackground();
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '1 of 1 server is covered');
    expect(await driver.backgroundState()).toBe('stopped');
  });

  test('a key that may only read: the answer is clear, and the button says so from then on', async () => {
    stage = await setStage(kind, ({ world }) => {
      world.addAccount({ provider: 'hostup', key: 'sample-reader-key', rights: 'read' });
      const server = world.addServer('hostup', { name: 'app-01', keys: ['sample-reader-key'] });
      world.addBackup(server, { createdAt: world.now() - HOUR_MS });
    });
    const { driver } = stage;
    await addAccount(driver, { provider: 'hostup', label: 'clients', key: 'sample-reader-key' });
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '1 of 1 server is covered');
    await press(popup, 'Back up app-01 now');
    await press(popup, 'Back up now');
    await waitForText(popup, /The key of .*clients.* may only read\. Replace it/);
    expect(await textOf(popup)).toContain('1 of 1 server is covered');
    const {
      notices: [notice],
    } = await endsOf(driver, 1);
    if (notice) expect(notice.message).toContain('may not do this');
  });

  test('a provider without the call: no button, the way to its panel instead', async () => {
    stage = await setStage(kind, ({ world }) => {
      world.addAccount({ provider: 'vpsbg', key: 'sample-vpsbg-key' });
      const server = world.addServer('vpsbg', {
        hostname: 'db-archive',
        addon: true,
        keys: ['sample-vpsbg-key'],
      });
      world.addBackup(server, { createdAt: world.now() - 9 * 24 * HOUR_MS });
    });
    const { driver, simulator } = stage;
    await addAccount(driver, { provider: 'vpsbg', label: 'personal', key: 'sample-vpsbg-key' });
    const popup = await driver.openPage('popup.html');
    const text = await waitForText(popup, '0 of 1 server is covered');
    expect(text).toContain('weekly, kept 3 weeks');
    expect(text).toContain('goal 8 d');
    expect(await has(popup, 'Back up db-archive now')).toBe(false);
    expect(await has(popup, /cannot make backups; open its panel for .?db-archive/)).toBe(true);
    expect(simulator.requests.every(({ method }) => method === 'GET')).toBe(true);
  });

  test('two accounts of one provider: the failure of one hides nothing of either', async () => {
    stage = await setStage(kind, ({ world }) => {
      for (const label of ['work', 'clients']) {
        world.addAccount({ provider: 'hostup', key: `sample-${label}-key` });
        const server = world.addServer('hostup', { name: `${label}-server`, keys: [`sample-${label}-key`] });
        world.addBackup(server, { createdAt: world.now() - 20 * MINUTE_MS, note: `note of ${label}` });
      }
    });
    const { driver, simulator } = stage;
    const options = await addAccount(driver, { provider: 'hostup', label: 'work', key: 'sample-work-key' });
    await addAccount(driver, { provider: 'hostup', label: 'clients', key: 'sample-clients-key' }, options);
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '2 of 2 servers are covered');
    simulator.world.revokeKey('sample-work-key');
    await press(popup, 'Check now');
    await waitForText(popup, /HostUp refuses the key of .*work/);
    const text = await textOf(popup);
    expect(text).toContain('work-server');
    expect(text).toContain('clients-server');
    expect(text).toMatch(/It was last read/);
    await press(popup, 'All backups');
    await waitForText(popup, 'note of work');
    await waitForText(popup, 'note of clients');
    await type(popup, 'Filter servers, accounts, notes', 'note of clients');
    await until('the filter hides the other', async () =>
      (await textOf(popup)).includes('note of work') ? null : true,
    );
  });
});
