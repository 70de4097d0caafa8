import type { Backup } from '../../model/backup';
import { CLOCK_TOLERANCE_MS, type EpochMs, MINUTE_MS } from '../../model/time';
import { medianOf } from '../findings/median';
import { isRestorePoint } from '../restore-points';
import type { ServerRow } from '../types';
import type { Observed } from './types';

/** Fewer would be one span, and one span is no rhythm. */
const LEAST = 3;
/** Two of one run, such as a repeated one, are no span of the rhythm. */
const ONE_RUN_MS = 30 * MINUTE_MS;
/** How far a span may be from the middle one and still be about as long. */
const SAME = 0.25;

/**
 * The rhythm of the backups that nobody made by hand, gone ones among them; null where there are fewer than three.
 * `lastAt` is by the provider's clock.
 */
export function observedRhythm(row: ServerRow): Observed | null {
  const moments = momentsOf(row);
  const lastAt = moments.at(-1);
  if (lastAt === undefined || moments.length < LEAST) return null;
  const spans = moments.slice(1).map((at, index) => at - (moments[index] ?? at));
  const intervalMs = medianOf(spans);
  if (intervalMs === null) return null;
  const alike = spans.filter((span) => Math.abs(span - intervalMs) <= SAME * intervalMs).length;
  return { intervalMs, isRegular: 2 * alike > spans.length, count: moments.length, lastAt };
}

/** When each of them was made, oldest first, each run once. */
function momentsOf({ stored, backups, providerNow }: ServerRow): readonly EpochMs[] {
  const listed = backups.filter((backup) => isRestorePoint(backup, providerNow));
  const dates = [...listed, ...stored.seen]
    .filter(({ kind }) => cameByItself(kind))
    .flatMap(({ createdAt }) => createdAt ?? [])
    .filter((at) => at <= providerNow + CLOCK_TOLERANCE_MS)
    .sort((a, b) => a - b);
  const runs: EpochMs[] = [];
  for (const at of dates) {
    const last = runs.at(-1);
    if (last === undefined || at - last >= ONE_RUN_MS) runs.push(at);
  }
  return runs;
}

/** A kind that no word of the provider tells may be either: where it states no kinds at all, it makes them all. */
function cameByItself(kind: Backup['kind']): boolean {
  return kind !== 'manual';
}
