import { isDue } from '../fleet/hold';
import { nextTellingAt } from '../fleet/notices/ready';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../model/time';
import { failedBadge, lockedBadge } from './badge';
import { endTellingAt } from './end-notices';
import type { Environment } from './environment';
import { withFaultsNoted } from './faults';
import { type Follower, isLookDue, isOpen } from './follow';
import type { Journal } from './journal';
import type { Judge } from './judge';
import type { Planner } from './plans/planner';
import { LEAST_ALARM_MS } from './platform';
import type { Refresher } from './refresh';
import type { Lock } from './vault/lock';
import { noteAlive } from './watching';

export type Clockwork = {
  /**
   * Does everything whose time has come, then sets the next alarm. Safe to call at any moment, any number of times.
   * While it is locked that is nothing: no alarm, no request, no word, and no sign of life for the watch.
   */
  readonly wake: () => Promise<void>;
};

/** Shorter waits than this may be kept in memory as well: a living worker then need not wait for the alarm. */
const MEMORY_WAIT_MS = 20 * SECOND_MS;
const STAY_AWAKE_EVERY_MS = 20 * SECOND_MS;
/** While there is an account, it is looked at at least this often: findings come of the passing of time too. */
const JUDGE_EVERY_MS = 15 * MINUTE_MS;

/**
 * Decides by the wall clock, from stored state alone, what is due: a worker that was killed, a browser that was
 * closed and a computer that slept all come back to the same place.
 */
export function createClockwork(
  env: Environment,
  parts: {
    readonly journal: Journal;
    readonly follower: Follower;
    readonly planner: Planner;
    readonly refresher: Refresher;
    readonly judge: Judge;
    readonly lock: Lock;
  },
): Clockwork {
  const { journal, follower, planner, refresher, lock } = parts;
  const { judge } = parts.judge;
  let busy = 0;
  let keepingAwake = false;
  let timerAt: EpochMs = Number.POSITIVE_INFINITY;

  async function refreshDue(): Promise<void> {
    const { refreshEveryMs } = await env.store.settings();
    const due = (await env.store.statuses()).filter((status) => isDue(status, refreshEveryMs, env.now()));
    await Promise.all(due.map((status) => refresher.refresh(status.accountId).then(judge)));
  }

  /** Sets the alarm for the next thing due, and a timer beside it where that is sooner than an alarm may be. */
  async function plan(): Promise<void> {
    const { store } = env;
    // Not `readAll`: the servers, by far the most of what is stored, decide nothing here.
    const [settings, statuses, operations, plans, findings, snoozes] = await Promise.all([
      store.settings(),
      store.statuses(),
      store.operations(),
      store.plans(),
      store.findings(),
      store.snoozes(),
    ]);
    const lockAt = await lock.lockAt();
    const planAt = await planner.nextAt({ plans, operations, statuses });
    // Locked meanwhile: no alarm is to follow the one that was just cleared.
    if (lock.state() === 'locked') return;
    const now = env.now();
    const { refreshEveryMs } = settings;
    const inHand =
      statuses.some((status) => refresher.isRunning(status.accountId)) ||
      operations.some((operation) => operation.state === 'sending');
    const next = Math.min(
      lockAt,
      planAt,
      // One that the browser would not show is tried again a little later, not at once.
      endTellingAt({ operations, plans }, settings, now),
      ...statuses
        .filter((status) => !refresher.isRunning(status.accountId))
        .map((status) => (isDue(status, refreshEveryMs, now) ? now : status.nextRefreshAt)),
      ...operations.map((operation) => {
        if (!isOpen(operation)) return Number.POSITIVE_INFINITY;
        return isLookDue(operation, now) ? now : operation.nextPollAt;
      }),
      ...(statuses.length > 0
        ? [now + JUDGE_EVERY_MS, nextTellingAt({ records: findings, snoozes, settings, now })]
        : []),
    );
    const alarmAt = Math.max(inHand ? now : next, now + LEAST_ALARM_MS);
    await (alarmAt === Number.POSITIVE_INFINITY ? env.platform.sleep() : env.platform.wakeAt(alarmAt));
    if (next - now < MEMORY_WAIT_MS) setTimer(Math.max(next, now + SECOND_MS));
  }

  function setTimer(at: EpochMs): void {
    if (timerAt <= at && timerAt > env.now()) return;
    timerAt = at;
    env.later(() => {
      if (timerAt !== at) return;
      timerAt = Number.POSITIVE_INFINITY;
      void wakeLogged();
    }, at - env.now());
  }

  function keepAwake(): void {
    keepingAwake = busy > 0;
    if (!keepingAwake) return;
    void withFaultsNoted(env, 'stayAwake', env.platform.stayAwake());
    env.later(keepAwake, STAY_AWAKE_EVERY_MS);
  }

  async function followOperations(): Promise<void> {
    await journal.adoptLost();
    await follower.followDue();
    await planner.advance(plan);
    await judge();
    await plan();
  }

  async function rest(): Promise<void> {
    await env.platform.sleep();
    await env.platform.setBadge(lockedBadge());
    await env.platform.clearNotices();
  }

  /** Without knowing whether it is locked nothing may be done; that nothing is watched must show, and be tried again. */
  async function ready(): Promise<void> {
    try {
      await lock.start();
      await lock.lockIfIdle();
    } catch (error) {
      await env.platform.wakeAt(env.now() + MINUTE_MS);
      await env.platform.setBadge(failedBadge());
      throw error;
    }
  }

  async function wake(): Promise<void> {
    await ready();
    if (lock.state() === 'locked') return rest();
    busy++;
    if (!keepingAwake) keepAwake();
    try {
      await noteAlive(env);
      await Promise.all([followOperations(), refreshDue()]);
    } finally {
      busy--;
      await plan();
    }
  }

  /** Nobody waits for this work; the alarm brings the next try. */
  const wakeLogged = () => withFaultsNoted(env, 'wake', wake());

  return { wake: wakeLogged };
}
