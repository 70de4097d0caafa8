import { freshForMs } from '../fleet/coverage';
import type { Watch } from '../model/finding';
import { type EpochMs, MINUTE_MS } from '../model/time';
import type { Environment } from './environment';

/** So many spans without watching are kept. */
const KEPT_GAPS = 20;
/** How far the time of the last sign of life moves before it is written down again. */
const STEP_MS = MINUTE_MS;

/** Writes down that the background is awake, and what it slept through. To be called at every wake. */
export async function noteAlive(env: Environment): Promise<void> {
  const before = await env.store.watch();
  const watches = (await env.store.accounts()).length > 0;
  const after = watches
    ? watchAfter(before, env.now(), freshForMs(await env.store.settings()))
    : unwatched(before);
  if (after !== before) await env.store.putWatch(after);
}

/**
 * The watch at a sign of life. A silence longer than `longestMs` (as long as a reading vouches for anything) is a span
 * that nobody watched; a last sign that lies ahead tells of a clock that was set back, and of no silence. Nor were the
 * spans that end ahead of it: the clock had only been set forward.
 */
export function watchAfter(before: Watch, now: EpochMs, longestMs: number): Watch {
  const { aliveAt, gaps } = before;
  if (aliveAt !== null && aliveAt <= now && now - aliveAt <= STEP_MS) return before;
  if (aliveAt !== null && aliveAt > now) return { aliveAt: now, gaps: gaps.filter(({ to }) => to <= now) };
  if (aliveAt === null || now - aliveAt <= longestMs) return { aliveAt: now, gaps };
  return { aliveAt: now, gaps: [...gaps, { from: aliveAt, to: now }].slice(-KEPT_GAPS) };
}

/** Without any account there is nothing to watch. */
function unwatched(before: Watch): Watch {
  return before.aliveAt === null && before.gaps.length === 0 ? before : { aliveAt: null, gaps: [] };
}
