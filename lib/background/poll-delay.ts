import { MINUTE_MS, SECOND_MS } from '../model/time';

/** How long to wait before the next look at an operation: 2 s at first, growing to a minute. No provider advises one. */
export function pollDelayMs(polls: number): number {
  return Math.min(MINUTE_MS, Math.round(2 * SECOND_MS * 1.35 ** polls));
}
