import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, test } from 'vitest';
import { HOUR_MS } from '../../lib/model/time';
import { addAccount } from '../harness/acts';
import { inContentScript } from '../harness/content-world';
import { LEFT_MEANWHILE } from '../harness/driver';
import { until } from '../harness/poll';
import { allTypes } from '../unit/background/messages';
import { confirmPages, waitForMarks } from './marks';
import { browsers, type Stage, setStage } from './stage';

const PANEL = 'https://cloud.hostup.se/cards';
const STORM = readFileSync(new URL('../harness/message-storm.js', import.meta.url), 'utf8');
const COUNT = 10_000;
const OWN_KEY = 'sample-messages-own-key';
const OTHER_KEY = 'sample-messages-other-key';
/** What no panel of HostUp is told: labels, keys, other providers' servers, notes, ids of accounts (added below). */
const SECRETS = [
  OWN_KEY,
  OTHER_KEY,
  'label-of-the-zebra',
  'label-of-the-okapi',
  'elsewhere-01',
  'note-of-nobody',
];
const [, , OWN_LABEL = '', OTHER_LABEL = '', ELSEWHERE = '', NOTE = ''] = SECRETS;

type Answers = { readonly unsent: number; readonly answers: readonly (readonly [string, number])[] };
type Learnt = { readonly learnt: readonly string[]; readonly refused: number };

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

/** Everything that is stored, the vault as well, with each moment written as one. */
async function storedBy(own: Page): Promise<Record<string, unknown[]>> {
  return (await own.evaluate(`(async () => {
    const all = {};
    for (const name of ['lastgood', 'lastgood-vault']) {
      const database = await new Promise((resolve, reject) => {
        const open = indexedDB.open(name);
        open.onsuccess = () => resolve(open.result);
        open.onerror = () => reject(open.error);
      });
      for (const store of database.objectStoreNames) {
        all[name + '/' + store] = await new Promise((resolve, reject) => {
          const got = database.transaction(store).objectStore(store).getAll();
          got.onsuccess = () => resolve(got.result);
          got.onerror = () => reject(got.error);
        });
      }
      database.close();
    }
    all.local = [await (globalThis.browser ?? chrome).storage.local.get(null)];
    return JSON.parse(JSON.stringify(all, (key, value) => {
      if (value instanceof ArrayBuffer) return [...new Uint8Array(value)];
      // The clocks are compared anew by each answer that is read.
      if (key === 'skewMs') return 0;
      return typeof value === 'number' && value > 1e12 ? 'a moment' : value;
    }));
  })()`)) as Record<string, unknown[]>;
}

async function idsOf(own: Page): Promise<{ accounts: string[]; servers: string[] }> {
  const { 'lastgood/accounts': accounts = [], 'lastgood/servers': servers = [] } = await storedBy(own);
  return {
    accounts: (accounts as { id: string }[]).map(({ id }) => id),
    servers: (servers as { serverId: string }[]).map(({ serverId }) => serverId),
  };
}

describe.each(browsers)('messages in %s', (kind) => {
  /** Two providers' accounts, servers that are as `init` says, and an open panel of the first one. */
  async function open(init: { readonly free: boolean }) {
    stage = await setStage(
      kind,
      ({ world }) => {
        world.addAccount({ provider: 'hostup', key: OWN_KEY });
        world.addAccount({ provider: 'vpsorg', key: OTHER_KEY });
        for (const name of ['app-01', 'app-02']) {
          const server = world.addServer('hostup', {
            keys: [OWN_KEY],
            name,
            hostname: `${name}.example.com`,
          });
          world.addBackup(server, { createdAt: world.now() - 9 * HOUR_MS, note: NOTE });
          const mayStart = init.free && name === 'app-01';
          if (!mayStart) server.createGate = { allowed: false, reason: 'Not free', code: 'NOT_FREE' };
        }
        world.addServer('vpsorg', { keys: [OTHER_KEY], name: ELSEWHERE });
      },
      { expectedErrors: LEFT_MEANWHILE },
    );
    const { driver, simulator } = stage;
    const own = await addAccount(driver, { provider: 'hostup', label: OWN_LABEL, key: OWN_KEY });
    await addAccount(driver, { provider: 'vpsorg', label: OTHER_LABEL, key: OTHER_KEY }, own);
    const page = await driver.browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(PANEL);
    await waitForMarks(driver, page, 'both servers are marked', (marks) => marks.length === 2);
    const { accounts, servers } = await idsOf(own);
    expect([accounts.length, servers.length]).toEqual([2, 3]);
    const elsewhere = simulator.world.serverNamed('vpsorg', ELSEWHERE).id;
    const foreign = [elsewhere, 'nobody', '', `hostup/${servers[0]}`];
    const about = {
      types: allTypes,
      accounts,
      servers,
      extensionId: driver.extensionId,
      ownOrigin: driver.baseUrl,
      mayName: { panelBackUp: [...servers, ...foreign], panelRemember: foreign, panelDecline: foreign },
    };
    const writes = () => simulator.requests.filter(({ method }) => method !== 'GET');
    const storm = async (given: object): Promise<Answers> => {
      const [top] = await inContentScript(own, PANEL, `${STORM}; return storm(given);`, given);
      return top?.result as Answers;
    };
    return { driver, simulator, own, page, said, accounts, about, writes, storm };
  }

  /** The view of this panel, as its content script is given it. */
  async function expectGoodAnswers(own: Page): Promise<void> {
    const ask = (type: string) =>
      `return (globalThis.browser ?? chrome).runtime.sendMessage({ type: '${type}', payload: {} });`;
    const [top] = await inContentScript(own, PANEL, ask('panelView'));
    const view = top?.result as { ok: boolean; value: { servers: { name: string }[] } };
    expect(view.ok).toBe(true);
    expect(view.value.servers.map(({ name }) => name).sort()).toEqual(['app-01', 'app-02']);
    const exported = (await own.evaluate(`(async () => { ${ask('exportSettings')} })()`)) as { ok: boolean };
    expect(exported.ok).toBe(true);
  }

  /** Refusals, the public view, and what became of a click: nothing else, and nothing that is no panel's business. */
  function expectPanelRights({ answers }: Answers, accounts: readonly string[]): void {
    expect(answers.filter(([said]) => said.startsWith('thrown'))).toEqual([]);
    for (const [said] of answers) {
      for (const secret of [...SECRETS, ...accounts]) expect(said).not.toContain(secret);
      if (said === 'nothing') continue;
      const answer = JSON.parse(said) as { ok: boolean; value?: object | null; trouble?: { kind: string } };
      if (!answer.ok) expect(answer.trouble?.kind).toMatch(/^(internal|notFound)$/);
      else if (answer.value !== null && answer.value !== undefined) {
        expect(Object.keys(answer.value).sort().join()).toMatch(
          /^(dangerousWords,locale,servers,words|kind,trouble|kind,operationId|kind)$/,
        );
      }
    }
  }

  test('10,000 from a content script that was taken over start nothing, change nothing and learn nothing', async () => {
    const { own, accounts, about, writes, storm, driver, simulator } = await open({ free: false });
    const before = await storedBy(own);
    const requestsBefore = simulator.requests.length;
    const answers = await storm({ seed: 20_260_310, count: COUNT, atOnce: 50, about });
    expect(answers.answers.reduce((sum, [, times]) => sum + times, 0)).toBe(COUNT);
    expect(answers.unsent).toBeLessThan(COUNT / 4);
    expectPanelRights(answers, accounts);
    const kinds = answers.answers.map(([said]) => said).join('\n');
    expect(kinds, 'some were whole').toMatch(/"dangerousWords"/);
    expect(kinds, 'and named a server').toMatch(/"notStarted"/);
    expect(kinds, 'and were of own pages').toMatch(/"where":"message"/);
    expect(writes()).toEqual([]);
    expect(await confirmPages(driver)).toEqual([]);
    expect(await storedBy(own)).toEqual(before);
    // A server is read anew at most once in ten seconds, however often its button is pressed.
    expect(simulator.requests.length - requestsBefore).toBeLessThan(200);
    await expectGoodAnswers(own);
  }, 300_000);

  test('10,000 from the page itself do nothing at all', async () => {
    const { own, page, said, about, writes, driver } = await open({ free: true });
    const before = await storedBy(own);
    const mayName = { panelBackUp: about.servers, panelRemember: about.servers, panelDecline: about.servers };
    const addresses = [
      'popup.html',
      'options.html',
      'confirm.html#backup=hostup%2F1',
      'manifest.json',
      'panel.js',
    ];
    const given = {
      seed: 4711,
      count: COUNT,
      about: { ...about, mayName },
      addresses: addresses.map((path) => `${driver.baseUrl}/${path}`),
    };
    const { learnt, refused } = (await page.evaluate(
      `(async () => { ${STORM}; return pageStorm(${JSON.stringify(given)}); })()`,
    )) as Learnt;
    expect(learnt).toEqual([]);
    expect(refused, 'most of them were sent').toBeLessThan(COUNT / 2);
    expect(writes()).toEqual([]);
    expect(await confirmPages(driver)).toEqual([]);
    expect(await storedBy(own)).toEqual(before);
    for (const secret of SECRETS) expect(said.join('\n')).not.toContain(secret);
    await expectGoodAnswers(own);
  }, 300_000);

  test('2,000 clicks at once, forged in the content script, start one backup where one is free', async () => {
    const { own, accounts, about, writes, storm, simulator, driver } = await open({ free: true });
    const { id } = simulator.world.serverNamed('hostup', 'app-01');
    const only = { ...about, types: ['panelBackUp'], mayName: { ...about.mayName, panelBackUp: [id] } };
    const before = await storedBy(own);
    const answers = await storm({ seed: 7, count: 2000, atOnce: 100, about: only });
    expectPanelRights(answers, accounts);
    expect(answers.answers.filter(([said]) => said.includes('"started"'))).toHaveLength(1);
    expect(writes()).toHaveLength(1);
    expect(writes()[0]?.path).toContain(id);
    expect(await confirmPages(driver)).toEqual([]);
    const after = await storedBy(own);
    expect(after['lastgood/operations']).toHaveLength(1);
    for (const store of [
      'lastgood/accounts',
      'lastgood/settings',
      'lastgood-vault/keys',
      'lastgood/snoozes',
    ]) {
      expect([store, after[store]]).toEqual([store, before[store]]);
    }
    await expectGoodAnswers(own);
  }, 300_000);

  test('a frame in the panel is nobody, though our rights are lent to it', async () => {
    const { own, page } = await open({ free: true });
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('iframe'), { src: '/cards?framed' }))`,
    );
    await until('the frame has loaded', () =>
      page.evaluate(
        `frames.length === 1 && frames[0].location.search === '?framed' && frames[0].document.readyState === 'complete'`,
      ),
    );
    const ask = `return Promise.race([
      (globalThis.browser ?? chrome).runtime.sendMessage({ type: 'panelView', payload: {} }),
      new Promise((resolve) => setTimeout(() => resolve('no answer'), 2000)),
    ]).then((answer) => answer?.ok ?? 'no answer', () => 'no answer');`;
    const answers = await inContentScript(own, PANEL, ask, null, { allFrames: true });
    expect(answers.map(({ frameId, result }) => [frameId === 0, result])).toEqual([
      [true, true],
      [false, 'no answer'],
    ]);
  });

  test('what an extension may store is out of the content script’s reach, or holds nothing', async () => {
    const { own } = await open({ free: true });
    await own.evaluate(
      `(globalThis.browser ?? chrome).storage.session.set({ stateKey: 'sentinel-of-the-session' })`,
    );
    expect(
      await own.evaluate(
        `(globalThis.browser ?? chrome).storage.session.get('stateKey').then((all) => all.stateKey)`,
      ),
    ).toBe('sentinel-of-the-session');
    const [top] = await inContentScript(
      own,
      PANEL,
      `const { storage, extension, runtime } = globalThis.browser ?? chrome;
      const tried = async (get) => {
        try {
          return JSON.stringify((await get()) ?? null);
        } catch (error) {
          return 'refused';
        }
      };
      const databases = await indexedDB.databases();
      return {
        isOurs: typeof globalThis.lastgoodStop,
        session: await tried(() => storage.session.get(null)),
        sessionBytes: await tried(() => storage.session.getBytesInUse(null)),
        opened: await tried(() => storage.session.setAccessLevel({ accessLevel: 'TRUSTED_AND_UNTRUSTED_CONTEXTS' })),
        sessionAfter: await tried(() => storage.session.get(null)),
        local: await tried(() => storage.local.get(null)),
        sync: await tried(() => storage.sync.get(null)),
        databases: databases.map(({ name }) => name),
        page: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
        background: await tried(() => runtime.getBackgroundPage()),
        views: await tried(() => extension.getViews().length),
      };`,
    );
    const seen = top?.result as Record<string, unknown>;
    expect(seen.isOurs, 'it was the world of our own script').toBe('function');
    expect(JSON.stringify(seen)).not.toContain('sentinel-of-the-session');
    expect(seen).toMatchObject({ session: 'refused', sessionBytes: 'refused', sessionAfter: 'refused' });
    expect(seen.opened, 'nor can it open the room for itself').toBe('refused');
    expect(seen.local).toMatch(/^(refused|\{\})$/);
    expect(seen.sync).toMatch(/^(refused|\{\})$/);
    expect(seen.databases).toEqual([]);
    expect(seen.page).toBe('[{},{}]');
    expect(seen.background).toMatch(/^(refused|null)$/);
  });
});
