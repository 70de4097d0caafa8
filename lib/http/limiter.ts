import pLimit from 'p-limit';
import type { EpochMs } from '../model/time';

const READS_IN_FLIGHT = 4;

/** How much one account may ask of its provider at once. Made once per account and shared by its sessions. */
export type Limiter = {
  /** Runs at most four at a time, the others in the order they came. */
  readonly read: <T>(run: () => Promise<T>) => Promise<T>;
  /** Runs one at a time. */
  readonly write: <T>(run: () => Promise<T>) => Promise<T>;
  /** Until when the provider asked to be left alone, by our own clock; 0 when it did not. */
  readonly heldUntil: () => EpochMs;
  /** Holds reads and writes until then; a shorter hold never shortens a longer one. */
  readonly hold: (until: EpochMs) => void;
};

/** A limiter with nothing in flight and no hold. */
export function createLimiter(): Limiter {
  const reads = pLimit(READS_IN_FLIGHT);
  const writes = pLimit(1);
  let heldUntil: EpochMs = 0;
  return {
    read: (run) => reads(run),
    write: (run) => writes(run),
    heldUntil: () => heldUntil,
    hold: (until) => {
      heldUntil = Math.max(heldUntil, until);
    },
  };
}
