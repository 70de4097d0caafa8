import type { Fault } from '../model/fault';
import { HOUR_MS } from '../model/time';
import { troubleOf } from '../model/trouble';
import type { Store } from '../state/store';
import type { Work } from './diagnostics-known';
import type { Environment } from './environment';

type FaultEnvironment = {
  readonly store: Pick<Store, 'faults' | 'addFault'>;
  readonly now: Environment['now'];
};

/** The same fault again and again, each minute, would push all others out of the few that are kept. */
const ONCE_EVERY_MS = HOUR_MS;

/**
 * For work that nobody waits for: what went wrong is said on the console, and its kind is kept for a report of a fault.
 * That it was locked meanwhile is none. Never rejects.
 */
export async function noteFault(env: FaultEnvironment, where: Work, error: unknown): Promise<void> {
  const trouble = troubleOf(error);
  if (trouble.kind === 'locked') return;
  console.error(`the background could not finish its work (${where})`, error);
  const name = trouble.kind === 'internal' ? trouble.where : trouble.kind;
  const now = env.now();
  const isSame = (fault: Fault) =>
    fault.kind === 'error' &&
    fault.where === where &&
    fault.name === name &&
    Math.abs(now - fault.at) < ONCE_EVERY_MS;
  try {
    if (!(await env.store.faults()).some(isSame)) {
      await env.store.addFault({ kind: 'error', at: now, where, name });
    }
  } catch (unwritten) {
    console.error('and that could not be written down', unwritten);
  }
}

/** Waits for work that nobody else waits for; never rejects. */
export async function withFaultsNoted(
  env: FaultEnvironment,
  where: Work,
  work: Promise<void>,
): Promise<void> {
  try {
    await work;
  } catch (error) {
    await noteFault(env, where, error);
  }
}
