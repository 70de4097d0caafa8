import type { AccountStatus } from '../model/account';
import { CLOCK_TOLERANCE_MS, type EpochMs } from '../model/time';

/**
 * Whether the provider asked for a wait that is not over: nothing is sent before its end. `now` is our clock; where it
 * stands before the wait began it was set back, and the stored end means nothing.
 */
export function isHeld(status: AccountStatus, now: EpochMs): boolean {
  return (
    status.trouble !== null &&
    status.trouble.kind === 'rateLimited' &&
    status.trouble.retryAt > now &&
    (status.troubleSince ?? 0) <= now + CLOCK_TOLERANCE_MS
  );
}
