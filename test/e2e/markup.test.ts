import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { afterEach, describe, expect, test } from 'vitest';
import { addAccount, press, waitForText } from '../harness/acts';
import { closedRoots } from '../harness/closed-roots';
import { LEFT_MEANWHILE } from '../harness/driver';
import { until } from '../harness/poll';
import { marked, markedShort, markupKeys, markupNumber, markupWorld } from '../simulator/markup-world';
import { waitForMarks } from './marks';
import { browsers, type Stage, setStage } from './stage';

const IN_PAGE = readFileSync(new URL('../harness/as-text.js', import.meta.url), 'utf8');
const PANEL = 'https://cloud.hostup.se';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

/** What follows a place's mark in each text where it stands; marks that reorder a line are left out of the comparison. */
function shownOf(texts: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const shown = new Map<string, string[]>();
  for (const text of texts) {
    const plain = text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
    for (const { 1: place = '', index } of plain.matchAll(/mk-([a-z-]+) /g)) {
      shown.set(place, [...(shown.get(place) ?? []), plain.slice(index)]);
    }
  }
  return shown;
}

/** Every mark stands with what belongs to it as it was sent (or the beginning of it and “…”), and of these places all of it
 * is to be seen. */
function expectWhole(
  texts: readonly string[],
  places: readonly string[],
  what: string,
  mayBeCut = false,
): void {
  const shown = shownOf(texts);
  for (const [place, all] of shown) {
    const whole = wholeOf(place);
    for (const text of all) {
      const cut = /^[^…]*(?=…)/.exec(text.slice(0, whole.length + 1))?.[0] ?? null;
      if (cut === null) expect(text.slice(0, whole.length), `${place} in ${what}`).toBe(whole);
      else expect(whole.startsWith(cut), `${place} in ${what}, cut: ${cut}`).toBe(true);
    }
  }
  const isWhole = (place: string) =>
    (shown.get(place) ?? []).some((text) => mayBeCut || text.startsWith(wholeOf(place)));
  const missing = places.filter((place) => !isWhole(place));
  expect(missing, `not seen in ${what}`).toEqual([]);
}

function wholeOf(place: string): string {
  if (place === 'hostup-id') return 'mk-hostup-id <img src=x onerror=pwned()>{{server}}$t(popup.title)';
  const whole = place.startsWith('own') ? markedShort(place) : marked(place);
  return whole.replace('\u202e', '');
}

describe.each(browsers)('markup as text in %s', (kind) => {
  async function expectNothingRan(page: Page, what: string): Promise<void> {
    expect(await page.evaluate('window.pwnedBy'), `run in ${what}`).toEqual([]);
    expect(
      await page.evaluate(`(() => { ${IN_PAGE}; return madeOf(document); })()`),
      `made in ${what}`,
    ).toEqual([]);
  }
  const textsOf = async (page: Page) =>
    (await page.evaluate(`(() => { ${IN_PAGE}; return textsOf(document.documentElement); })()`)) as string[];
  /** Opens everything that folds, the way a person would, until nothing is left to open. */
  const unfold = (page: Page) =>
    until('all is open', async () => {
      const opened = await page.evaluate(`(() => {
        for (const details of document.querySelectorAll('details:not([open])')) details.open = true;
        const shut = [...document.querySelectorAll('button[aria-expanded=false]:not([aria-disabled=true])')]
          .filter((button) => !button.matches('[data-unfolded]'));
        for (const button of shut) { button.dataset.unfolded = ''; button.click(); }
        return shut.length;
      })()`);
      return opened === 0;
    });

  async function open(path: string): Promise<Page> {
    if (stage === null) throw new Error('there is no stage');
    const page = await stage.driver.openPage(path);
    page.on('dialog', (dialog) => {
      throw new Error(`a dialog: ${dialog.message()}`);
    });
    await page.evaluate(`${IN_PAGE}; watchForRuns(); undefined`);
    return page;
  }

  test('whatever a provider sends or a person types is shown as it is, on every page', async () => {
    stage = await setStage(kind, markupWorld, { expectedErrors: LEFT_MEANWHILE });
    const { driver, simulator } = stage;
    const options = await open('options.html');
    for (const [provider, key] of Object.entries(markupKeys)) {
      await addAccount(driver, { provider, label: provider, key }, options);
    }
    const ask = (type: string, payload: object) =>
      options.evaluate(
        `(globalThis.browser ?? chrome).runtime.sendMessage(${JSON.stringify({ type, payload })})`,
      ) as Promise<{ ok: boolean; value: { text: string } }>;
    const stored = (store: string) =>
      options.evaluate(`new Promise((resolve, reject) => {
        const open = indexedDB.open('lastgood');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const got = open.result.transaction('${store}').objectStore('${store}').getAll();
          got.onsuccess = () => { open.result.close(); resolve(got.result); };
        };
      })`) as Promise<{ id: string; provider: string }[]>;
    await until('every account is read', async () => (await stored('servers')).length === 8, 20_000);
    const accounts = await stored('accounts');
    for (const { id, provider } of accounts) {
      expect(
        await ask('renameAccount', { accountId: id, label: markedShort(`own-${provider}`) }),
      ).toMatchObject({ ok: true });
    }
    const hostup = accounts.find(({ provider }) => provider === 'hostup')?.id ?? '';
    const whole = simulator.world.serverNamed('hostup', marked('hostup-name')).id;
    const failing = simulator.world.serverNamed('hostup', marked('hostup-failing')).id;

    expect(
      await ask('setLegacyId', {
        accountId: hostup,
        serverId: whole,
        legacyId: markupNumber,
        mustName: false,
      }),
    ).toMatchObject({ ok: true });
    await ask('backUpNow', {
      accountId: hostup,
      serverId: failing,
      note: markedShort('own-note'),
      cost: null,
    });
    expect(simulator.world.operations.map(({ note }) => note)).toEqual([markedShort('own-note')]);
    simulator.world.finishOperation(failing, marked('hostup-error'));
    simulator.fail({
      path: `/api/v2/vps/vps_refused/backups`,
      how: {
        kind: 'status',
        status: 423,
        body: { detail: marked('hostup-busy'), title: marked('hostup-title') },
      },
    });
    simulator.fail({
      path: '/api/v1/servers/',
      how: { kind: 'status', status: 418, body: { detail: marked('vpsorg-detail') } },
    });
    await ask('refresh', { accountId: null });

    const popup = await open('popup.html#page');
    await waitForText(popup, 'mk-hostup-name');
    await unfold(popup);
    await waitForText(popup, 'mk-hostup-snapshot');
    await waitForText(popup, 'mk-hostup-error', 40_000);
    expectWhole(
      await textsOf(popup),
      [
        'own-vpsbg',
        ...['hostup-name', 'hostup-address', 'hostup-state', 'hostup-note', 'hostup-note-two', 'hostup-kind'],
        ...['hostup-snapshot', 'hostup-snapshot-note', 'hostup-frequency', 'hostup-day'],
        ...['hostup-blocked', 'hostup-reason', 'hostup-id', 'hostup-failing', 'hostup-error', 'hostup-busy'],
        ...['hostup-run-error', 'vpsbg-hostname', 'vpsbg-address', 'vpsbg-gone', 'vpsbg-status'],
        ...['vpsbg-snapshot', 'vpsorg-name', 'vpsorg-address', 'vpsorg-status', 'vpsorg-note'],
        ...[
          'vpsorg-kind',
          'vpsorg-backup-status',
          'vpsorg-snapshot',
          'vpsorg-snapshot-note',
          'vpsorg-detail',
        ],
      ],
      'the popup',
    );
    await expectNothingRan(popup, 'the popup');
    await press(popup, 'All backups');
    await waitForText(popup, 'mk-hostup-note');
    expectWhole(await textsOf(popup), ['hostup-note', 'vpsorg-note', 'hostup-name'], 'all backups');
    await expectNothingRan(popup, 'all backups');

    const settings = await open('options.html');
    await waitForText(settings, 'mk-own-hostup');
    await unfold(settings);
    const labels = ['own-hostup', 'own-vpsbg', 'own-vpsorg'];
    expectWhole(await textsOf(settings), [...labels, 'hostup-name', 'vpsorg-detail'], 'the settings');
    const { value } = await ask('exportSettings', {});
    const file = JSON.parse(value.text) as { accounts: { id: string; label: string }[] };
    expect(file.accounts.map(({ label }) => label).sort()).toEqual(labels.map(markedShort));
    await importFile(settings, JSON.stringify({ ...file, [markedShort('own-field')]: 1 }));
    await waitForText(settings, 'mk-own-field');
    expectWhole(await textsOf(settings), ['own-field'], 'a refused file');
    const missing = { id: 'nobody', provider: 'hostup', label: markedShort('own-missing') };
    await importFile(settings, JSON.stringify({ ...file, accounts: [...file.accounts, missing] }));
    await waitForText(settings, 'mk-own-missing');
    expectWhole(await textsOf(settings), ['own-missing'], 'a file that was taken');
    await expectNothingRan(settings, 'the settings');
    expect((await ask('diagnostics', {})).value.text).not.toMatch(/mk-|pwned/);

    for (const hash of [`backup=${address(whole)}`, `legacy=${address(whole)}&number=4711`]) {
      const confirm = await open(`confirm.html#${hash}`);
      await waitForText(confirm, 'mk-hostup-name');
      expectWhole(await textsOf(confirm), ['hostup-name', 'hostup-address', 'own-hostup'], hash, true);
      await expectNothingRan(confirm, hash);
    }

    const notices = await until('the end of the backup is told', async () => {
      const shown = Object.values(await driver.notifications()).flatMap((notice) =>
        notice === null ? [] : [`${notice.title}\n${notice.message}`],
      );
      return shown.some((text) => text.includes('mk-hostup-error')) ? shown : null;
    });
    expectWhole(notices, ['hostup-failing', 'own-hostup', 'hostup-error'], 'the notifications', true);

    for (const path of ['/?account=1', `/instance/${encodeURIComponent(whole)}`]) {
      const panel = await driver.browser.newPage();
      await panel.goto(`${PANEL}${path}`);
      await panel.evaluate(`${IN_PAGE}; watchForRuns(); undefined`);
      await waitForMarks(driver, panel, 'the servers are marked', (marks) => marks.length > 0);
      const roots = await closedRoots(driver, panel);
      const parts = roots.flatMap((root) => root.parts);
      const said = [
        ...roots.map(({ text }) => text),
        ...parts.flatMap((part) => Object.values(part.attributes)),
      ];
      expectWhole(
        said,
        path.startsWith('/instance') ? ['hostup-kind'] : ['hostup-kind', 'hostup-reason'],
        path,
      );
      const tags = new Set(parts.map(({ tag }) => tag));
      for (const tag of ['img', 'script', 'iframe', 'a', 'b']) expect([...tags], path).not.toContain(tag);
      expect(await panel.evaluate('window.pwnedBy')).toEqual([]);
      await panel.close();
    }
    const loaded = [...simulator.visits, ...simulator.requests].map(({ path }) => path);
    expect(loaded.filter((path) => path.startsWith('/pwned'))).toEqual([]);
  }, 180_000);
});

const address = (serverId: string) => encodeURIComponent(`hostup/${serverId}`);

/** Gives the file chooser a file, as a person would. */
async function importFile(page: Page, text: string): Promise<void> {
  await page.evaluate(`(() => {
    const input = document.querySelector('input[type=file]');
    const chosen = new DataTransfer();
    chosen.items.add(new File([${JSON.stringify(text)}], 'settings.json', { type: 'application/json' }));
    input.files = chosen.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  })()`);
}
