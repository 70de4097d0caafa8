import type { Fault } from '../model/fault';
import { DAY_MS, type EpochMs } from '../model/time';
import type { Damage } from './types';

/** How long a dropped record is spoken of: what takes its place is read long before that. */
const TOLD_FOR_MS = DAY_MS;

/** The records that were found damaged and dropped within a day of `now`, newest first. */
export function recentDamage(faults: readonly Fault[], now: EpochMs): readonly Damage[] {
  return faults
    .filter((fault) => fault.kind === 'damaged')
    .filter(({ at }) => Math.abs(now - at) < TOLD_FOR_MS)
    .sort((a, b) => b.at - a.at);
}
