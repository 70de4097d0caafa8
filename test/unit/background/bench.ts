import 'fake-indexeddb/auto';
import { type Background, createBackground } from '../../../lib/background/background';
import type { Environment } from '../../../lib/background/environment';
import type { Badge, Platform } from '../../../lib/background/platform';
import type { Cost } from '../../../lib/background/vault/envelope';
import type { SessionMemory } from '../../../lib/background/vault/unlocked';
import { Vault } from '../../../lib/background/vault/vault';
import type { Overview } from '../../../lib/fleet/types';
import type { ProviderId } from '../../../lib/model/account';
import type { Answer, MessageType, Payload, Result } from '../../../lib/model/messages';
import type { PanelMessages } from '../../../lib/model/panel';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../../lib/model/time';
import { Store } from '../../../lib/state/store';
import { createSimulator, type Simulator } from '../../simulator/simulator';
import { CHEAP } from './vault/cheap';

/** What the browser keeps when a worker dies, and what a person sees of it. */
type Surroundings = {
  readonly origins: Set<string>;
  readonly notices: { id: string; title: string; message: string }[];
  /** The ids of those that are still to be seen. */
  readonly onScreen: Set<string>;
  /** Notifications that the browser refuses to show. */
  readonly refused: Set<string>;
  /** What the browser says of notifications, as Chrome does. */
  notificationLevel: string | null;
  badge: Badge | null;
  alarmAt: EpochMs | null;
  /** Panels that the content script is registered for. */
  panels: readonly string[];
  /** Of our item in the menu of a selected text. */
  menuTitle: string | null;
  /** Pages of the extension that were opened. */
  readonly opened: string[];
  /** What the browser keeps in memory until it closes. */
  session: Readonly<Record<string, unknown>>;
};

/**
 * A background on a bench: the real one, against the simulator, in a browser of memory whose clock the test turns.
 * `kill()` stops the worker in the middle of whatever it does; `start()` brings up the next one.
 */
export type Bench = {
  readonly simulator: Simulator;
  /** Those of the last worker that was started: what they have unlocked goes with it. */
  readonly store: Store;
  readonly vault: Vault;
  readonly databases: { readonly state: string; readonly vault: string };
  readonly browser: Surroundings;
  /** The method of each request that left, at the moment it did: the simulator's log has it once it is answered. */
  readonly left: readonly string[];
  readonly start: () => Promise<void>;
  readonly kill: () => void;
  /** Closes the browser: the worker dies and the browser's memory is empty. */
  readonly closeBrowser: () => void;
  /** Kills the worker at its n-th effect from now (1 = the next), before or after the effect has happened. */
  readonly killAt: (n: number, when: 'before' | 'after') => void;
  /** The worker's effects since the beginning, or since `killAt`. */
  readonly effects: () => number;
  /** Of those, the ones until the last message was answered: its wake goes on behind it. */
  readonly effectsOfAnswer: () => number;
  readonly isAlive: () => boolean;
  /** As the confirm page does: it may send every message. */
  readonly send: <T extends MessageType>(type: T, payload: Payload<T>) => Promise<Result<Answer<T>>>;
  /** The same without the wake behind it: what follows is what the background itself sees to. */
  readonly ask: <T extends MessageType>(type: T, payload: Payload<T>) => Promise<Result<Answer<T>>>;
  /** Sends a message as the content script in a provider's panel does. */
  readonly sendFromPanel: <T extends keyof PanelMessages>(
    provider: ProviderId,
    type: T,
    payload: PanelMessages[T]['payload'],
  ) => Promise<Result<PanelMessages[T]['answer']>>;
  readonly wake: () => Promise<void>;
  readonly pageOf: (noticeId: string) => Promise<string | null>;
  readonly look: () => Promise<Overview | null>;
  /** As the person's keys do on the page with this address. */
  readonly backUpCurrent: (address: string | null) => Promise<void>;
  readonly permissionsChanged: () => Promise<void>;
  /** Lets time pass: alarms and, while the worker lives, its timers fire at their moments. */
  readonly pass: (ms: number) => Promise<void>;
};

let count = 0;

/** A worker without an effect for so many turns of the loop has come to rest. */
const QUIET_TURNS = 3;
/** A request that hangs is not waited for. */
const MOST_TURNS = 500;

/** A promise that a dead worker waits for. */
const never = new Promise<never>(() => {});

export async function createBench(simulator = createSimulator(), cost: Cost = CHEAP): Promise<Bench> {
  // At a whole second, as the providers' rows are dated: a moment that passed since the start must not show.
  simulator.clock.freeze(Math.floor(simulator.clock.now() / SECOND_MS) * SECOND_MS);
  const name = `bench-${count++}`;
  const databases = { state: name, vault: `${name}-vault` };
  const left: string[] = [];
  let store: Store;
  let vault: Vault;
  const browser: Surroundings = {
    origins: new Set(),
    notices: [],
    onScreen: new Set(),
    refused: new Set(),
    notificationLevel: null,
    badge: null,
    alarmAt: null,
    panels: [],
    menuTitle: null,
    opened: [],
    session: {},
  };
  let worker: Worker | null = null;
  let inFlight = 0;
  const alive = () => worker !== null && !worker.dead;

  type Worker = { readonly background: Background; timers: { at: EpochMs }[]; dead: boolean };

  async function start(): Promise<void> {
    // As in a browser: whatever the last worker had unlocked was in its memory.
    const mineStore = await Store.open(databases.state);
    const mineVault = await Vault.open(databases.vault, cost);
    store = mineStore;
    vault = mineVault;
    const life: { effects: number; killAt: { n: number; when: 'before' | 'after' } | null } = plan;
    const mine: Worker = { background: null as unknown as Background, timers: [], dead: false };
    /** Every effect of the worker passes here, so that it can die before or after any of them. */
    const effect = async <T>(run: () => Promise<T>): Promise<T> => {
      if (mine.dead) return never;
      life.effects++;
      const at = life.killAt;
      const dies = at !== null && life.effects === at.n;
      if (dies && at.when === 'before') mine.dead = true;
      if (mine.dead) return never;
      inFlight++;
      const result = await run().finally(() => {
        inFlight--;
        if (dies) mine.dead = true;
      });
      return mine.dead ? never : result;
    };
    const environment: Environment = {
      store: guarded(mineStore, effect),
      vault: guarded(mineVault, effect),
      session: guarded(sessionOf(browser), effect),
      platform: guarded(platformOf(browser), effect),
      fetch: (input, init) =>
        effect(() => {
          const request = new Request(input, init);
          left.push(request.method);
          return simulator.fetch(request);
        }),
      now: simulator.clock.now,
      random: () => 0.5,
      later: (_run, ms) => {
        mine.timers.push({ at: simulator.clock.now() + ms });
      },
    };
    worker = Object.assign(mine, { background: createBackground(environment) });
  }
  const plan: { effects: number; killAt: { n: number; when: 'before' | 'after' } | null } = {
    effects: 0,
    killAt: null,
  };

  /** Ends when the work has ended or the worker has died over it. */
  async function untilDone<T>(work: Promise<T>): Promise<T | null> {
    const current = worker;
    let done = false;
    const ended = work.finally(() => {
      done = true;
    });
    const death = (async () => {
      while (!done && current && !current.dead) await new Promise((resolve) => setTimeout(resolve, 1));
      return null;
    })();
    const result = await Promise.race([ended, death]);
    return done ? ended : result;
  }

  /** Ends when the worker has come to rest, what nobody waits for included, or has died. */
  async function settled(): Promise<void> {
    let quiet = 0;
    for (let turn = 0; turn < MOST_TURNS && quiet < QUIET_TURNS && alive(); turn++) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      quiet = inFlight === 0 ? quiet + 1 : 0;
    }
  }

  async function wake(): Promise<void> {
    await brought();
    await untilDone(running().background.wake());
    await settled();
  }

  let effectsOfAnswer = 0;
  let starting: Promise<void> | null = null;
  /** Brings up a worker where there is none: one, however many ask for it at once. */
  async function brought(): Promise<void> {
    if (alive()) return;
    starting ??= start().finally(() => {
      starting = null;
    });
    await starting;
  }

  function running(): Worker {
    if (worker === null || worker.dead) throw new Error('the worker is dead');
    return worker;
  }

  async function pass(ms: number): Promise<void> {
    const end = simulator.clock.now() + ms;
    for (;;) {
      const timers = alive() ? running().timers.map(({ at }) => at) : [];
      const next = Math.min(...timers, browser.alarmAt ?? Number.POSITIVE_INFINITY);
      if (next > end) break;
      simulator.clock.freeze(Math.max(next, simulator.clock.now()));
      if (worker) worker.timers = worker.timers.filter(({ at }) => at > next);
      if (browser.alarmAt !== null && browser.alarmAt <= next) browser.alarmAt += MINUTE_MS;
      await wake();
    }
    simulator.clock.freeze(end);
  }

  await start();
  return {
    simulator,
    get store() {
      return store;
    },
    get vault() {
      return vault;
    },
    databases,
    browser,
    left,
    start: brought,
    kill: () => {
      running().dead = true;
    },
    closeBrowser: () => {
      if (worker) worker.dead = true;
      browser.session = {};
    },
    killAt: (n, when) => {
      plan.effects = 0;
      plan.killAt = { n, when };
    },
    effects: () => plan.effects,
    effectsOfAnswer: () => effectsOfAnswer,
    isAlive: alive,
    async ask(type, payload) {
      await brought();
      return (await running().background.handle({ type, payload }, 'confirm')) as Result<Answer<typeof type>>;
    },
    async send(type, payload) {
      await brought();
      const answer = await untilDone(running().background.handle({ type, payload }, 'confirm'));
      effectsOfAnswer = plan.effects;
      // The message's own wake goes on behind its answer: this one ends with it.
      if (alive()) await untilDone(running().background.wake());
      await settled();
      if (answer === null) return { ok: false, trouble: { kind: 'internal', where: 'the worker died' } };
      return answer as Result<Answer<typeof type>>;
    },
    async sendFromPanel(provider, type, payload) {
      await brought();
      const answer = await untilDone(running().background.handlePanel({ type, payload }, provider));
      if (alive()) await untilDone(running().background.wake());
      if (answer === null) return { ok: false, trouble: { kind: 'internal', where: 'the worker died' } };
      return answer as Result<PanelMessages[typeof type]['answer']>;
    },
    wake,
    async pageOf(noticeId) {
      await brought();
      return untilDone(running().background.pageOf(noticeId));
    },
    async look() {
      await brought();
      return untilDone(running().background.look());
    },
    async backUpCurrent(address) {
      await brought();
      await untilDone(running().background.backUpCurrent(address));
      if (alive()) await untilDone(running().background.wake());
    },
    async permissionsChanged() {
      await brought();
      await untilDone(running().background.permissionsChanged());
    },
    pass,
  };
}

function sessionOf(browser: Surroundings): SessionMemory {
  return {
    read: async () => browser.session,
    write: async (entries) => {
      browser.session = { ...browser.session, ...entries };
    },
    remove: async (names) => {
      browser.session = Object.fromEntries(
        Object.entries(browser.session).filter(([name]) => !names.includes(name)),
      );
    },
    clear: async () => {
      browser.session = {};
    },
  };
}

/** The least that a browser does: alarms no sooner than 30 s, permissions, notifications by id. */
function platformOf(browser: Surroundings): Platform {
  return {
    about: async () => ({ extensionVersion: '0.1.0', browser: { name: 'Firefox', version: '140.0' } }),
    hasOrigin: async (pattern) => browser.origins.has(pattern),
    releaseOrigin: async (pattern) => {
      browser.origins.delete(pattern);
    },
    wakeAt: async (at) => {
      browser.alarmAt = at;
    },
    sleep: async () => {
      browser.alarmAt = null;
    },
    stayAwake: async () => undefined,
    notify: async (id, title, message) => {
      if (browser.refused.has(id)) throw new Error('the system shows no notifications');
      browser.notices.push({ id, title, message });
      browser.onScreen.add(id);
    },
    clearNotices: async () => browser.onScreen.clear(),
    notificationLevel: async () => browser.notificationLevel,
    setBadge: async (badge) => {
      browser.badge = badge;
    },
    runPanelScripts: async (wanted) => {
      browser.panels = wanted.map(({ provider }) => provider);
    },
    tellPanels: async () => undefined,
    showMenuItem: async (title) => {
      browser.menuTitle = title;
    },
    openPage: async (path) => {
      browser.opened.push(path);
    },
  };
}

/** The same object, whose every method is an effect. */
function guarded<T extends object>(target: T, effect: <R>(run: () => Promise<R>) => Promise<R>): T {
  return new Proxy(target, {
    get(object, property) {
      const value: unknown = Reflect.get(object, property);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => effect(() => Promise.resolve(value.apply(object, args)));
    },
  });
}
