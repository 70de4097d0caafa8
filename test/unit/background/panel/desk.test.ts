import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/model/time';
import { createSimulator } from '../../../simulator/simulator';
import type { SimServer } from '../../../simulator/types';
import { type Bench, createBench } from '../bench';

let bench: Bench;
let server: SimServer;
let accountId: string;

async function setUp(provider: 'hostup' | 'vpsorg' | 'vpsbg', rights: 'read' | 'write' = 'write') {
  bench = await createBench(createSimulator({ startAt: Date.UTC(2026, 2, 10, 12) }));
  for (const host of ['cloud.hostup.se', 'admin.vps.org', 'api.vpsbg.eu']) {
    bench.browser.origins.add(`https://${host}/*`);
  }
  const { world } = bench.simulator;
  world.addAccount({ provider, key: 'sample-key', rights });
  server = world.addServer(provider, { name: 'app-01', keys: ['sample-key'] });
  world.addBackup(server, { createdAt: world.now() - 30 * HOUR_MS });
  const answer = await bench.send('addAccount', { provider, label: 'work', key: 'sample-key' });
  if (!answer.ok) throw new Error(answer.trouble.kind);
  accountId = answer.value.id;
  await bench.wake();
  bench.simulator.clearLog();
}

const click = () => bench.sendFromPanel(server.provider, 'panelBackUp', { serverId: server.id });
const posts = () => bench.simulator.requests.filter(({ method }) => method === 'POST');

describe('a click in a page', () => {
  beforeEach(() => setUp('hostup'));

  test('on a stated free slot starts a backup at once', async () => {
    expect(await click()).toMatchObject({ ok: true, value: { kind: 'started' } });
    expect(posts()).toHaveLength(1);
    expect(bench.browser.opened).toEqual([]);
  });

  test('is judged by the provider’s word of now, not by a list of a while ago', async () => {
    const { world } = bench.simulator;
    await bench.pass(5 * MINUTE_MS);
    for (let n = 0; n < 4; n++) world.addBackup(server, { createdAt: world.now() - n * HOUR_MS });
    const full = await click();
    expect(posts()).toEqual([]);
    expect(full).toMatchObject({ ok: true, value: { kind: 'notStarted', trouble: { kind: 'busy' } } });
  });

  test('that would evict asks in the extension’s own page', async () => {
    const { world } = bench.simulator;
    Object.assign(server, { quotaLimit: 1, autoDeleteOldest: true });
    await bench.pass(11 * SECOND_MS);
    expect(await click()).toEqual({ ok: true, value: { kind: 'asked' } });
    expect(bench.browser.opened).toEqual([
      `/confirm.html#backup=${encodeURIComponent(`hostup/${server.id}`)}`,
    ]);
    expect(posts()).toEqual([]);
    expect(world.operations).toEqual([]);
  });

  test('right after another asks; many at once start one', async () => {
    const answers = await Promise.all([click(), click(), click(), click()]);
    expect(posts()).toHaveLength(1);
    const kinds = answers.map((answer) => (answer.ok ? answer.value.kind : 'refused'));
    expect(kinds.filter((kind) => kind === 'started')).toHaveLength(1);
    await bench.pass(3 * MINUTE_MS);
    expect(await click()).toEqual({ ok: true, value: { kind: 'asked' } });
    expect(posts()).toHaveLength(1);
  });

  test('with a key that may only read starts nothing a second time', async () => {
    await setUp('hostup', 'read');
    expect(await click()).toMatchObject({
      ok: true,
      value: { kind: 'notStarted', trouble: { kind: 'forbidden' } },
    });
    bench.simulator.clearLog();
    expect(await click()).toMatchObject({
      ok: true,
      value: { kind: 'notStarted', trouble: { kind: 'forbidden' } },
    });
    expect(posts()).toEqual([]);
  });

  test('on a server that this provider does not have finds nothing', async () => {
    const answer = await bench.sendFromPanel('vpsorg', 'panelBackUp', { serverId: server.id });
    expect(answer).toMatchObject({ ok: false, trouble: { kind: 'notOffered' } });
    const other = await bench.sendFromPanel('hostup', 'panelBackUp', { serverId: 'vps_other' });
    expect(other).toMatchObject({ ok: true, value: { kind: 'notStarted', trouble: { kind: 'notFound' } } });
    expect(posts()).toEqual([]);
  });

  test('in a panel that was switched off gets no answer', async () => {
    await bench.send('changeSettings', { change: { panelsOff: ['hostup'] } });
    expect(await click()).toMatchObject({ ok: false, trouble: { kind: 'notOffered' } });
    expect(await bench.sendFromPanel('hostup', 'panelView', {})).toMatchObject({ ok: false });
  });

  test('in a panel that the browser no longer lets us into gets no answer', async () => {
    bench.browser.origins.delete('https://cloud.hostup.se/*');
    expect(await click()).toMatchObject({ ok: false, trouble: { kind: 'notOffered' } });
    expect(await bench.sendFromPanel('hostup', 'panelView', {})).toMatchObject({ ok: false });
  });
});

test('where neither limit nor price is stated, the first click asks and the answer is remembered', async () => {
  await setUp('vpsorg');
  expect(await click()).toEqual({ ok: true, value: { kind: 'asked' } });
  await bench.send('changeSettings', { change: { pageBackupsAllowed: [accountId] } });
  expect(await click()).toMatchObject({ ok: true, value: { kind: 'started' } });
  await bench.pass(30 * SECOND_MS);
  expect(posts()).toHaveLength(1);
});

test('where the provider has no create, nothing is started', async () => {
  await setUp('vpsbg');
  bench.browser.origins.add('https://secure.vpsbg.eu/*');
  expect(await click()).toMatchObject({
    ok: true,
    value: { kind: 'notStarted', trouble: { kind: 'notOffered' } },
  });
});

describe('where the content script runs', () => {
  test('in the panels of providers that have an account and that the browser lets us into', async () => {
    await setUp('hostup');
    expect(bench.browser.panels).toEqual(['hostup']);
    await bench.send('changeSettings', { change: { panelsOff: ['hostup'] } });
    expect(bench.browser.panels).toEqual([]);
    await bench.send('changeSettings', { change: { panelsOff: [] } });
    expect(bench.browser.panels).toEqual(['hostup']);
    await bench.send('removeAccount', { accountId });
    expect(bench.browser.panels).toEqual([]);
  });

  test('and not where the panel’s origin is another one than the API’s and was not given', async () => {
    await setUp('vpsbg');
    expect(bench.browser.panels).toEqual([]);
    bench.browser.origins.add('https://secure.vpsbg.eu/*');
    await bench.send('changeSettings', { change: { panelsOff: [] } });
    expect(bench.browser.panels).toEqual(['vpsbg']);
  });
});

test('a number is only ever asked about in the own page, and a declined offer is not made again', async () => {
  await setUp('hostup');
  const remember = { serverId: server.id, legacyId: '12345' };
  expect(await bench.sendFromPanel('hostup', 'panelRemember', remember)).toEqual({ ok: true, value: null });
  expect(bench.browser.opened).toEqual([
    `/confirm.html#legacy=${encodeURIComponent(`hostup/${server.id}`)}&number=12345`,
  ]);
  expect((await bench.store.account(accountId))?.legacyIds).toEqual({});
  await bench.sendFromPanel('hostup', 'panelDecline', { serverId: server.id });
  const view = await bench.sendFromPanel('hostup', 'panelView', {});
  expect(view).toMatchObject({ ok: true, value: { servers: [{ wantsLegacyId: false }] } });
});
