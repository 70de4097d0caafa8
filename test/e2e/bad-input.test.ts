import { afterEach, describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../lib/model/time';
import { addAccount, press, textOf, waitForText } from '../harness/acts';
import { until } from '../harness/poll';
import type { FailureRule } from '../simulator/failures';
import { browsers, type Stage, setStage } from './stage';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

const LIST = '/api/v2/vps';
const BACKUPS = /^\/api\/v2\/vps\/[^/]+\/backups$/;

type Case = { readonly name: string; readonly rule: FailureRule; readonly says: RegExp };

const status = (code: number, headers?: Record<string, string>): FailureRule['how'] => ({
  kind: 'status',
  status: code,
  ...(headers ? { headers } : {}),
});

/** What each failure says: the account or the server is named, and what was known stays on the page. */
const cases: readonly Case[] = [
  {
    name: 'a missing scope',
    rule: { path: LIST, how: status(403) },
    says: /key of .*work.* may not do this/,
  },
  {
    name: 'a server that is not found',
    rule: { path: BACKUPS, how: status(404) },
    says: /HostUp does not find .*app-01/,
  },
  {
    name: 'a locked server',
    rule: { path: BACKUPS, how: status(423) },
    says: /HostUp is busy with .*app-01/,
  },
  {
    name: 'a fault',
    rule: { path: BACKUPS, how: status(500) },
    says: /HostUp has a fault of its own.*app-01/,
  },
  {
    name: 'a page instead of data',
    rule: { path: LIST, how: { kind: 'html' } },
    says: /something that is not data .*maintenance page/,
  },
  {
    name: 'half an answer',
    rule: { path: LIST, how: { kind: 'badJson' } },
    says: /something that is not data .*half an answer/,
  },
  {
    name: 'another shape',
    rule: { path: LIST, how: { kind: 'status', status: 200, body: { servers: 7 } } },
    says: /in a form that Lastgood does not know/,
  },
  {
    name: 'a redirect',
    rule: { path: LIST, how: { kind: 'redirect', to: 'https://admin.vps.org/steal' } },
    says: /HostUp could not be reached for .*work/,
  },
  {
    name: 'too many requests, with a stated wait',
    rule: { path: LIST, how: status(429, { 'Retry-After': '600' }) },
    says: /HostUp limits the requests of .*work.*goes on by itself/,
  },
];

describe.each(browsers)('bad input in %s', (kind) => {
  test('each failure gets its sentence, and hides nothing that was known', async () => {
    stage = await setStage(
      kind,
      ({ world }) => {
        world.addAccount({ provider: 'hostup', key: 'sample-hostup-key' });
        const server = world.addServer('hostup', { name: 'app-01', keys: ['sample-hostup-key'] });
        world.addBackup(server, { createdAt: world.now() - 2 * HOUR_MS, note: 'the good one' });
      },
      { expectedErrors: /status of \d{3}|ERR_|Failed to load|redirect/i },
    );
    const { driver, simulator } = stage;
    await addAccount(driver, { provider: 'hostup', label: 'work', key: 'sample-hostup-key' });
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '1 of 1 server is covered');
    await press(popup, /app-01 HostUp/);
    await waitForText(popup, 'the good one');
    for (const { name, rule, says } of cases) {
      simulator.fail(rule);
      await press(popup, 'Check now', { timeoutMs: 20_000 });
      const text = await waitForText(popup, says, 40_000).catch((error: unknown) => {
        throw new Error(`${name}: ${String(error)}`);
      });
      expect(text, name).toContain('1 of 1 server is covered');
      expect(text, name).toContain('the good one');
      expect(text, name).toContain('2 h');
      simulator.clearFailures();
      if (name.startsWith('too many')) break;
      await press(popup, 'Check now', { timeoutMs: 20_000 });
      await until(`${name} is over`, async () => (says.test(await textOf(popup)) ? null : true), 20_000);
    }
    simulator.clearLog();
    await press(popup, 'Check now');
    await waitForText(popup, /limits the requests/);
    expect(simulator.requests, 'a stated wait is kept').toEqual([]);
  }, 180_000);

  test('no network: what is known stays, and says how old it is', async () => {
    stage = await setStage(
      kind,
      ({ world }) => {
        world.addAccount({ provider: 'vpsorg', key: 'sample-vpsorg-key' });
        world.addBackup(world.addServer('vpsorg', { name: 'web-server-01', keys: ['sample-vpsorg-key'] }));
      },
      { expectedErrors: /ERR_|Failed to load/ },
    );
    const { driver } = stage;
    await addAccount(driver, { provider: 'vpsorg', label: 'shop', key: 'sample-vpsorg-key' });
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '1 of 1 server is covered');
    await driver.setOffline(true);
    await press(popup, 'Check now');
    const text = await waitForText(popup, /VPS\.org could not be reached for .*shop/, 40_000);
    expect(text).toContain('It was last read');
    expect(text).toContain('1 of 1 server is covered');
    await press(popup, 'Back up web-server-01 now');
    await press(popup, 'Back up now');
    await waitForText(popup, /No answer came: checking what happened/, 20_000);
    await driver.setOffline(false);
    await press(popup, 'Check now');
    await until('the network is back', async () =>
      (await textOf(popup)).includes('could not be reached for') ? null : true,
    );
  });

  test('a provider that refuses the extension’s Origin on a write leads to a clear error', async () => {
    stage = await setStage(
      kind,
      ({ world }) => {
        world.refuseExtensionOrigin = true;
        world.addAccount({ provider: 'vpsorg', key: 'sample-vpsorg-key' });
        world.addBackup(world.addServer('vpsorg', { name: 'web-server-01', keys: ['sample-vpsorg-key'] }));
      },
      { expectedErrors: /status of 403/ },
    );
    const { driver, simulator } = stage;
    await addAccount(driver, { provider: 'vpsorg', label: 'shop', key: 'sample-vpsorg-key' });
    const popup = await driver.openPage('popup.html');
    await press(popup, 'Back up web-server-01 now');
    await press(popup, 'Back up now');
    await waitForText(popup, /may only read|may not do this/, 20_000);
    const [post] = simulator.requests.filter(({ method }) => method === 'POST');
    const origin = post?.origin?.replace(/\/\/.*/, '//…') ?? null;
    // What a provider sees of the extension on a write; its reads carry no Origin at all.
    expect(origin).toBe(kind === 'chromium' ? 'chrome-extension://…' : 'moz-extension://…');
    expect(
      simulator.requests.filter(({ method, origin: sent }) => method === 'GET' && sent !== null),
    ).toEqual([]);
  });
});
