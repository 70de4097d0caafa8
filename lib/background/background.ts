import { overview } from '../fleet/overview';
import type { Overview } from '../fleet/types';
import type { AccountId, ProviderId } from '../model/account';
import type { Messages, Result } from '../model/messages';
import { originPattern, providerInfo } from '../providers/origins';
import { setLanguage, t } from '../text/i18n';
import { createAccounts, firstStatus } from './accounts';
import { type Actions, createActions } from './actions';
import { createChecks } from './checks';
import { createClockwork } from './clockwork';
import { diagnosticsText } from './diagnostics';
import type { Environment } from './environment';
import { withFaultsNoted } from './faults';
import { createFollower } from './follow';
import { createJournal } from './journal';
import { createJudge, silentWhenLocked } from './judge';
import { createLooks } from './looks';
import { PAGE_VIEW, pageOfNotice } from './pages';
import { createPanelDesk } from './panel/desk';
import { createPanelSync } from './panel/scripts';
import { createPlanner } from './plans/planner';
import { createSteps } from './plans/steps';
import { createRefresher } from './refresh';
import { type Handlers, route, routePanel } from './router';
import { createScheduleActions } from './schedule-actions';
import type { OwnPage } from './sender';
import { createSessions } from './sessions';
import { createBackUpCurrent } from './shortcuts/back-up-current';
import { createLock } from './vault/lock';
import { createLockHandlers } from './vault/messages';
import { createWishes } from './wishes';

export type Background = {
  /** Does what is due; called at every start of the worker, by the alarm, and after every message that changed something. */
  readonly wake: () => Promise<void>;
  /** Answers a message of an own page. */
  readonly handle: (message: unknown, page: OwnPage) => Promise<Result<unknown>>;
  /** Answers a message of the content script in a provider's panel. */
  readonly handlePanel: (message: unknown, provider: ProviderId) => Promise<Result<unknown>>;
  /** The person gave or took a host permission in the browser's own settings. */
  readonly permissionsChanged: () => Promise<void>;
  /** Brings the registrations of the content script in line with accounts, settings and permissions. */
  readonly syncPanels: () => Promise<void>;
  /** The page that a click on a notification opens, null for none; while it is locked, the one that asks to unlock. */
  readonly pageOf: (noticeId: string) => Promise<string | null>;
  /** What is stored, judged at this moment, for the browser's own controls; null while it is locked. Starts nothing. */
  readonly look: () => Promise<Overview | null>;
  /** Puts our item into the browser's menu, in the language of now. */
  readonly showMenuItem: () => Promise<void>;
  /** "Back up now" for the server that an address of a provider's panel names. */
  readonly backUpCurrent: (address: string | null) => Promise<void>;
};

/** Wires the parts of the background; everything outside of it comes in by the environment. */
export function createBackground(env: Environment): Background {
  const lock = createLock(env, {
    dropped: (account) => firstStatus(account, env.now()),
    keyWiped: (account) => ({
      ...firstStatus(account, env.now()),
      trouble: { kind: 'keyMissing' },
      troubleSince: env.now(),
    }),
  });
  const sessions = createSessions(env, lock);
  const refresher = createRefresher(env, sessions);
  const looks = createLooks(env, refresher);
  const journal = createJournal(env, { sessions, refresher, looks });
  const follower = createFollower(env, sessions, looks);
  const accounts = createAccounts(env, sessions, refresher);
  const judge = createJudge(silentWhenLocked(env, lock));
  const checks = createChecks(env, sessions, refresher);
  const planner = createPlanner(env, createSteps(env, { journal, checks }));
  const actions = createActions(env, { checks, journal, planner, refresher });
  const clockwork = createClockwork(env, { journal, follower, planner, refresher, judge, lock });
  const scheduleActions = createScheduleActions({ checks, journal, refresher, wake: clockwork.wake });
  const wishes = createWishes(env);
  const syncPanels = createPanelSync(env);
  const desk = createPanelDesk(env, { journal, refresher, wake: clockwork.wake });

  /** Makes accounts due now; a key that could not write may have been given the right since. */
  async function makeDue(only: AccountId | null): Promise<void> {
    for (const status of await env.store.statuses()) {
      if (only !== null && status.accountId !== only) continue;
      if (status.trouble !== null && status.trouble.kind === 'rateLimited') continue;
      await env.store.updateStatus(status.accountId, (current) => ({
        ...current,
        nextRefreshAt: env.now(),
        writes: current.writes === 'refused' ? 'untried' : current.writes,
      }));
    }
  }

  const handlers: Handlers = {
    async addAccount({ provider, label, key }) {
      const account = await accounts.add(provider, label, key);
      await syncPanels();
      void clockwork.wake();
      return account;
    },
    async replaceKey({ accountId, key }) {
      await accounts.replaceKey(accountId, key);
      void clockwork.wake();
      return null;
    },
    async renameAccount({ accountId, label }) {
      await accounts.rename(accountId, label);
      return null;
    },
    async removeAccount({ accountId }) {
      await accounts.remove(accountId);
      await syncPanels();
      void clockwork.wake();
      return null;
    },
    async setLegacyId({ accountId, serverId, legacyId, mustName }) {
      await accounts.setLegacyId(accountId, serverId, legacyId, mustName);
      return null;
    },
    async refresh({ accountId }) {
      await makeDue(accountId);
      await clockwork.wake();
      return null;
    },
    async backUpNow({ accountId, serverId, note, cost }): Promise<Messages['backUpNow']['answer']> {
      try {
        const task = { kind: 'create', note: note || null, cost } as const;
        return { operationId: await journal.start({ accountId, serverId, task }) };
      } finally {
        void clockwork.wake();
      }
    },
    ...waking(actions, clockwork.wake),
    ...scheduleActions,
    async changeSettings({ change }) {
      await env.store.changeSettings(change);
      if (change.language !== undefined) {
        setLanguage(change.language);
        await showMenuItem();
      }
      await syncPanels();
      void clockwork.wake();
      return null;
    },
    async snooze({ target, span }) {
      await wishes.snooze(target, span);
      void clockwork.wake();
      return null;
    },
    testNotification: wishes.testNotification,
    exportSettings: wishes.exportSettings,
    async importSettings({ text }) {
      const outcome = await wishes.importSettings(text);
      await syncPanels();
      void clockwork.wake();
      return outcome;
    },
    ...createLockHandlers(lock, { wake: clockwork.wake, unlocked: dueByPermission }),
    diagnostics: async () => ({ text: await diagnosticsText(env) }),
  };

  /** Only the accounts that the change concerns: those that lack their origin, or lacked it until now. */
  async function dueByPermission(): Promise<void> {
    for (const account of await env.store.accounts()) {
      const status = await env.store.status(account.id);
      const lacked =
        status !== undefined && status.trouble !== null && status.trouble.kind === 'permissionMissing';
      const has = await env.platform.hasOrigin(originPattern(providerInfo(account.provider)));
      if (lacked === has) await makeDue(account.id);
    }
  }

  async function permissionsChanged(): Promise<void> {
    if (!(await isLocked())) await dueByPermission();
    await syncPanels();
    await clockwork.wake();
  }

  /** Whether it is locked at this moment: what is asked after the time was over finds it locked, a sign of use too. */
  async function isLocked(): Promise<boolean> {
    await lock.start();
    const before = lock.state();
    // Whether its time is over may be beyond reading; what unlocks, locks and wipes has to work all the same.
    await withFaultsNoted(env, 'lock', lock.lockIfIdle());
    const after = lock.state();
    if (after !== before) void clockwork.wake();
    return after === 'locked';
  }

  const showMenuItem = () => withFaultsNoted(env, 'menu', env.platform.showMenuItem(t('shortcut.menu')));
  const backUpCurrent = createBackUpCurrent(env, desk, isLocked);

  return {
    wake: clockwork.wake,
    handle: (message, page) => route(message, page, handlers, isLocked),
    handlePanel: (message, provider) => routePanel(message, provider, desk, isLocked),
    syncPanels,
    permissionsChanged: () => withFaultsNoted(env, 'permissionsChanged', permissionsChanged()),
    async pageOf(noticeId) {
      if (await isLocked()) return PAGE_VIEW;
      return pageOfNotice(noticeId, await env.store.readAll());
    },
    look: async () => ((await isLocked()) ? null : overview(await env.store.readAll(), env.now())),
    showMenuItem,
    backUpCurrent: (address) => withFaultsNoted(env, 'backUpCurrent', backUpCurrent(address)),
  };
}

/** Each action, and then what is due because of it, whether it was refused or not. */
function waking(actions: Actions, wake: () => Promise<void>): Actions {
  const then =
    <Given, Gives>(act: (given: Given) => Promise<Gives>) =>
    (given: Given): Promise<Gives> =>
      act(given).finally(() => void wake());
  return {
    examine: then(actions.examine),
    readServers: then(actions.readServers),
    restoreSources: actions.restoreSources,
    restore: then(actions.restore),
    deleteBackup: then(actions.deleteBackup),
    makeRoom: then(actions.makeRoom),
    backUpMany: then(actions.backUpMany),
  };
}
