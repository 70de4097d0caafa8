import type { EpochMs } from '../../model/time';
import type { Environment } from '../environment';
import { recall, rememberUse } from './unlocked';

/**
 * When an unlocked Lastgood has been idle for as long as a person allows. Infinite where they set no such time, and
 * while an operation or a plan is open: whoever locks it would not hear of its end.
 */
export async function idleAt({
  store,
  session,
  now,
}: Pick<Environment, 'store' | 'session' | 'now'>): Promise<EpochMs> {
  const { lockAfterMs } = await store.settings();
  if (lockAfterMs === null || (await isAtWork(store))) return Number.POSITIVE_INFINITY;
  const left = await recall(session);
  // The browser's own memory was emptied: whoever did it meant no key to stay.
  if (left === null) return now();
  if (left.usedAt <= now()) return left.usedAt + lockAfterMs;
  // The clock was set back, and the use that lies ahead would hold it open for as long.
  await rememberUse(session, now());
  return now() + lockAfterMs;
}

async function isAtWork(store: Environment['store']): Promise<boolean> {
  if ((await store.openOperations()) > 0) return true;
  return (await store.plans()).some(({ end }) => end === null);
}
