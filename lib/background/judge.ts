import { judgementOf } from '../fleet/notices/judgement';
import { TroubleError } from '../model/trouble';
import { badgeFor } from './badge';
import { tellEnded } from './end-notices';
import { type TellingEnvironment, tellFindings } from './notices';
import type { Lock } from './vault/lock';

export type Judge = {
  /**
   * Judges the stored state, tells what is to be told, and sets the badge. Ends when a judgement has ended that began
   * after the call.
   */
  readonly judge: () => Promise<void>;
};

/** One judgement after another: two at once would both find the same beginning untold. */
export function createJudge(env: TellingEnvironment): Judge {
  let last: Promise<void> = Promise.resolve();
  let waiting: Promise<void> | null = null;

  async function run(): Promise<void> {
    waiting = null;
    await tellEnded(env);
    const state = await env.store.readAll();
    const now = env.now();
    // The notice of each beginning is stored before it is shown: a worker that dies in between repeats that very one.
    const findings = await env.store.updateFindings(
      (records) => judgementOf({ ...state, findings: records }, now).records,
    );
    const { view, telling, overSnoozes } = judgementOf({ ...state, findings }, now);
    for (const target of overSnoozes) await env.store.removeSnooze(target);
    await tellFindings(env, { records: findings, telling, accounts: state.accounts });
    await env.platform.setBadge(badgeFor(view));
  }

  return {
    judge() {
      if (waiting === null) {
        waiting = last.then(run, run);
        last = waiting;
      }
      return waiting;
    },
  };
}

/** Ends a judgement that is under way when it is locked, before its next word: it was made of what is now sealed. */
export function silentWhenLocked(env: TellingEnvironment, lock: Pick<Lock, 'state'>): TellingEnvironment {
  const unlessLocked = (say: () => Promise<void>): Promise<void> =>
    lock.state() === 'locked' ? Promise.reject(new TroubleError({ kind: 'locked' })) : say();
  return {
    store: env.store,
    now: env.now,
    platform: {
      notify: (id, title, message) => unlessLocked(() => env.platform.notify(id, title, message)),
      setBadge: (badge) => unlessLocked(() => env.platform.setBadge(badge)),
    },
  };
}
