import type { ServerReading } from '../model/server';
import type { Settings } from '../model/settings';
import { type EpochMs, HOUR_MS } from '../model/time';
import { coverageAtAge } from './age';
import { lastGoodOf, undatedRestorePoints } from './restore-points';
import type { Coverage } from './types';

/** How long a reading can vouch for a server: two hours, or three refreshes where they are rarer. */
export function freshForMs(settings: Settings): number {
  return Math.max(2 * HOUR_MS, 3 * settings.refreshEveryMs);
}

/**
 * The coverage of a server from its last reading. `unknown` where nothing could be read, where the reading is too
 * old to vouch for anything, or where rows without a readable date may hide a newer restore point than the one found.
 */
export function coverageOf(input: {
  readonly reading: ServerReading | null;
  readonly readAgoMs: number | null;
  readonly goalMs: number;
  readonly graceMs: number;
  readonly providerNow: EpochMs;
  readonly freshForMs: number;
}): Coverage {
  const { reading, readAgoMs, goalMs, graceMs, providerNow } = input;
  if (reading === null || readAgoMs === null || readAgoMs > input.freshForMs) return 'unknown';
  const lastGood = lastGoodOf(reading.backups, providerNow);
  const atAge = lastGood ? coverageAtAge(lastGood.restoreAgeMs, goalMs, graceMs) : 'exposed';
  if (atAge === 'covered') return atAge;
  const hidden = reading.unreadableBackups + undatedRestorePoints(reading.backups, providerNow);
  return hidden > 0 ? 'unknown' : atAge;
}
