import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, test } from 'vitest';
import { HOUR_MS, SECOND_MS } from '../../lib/model/time';
import { addAccount, press, textOf, waitForText } from '../harness/acts';
import { until } from '../harness/poll';
import type { FailureKind } from '../simulator/failures';
import { hosts } from '../simulator/types';
import { browsers, type Stage, setStage } from './stage';

const HOSTUP_LIST = '/api/v2/vps';
const VPSBG_LIST = '/v1/servers';
const VPSORG_LIST = '/api/v1/servers/';
const ACCOUNTS = [
  { provider: 'hostup', label: 'work', key: 'sample-hostup-key' },
  { provider: 'vpsbg', label: 'home', key: 'sample-vpsbg-key' },
  { provider: 'vpsorg', label: 'shop', key: 'sample-vpsorg-key' },
] as const;
/** What stands in the hostile bodies and nowhere else. */
const FILLING = 'x'.repeat(64);

let stage: Stage | null = null;
afterEach(async () => {
  if (stage === null) return;
  const asked = await stage.strike();
  stage = null;
  const askedFor = asked.filter(({ by }) => by === 'extension').map(({ host }) => host);
  expect([...new Set(askedFor)].sort(), 'hosts that the extension asked for').toEqual(
    [hosts.hostup, hosts.vpsbg, hosts.vpsorg].sort(),
  );
});

/** One server at each provider, covered, and the popup that shows them. */
async function fleet(kind: (typeof browsers)[number]): Promise<{ stage: Stage; popup: Page }> {
  stage = await setStage(
    kind,
    ({ world }) => {
      for (const { provider, key } of ACCOUNTS) {
        world.addAccount({ provider, key });
        const server = world.addServer(provider, { name: `${provider}-01`, keys: [key] });
        world.addBackup(server, { createdAt: world.now() - 2 * HOUR_MS });
      }
    },
    { expectedErrors: /status of \d{3}|ERR_|Failed to load|redirect|NetworkError/i },
  );
  const options = await stage.driver.openPage('options.html');
  for (const account of ACCOUNTS) await addAccount(stage.driver, account, options);
  const popup = await stage.driver.openPage('popup.html');
  await waitForText(popup, '3 of 3 servers are covered');
  return { stage, popup };
}

const check = (popup: Page) => press(popup, 'Check now', { timeoutMs: 30_000 });

/** The next good answer makes up for everything. */
async function heal({ simulator }: Stage, popup: Page, says: RegExp): Promise<void> {
  simulator.clearFailures();
  await check(popup);
  await until('the trouble is over', async () => !says.test(await textOf(popup)), 30_000);
  expect(await textOf(popup)).toContain('3 of 3 servers are covered');
}

/** Everything in the extension's databases as one text. */
async function storedText(page: Page): Promise<string> {
  return (await page.evaluate(`(async () => {
    const got = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    let text = '';
    for (const { name } of await indexedDB.databases()) {
      const database = await got(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        text += JSON.stringify(await got(database.transaction(store).objectStore(store).getAll()));
      }
      database.close();
    }
    return text;
  })()`)) as string;
}

describe.each(browsers)('hostile answers in %s', (kind) => {
  test('a redirect is not followed, by whichever status and to wherever it leads', async () => {
    const { stage, popup } = await fleet(kind);
    const { simulator } = stage;
    const elsewhere = [
      `https://${hosts.vpsorg}/api/v1/servers/`,
      'https://evil.test/steal',
      `https://${hosts.hostup}/api/v2/elsewhere`,
    ];
    const says = /HostUp could not be reached for .*work/;
    for (const status of [301, 302, 307, 308] as const) {
      simulator.clearLog();
      // A read is tried three times, so each of its tries meets one of them.
      for (const to of elsewhere) {
        simulator.fail({
          host: hosts.hostup,
          path: HOSTUP_LIST,
          times: 1,
          how: { kind: 'redirect', to, status },
        });
      }
      await check(popup);
      await waitForText(popup, says, 30_000);
      const seen = simulator.requests.filter(({ host }) => host === hosts.hostup);
      expect(seen.map(({ path, status }) => `${path} ${status}`)).toEqual(
        elsewhere.map(() => `${HOSTUP_LIST} ${status}`),
      );
      const vpsorgLists = simulator.requests.filter(({ path }) => path === VPSORG_LIST);
      expect(vpsorgLists, 'its own refresh and no other request').toHaveLength(1);
      expect(simulator.visits).toEqual([]);
      await heal(stage, popup, says);
    }
  }, 180_000);

  test('a redirected write is sent nowhere else, and what became of it is looked up', async () => {
    const { stage, popup } = await fleet(kind);
    const { simulator } = stage;
    simulator.fail({
      method: 'POST',
      times: 1,
      how: { kind: 'redirect', to: `https://${hosts.hostup}/api/v2/vps`, status: 307 },
    });
    await press(popup, 'Back up vpsorg-01 now');
    await press(popup, 'Back up now');
    await waitForText(popup, /No answer came: checking what happened/, 30_000);
    expect(simulator.requests.filter(({ method }) => method !== 'GET')).toMatchObject([
      { host: hosts.vpsorg, method: 'POST', status: 307 },
    ]);
  });

  test('a body without measure is cut off, and nothing of it is kept', async () => {
    const { stage, popup } = await fleet(kind);
    const { simulator } = stage;
    const before = (await storedText(popup)).length;
    const tooLarge = /HostUp's answer for .*work.* is larger than Lastgood accepts/;
    const unknown = /HostUp answered for .*work.* in a form that Lastgood does not know/;
    const unreachable = /HostUp could not be reached for .*work/;
    const text = (body: string): FailureKind => ({ kind: 'status', status: 200, body });
    const cases: readonly (readonly [string, FailureKind, RegExp])[] = [
      ['200 MB', { kind: 'huge', bytes: 200_000_000 }, tooLarge],
      ['stated 200 MB', { kind: 'huge', bytes: 200_000_000, stated: true }, tooLarge],
      ['packed 60 MB', { kind: 'gzipBomb', bytes: 60_000_000 }, tooLarge],
      ['millions of rows', text(`{"data": [${'{},'.repeat(2_500_000)}{}]}`), tooLarge],
      ['100,000 arrays deep', text('['.repeat(100_000) + ']'.repeat(100_000)), unknown],
      ['thousands of headers', { kind: 'headerBomb', count: 5000, bytes: 100 }, unreachable],
      ['a header of 1 MB', { kind: 'headerBomb', count: 1, bytes: 1_000_000 }, unreachable],
    ];
    for (const [name, how, says] of cases) {
      simulator.clearLog();
      simulator.fail({ host: hosts.hostup, path: HOSTUP_LIST, how });
      await check(popup);
      await waitForText(popup, says, 40_000).catch((error: unknown) => {
        throw new Error(`${name}: ${String(error)}`);
      });
      expect(await textOf(popup), name).toContain('3 of 3 servers are covered');
      for (const stream of simulator.streams.filter((one) => one.kind === 'huge')) {
        await until(`${name} is cut off`, () => stream.state === 'dropped');
        expect(stream.bytes, name).toBeLessThan(30_000_000);
      }
      await heal(stage, popup, says);
      const stored = await storedText(popup);
      expect(stored, name).not.toContain(FILLING);
      expect(stored.length, name).toBeLessThan(2 * before);
    }
  }, 240_000);

  test('what never ends is given up at the deadline: 20 seconds for a read, 25 for a write', async () => {
    const { stage, popup } = await fleet(kind);
    const { simulator } = stage;
    simulator.clearLog();
    simulator.fail({ method: 'POST', host: hosts.vpsorg, times: 1, how: { kind: 'drip', everyMs: 250 } });
    simulator.fail({ path: HOSTUP_LIST, times: 1, how: { kind: 'drip', everyMs: 250 } });
    simulator.fail({ path: VPSBG_LIST, times: 1, how: { kind: 'slowHeaders', everyMs: 250 } });
    simulator.fail({ path: VPSORG_LIST, times: 1, how: { kind: 'neverEnds' } });
    await press(popup, 'Back up vpsorg-01 now');
    await press(popup, 'Back up now');
    await until('the write is dripping', () => simulator.streams.length === 1);
    await check(popup);
    const says = /did not answer for .* in time/;
    await press(popup, /^2 more warnings/, { timeoutMs: 40_000 });
    for (const { label } of ACCOUNTS) await waitForText(popup, new RegExp(`for ${label} in time`), 30_000);
    await waitForText(popup, /No answer came: checking what happened/, 30_000);
    expect(await textOf(popup)).toContain('3 of 3 servers are covered');
    const [write, ...reads] = simulator.streams;
    expect(reads.map((stream) => stream.kind).sort()).toEqual(['drip', 'neverEnds', 'slowHeaders']);
    for (const stream of [...simulator.streams]) {
      await until(`the ${stream.kind} is cut off`, () => stream.state === 'dropped');
      const deadlineMs = (stream === write ? 25 : 20) * SECOND_MS;
      const lastedMs = (stream.droppedAtMs ?? 0) - stream.openedAtMs;
      expect(lastedMs, stream.kind).toBeGreaterThan(deadlineMs - 2 * SECOND_MS);
      expect(lastedMs, stream.kind).toBeLessThan(deadlineMs + 4 * SECOND_MS);
      expect(stream.bytes, stream.kind).toBeLessThan(10_000);
    }
    await heal(stage, popup, says);
  }, 150_000);

  test('no link of an answer is followed off its origin, however it is written', async () => {
    const { stage, popup } = await fleet(kind);
    const { simulator } = stage;
    const path = '/api/v1/backups/?page=2';
    const tricks = [
      `https://evil.test${path}`,
      `https://${hosts.vpsorg}@evil.test${path}`,
      `//evil.test${path}`,
      `https:\\\\evil.test${path.replaceAll('/', '\\')}`,
      `https://${hosts.vpsorg}:8443${path}`,
      `https://${hosts.vpsbg}${path}`,
    ];
    simulator.clearLog();
    for (const trick of tricks) {
      simulator.world.linksLead = trick;
      const before = simulator.requests.length;
      await check(popup);
      await waitForText(popup, /could not be read/, 30_000);
      await until('each list was asked for', () => {
        const paths = simulator.requests.slice(before).map(({ path }) => path);
        return [HOSTUP_LIST, VPSBG_LIST, VPSORG_LIST].every((list) => paths.includes(list));
      });
    }
    await check(popup);
    expect(simulator.requests.filter(({ query }) => /page=2/.test(query))).toEqual([]);
    expect(simulator.visits).toEqual([]);
    simulator.world.linksLead = 'https://evil.test/api/jobs/1';
    await press(popup, 'Back up hostup-01 now');
    await press(popup, 'Back up now');
    await until('the job is asked for where the provider’s jobs are', () =>
      simulator.requests.some(({ host, path }) => host === hosts.hostup && /^\/api\/jobs\/[^/]+$/.test(path)),
    );
    simulator.world.linksLead = null;
    await heal(stage, popup, /could not be read/);
  }, 120_000);
});
