import { HOUR_MS } from '../../../lib/model/time';
import type { FailureKind } from '../../simulator/failures';
import { hosts, type SimProvider } from '../../simulator/types';
import { press, waitForText } from '../acts';
import { until } from '../poll';
import { cannotRead, later } from './clock';
import { about } from './confirming';
import { dashboard } from './dashboard';
import { options } from './options';
import { asPage, popup } from './popup';
import { type Backstage, POPUP, type Scene, WINDOW } from './scene';
import { t } from './words';

/** Every warning stands open: the fold has a number in its name that differs from scene to scene. */
const unfoldCards = async ({ page }: Backstage): Promise<void> => {
  await until('the warnings have a fold', () =>
    page.evaluate(`(() => {
      const fold = document.querySelector('.folds [aria-expanded=false]');
      if (fold !== null) fold.click();
      return document.querySelector('.folds [aria-expanded=true]') !== null;
    })()`),
  );
};

type Failures = Partial<Readonly<Record<SimProvider, FailureKind>>>;

/** From now on the providers answer like this; checked anew, so many accounts cannot be read. */
const failing =
  (failures: Failures, count: number) =>
  async ({ page, simulator }: Backstage): Promise<void> => {
    simulator.clearFailures();
    for (const provider of ['hostup', 'vpsbg', 'vpsorg'] as const) {
      const how = failures[provider];
      if (how) simulator.fail({ host: hosts[provider], how });
    }
    await press(page, t('popup.refresh'));
    await waitForText(page, t('popup.refreshPartly', { count }), 90_000);
  };

const status = (code: number, headers: Record<string, string> = {}, body?: unknown): FailureKind => ({
  kind: 'status',
  status: code,
  headers,
  ...(body === undefined ? {} : { body }),
});

const report = (state: string, shows: () => string = () => t('report.coverage')): Scene => ({
  page: 'report',
  state,
  size: WINDOW,
  whole: true,
  shows,
});

/** What each provider may answer instead of a list, told on every page. */
export const troubles: readonly Scene[] = [
  asPage('troubles', {
    once: failing({ hostup: status(403), vpsbg: status(500), vpsorg: status(200, {}, { servers: 7 }) }, 4),
    steps: unfoldCards,
  }),
  popup('troubles'),
  options('troubles'),
  dashboard('troubles', 'view=servers'),
  report('troubles'),
  asPage('troubles-more', {
    async once(stage) {
      stage.simulator.world.revokeKey('sample-vpsbg-personal-key');
      await failing({ hostup: { kind: 'html' }, vpsorg: status(429, { 'Retry-After': '3600' }) }, 4)(stage);
    },
    steps: unfoldCards,
  }),
  options('troubles-more'),
  asPage('not-permitted', {
    async once({ page, driver, simulator }) {
      simulator.clearFailures();
      await driver.revokeOrigins(['https://cloud.hostup.se/*']);
      await waitForText(page, 'https://cloud.hostup.se', 20_000);
    },
    steps: unfoldCards,
  }),
  options('not-permitted'),
];

/** Longer ago than a reading vouches for. */
const tooOld = ({ page }: Backstage) => later(page, 9 * HOUR_MS);

/** No network: what is known stays, until it is too old to vouch for anything. */
export const offline: readonly Scene[] = [
  popup('offline', {
    async once({ page, driver }) {
      await driver.setOffline(true);
      await press(page, t('popup.refresh'));
      await waitForText(page, t('popup.card.noneReached'), 60_000);
    },
  }),
  about('unreachable', 'backup', { server: 'cache-03' }, { shows: () => t('confirm.examine.again') }),
  popup('stale', { steps: tooOld }),
  asPage('stale', { steps: tooOld }),
  dashboard('stale', 'view=servers', { steps: tooOld }),
  { ...report('stale'), steps: tooOld },
  asPage('in-doubt', {
    async once({ page, driver, simulator }) {
      // What was asked for is not known to have arrived: the list before it was read all the same.
      await driver.setOffline(false);
      simulator.fail({ method: 'POST', how: { kind: 'reset' } });
      await press(page, t('create.named', { server: 'cache-03' }));
      await press(page, t('create.button'));
      await waitForText(page, t('operation.checking'), 30_000);
    },
  }),
];

const unreadable = (page: string, shows: () => string): Scene => ({
  page,
  state: 'unreadable',
  size: WINDOW,
  shows,
  steps: async (stage) => {
    await cannotRead(stage.page);
    await waitForText(stage.page, t('popup.stateFailed', { why: 'internal' }));
  },
});

/** The stored data itself cannot be read. */
export const unreadables: readonly Scene[] = [
  { ...unreadable('popup', () => 'db-02'), size: POPUP },
  unreadable('dashboard', () => 'db-02'),
  unreadable('options', () => t('options.add')),
];
