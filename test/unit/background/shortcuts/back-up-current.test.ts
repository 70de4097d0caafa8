import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR_MS, SECOND_MS } from '../../../../lib/model/time';
import { setLanguages, t } from '../../../../lib/text/i18n';
import { createSimulator } from '../../../simulator/simulator';
import type { SimServer } from '../../../simulator/types';
import { type Bench, createBench } from '../bench';

let bench: Bench;
let server: SimServer;

async function setUp(provider: 'hostup' | 'vpsorg' | 'vpsbg', rights: 'read' | 'write' = 'write') {
  setLanguages(['en-GB']);
  bench = await createBench(createSimulator({ startAt: Date.UTC(2026, 2, 10, 12) }));
  for (const host of ['cloud.hostup.se', 'admin.vps.org', 'api.vpsbg.eu']) {
    bench.browser.origins.add(`https://${host}/*`);
  }
  const { world } = bench.simulator;
  world.addAccount({ provider, key: 'sample-key', rights });
  server = world.addServer(provider, { name: 'app-01', keys: ['sample-key'] });
  world.addBackup(server, { createdAt: world.now() - HOUR_MS });
  const answer = await bench.send('addAccount', { provider, label: 'work', key: 'sample-key' });
  if (!answer.ok) throw new Error(answer.trouble.kind);
  await bench.wake();
  bench.simulator.clearLog();
}

const posts = () => bench.simulator.requests.filter(({ method }) => method === 'POST');
const told = () => bench.browser.notices.filter(({ id }) => id === 'command').map(({ message }) => message);
const confirmPage = () => `/confirm.html#backup=${encodeURIComponent(`${server.provider}/${server.id}`)}`;

describe('the keys on a server’s page', () => {
  beforeEach(() => setUp('hostup'));
  const address = () => `https://cloud.hostup.se/sv/instance/${server.id}?tab=backups`;

  test('start a backup of that server where a slot is stated to be free, and say so', async () => {
    await bench.backUpCurrent(address());
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.path).toContain(server.id);
    expect(told()).toEqual(['app-01: the backup was asked for.']);
    expect(bench.browser.opened).toEqual([]);
  });

  test('ask where that would cost a backup, and start nothing', async () => {
    Object.assign(server, { quotaLimit: 1, autoDeleteOldest: true });
    await bench.pass(11 * SECOND_MS);
    await bench.backUpCurrent(address());
    expect(bench.browser.opened).toEqual([confirmPage()]);
    expect(posts()).toEqual([]);
    expect(told()).toEqual([]);
  });

  test('pressed twice, start one', async () => {
    await Promise.all([bench.backUpCurrent(address()), bench.backUpCurrent(address())]);
    expect(posts()).toHaveLength(1);
  });

  test.each([
    ['another page of the panel', () => 'https://cloud.hostup.se/billing', /names no server/],
    ['a server that is not known', () => 'https://cloud.hostup.se/instance/vps_other', /names no server/],
    [
      'a page that only looks so',
      () => `https://cloud.hostup.se.example.com/instance/${server.id}`,
      /no page/,
    ],
    ['another scheme', () => `http://cloud.hostup.se/instance/${server.id}`, /no page/],
    ['another provider’s panel', () => `https://admin.vps.org/servers/${server.id}`, /no account/],
    ['no address', () => null, /no page/],
    ['no address at all', () => '%%%', /no page/],
  ])('start nothing on %s, and say why', async (_, at, why) => {
    await bench.backUpCurrent(at());
    expect(posts()).toEqual([]);
    expect(bench.browser.opened).toEqual([]);
    expect(told()).toEqual([expect.stringMatching(why)]);
  });

  test('start nothing in a panel that was switched off', async () => {
    await bench.send('changeSettings', { change: { panelsOff: ['hostup'] } });
    await bench.backUpCurrent(address());
    expect(posts()).toEqual([]);
    expect(told()).toEqual([expect.stringContaining('switched off')]);
  });

  test('with a key that may only read, say so', async () => {
    await setUp('hostup', 'read');
    await bench.backUpCurrent(address());
    expect(told()).toEqual([expect.stringContaining('may not do this')]);
  });

  test('while it is locked, ask to unlock and name nothing', async () => {
    await bench.send('setPassphrase', { passphrase: 'correct horse battery staple' });
    await bench.send('lockNow', {});
    bench.simulator.clearLog();
    await bench.backUpCurrent(address());
    expect(bench.browser.opened).toEqual(['/popup.html#page']);
    expect(bench.simulator.requests).toEqual([]);
    expect(told()).toEqual([]);
    expect(await bench.look()).toBeNull();
  });

  test('a look at what is stored starts nothing', async () => {
    const seen = await bench.look();
    expect(seen?.rows.map(({ stored }) => stored.server.name)).toEqual(['app-01']);
    expect(bench.simulator.requests).toEqual([]);
  });
});

test('the item in the menu follows the language that a person chooses', async () => {
  await setUp('hostup');
  for (const language of ['sv', 'bg', 'en'] as const) {
    bench.browser.menuTitle = null;
    await bench.send('changeSettings', { change: { language } });
    expect(bench.browser.menuTitle).toBe(t('shortcut.menu'));
    expect(bench.browser.menuTitle).toContain('%s');
  }
});

test('where neither limit nor price is stated, the keys ask', async () => {
  await setUp('vpsorg');
  await bench.backUpCurrent(`https://admin.vps.org/servers/${server.id}`);
  expect(bench.browser.opened).toEqual([confirmPage()]);
  expect(posts()).toEqual([]);
});

test('where the provider has no such call, the keys say so', async () => {
  await setUp('vpsbg');
  bench.browser.origins.add('https://secure.vpsbg.eu/*');
  await bench.backUpCurrent(`https://secure.vpsbg.eu/servers/${server.id}`);
  expect(posts()).toEqual([]);
  expect(told()).toEqual([expect.stringContaining('does not offer')]);
});
