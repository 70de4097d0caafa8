import { CLOCK_TOLERANCE_MS, type EpochMs } from '../model/time';

/** How long ago something was; null where it was never, or lies so far ahead that the clock must have been set back. */
export function agoOf(at: EpochMs | null, now: EpochMs): number | null {
  return at === null || at > now + CLOCK_TOLERANCE_MS ? null : Math.max(0, now - at);
}
