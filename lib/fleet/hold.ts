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

/**
 * Whether an account is to be refreshed now: its time has come, or a refresh was cut short, or its time lies so far
 * ahead that the clock must have been set back. A wait that the provider asked for always holds.
 */
export function isDue(status: AccountStatus, refreshEveryMs: number, now: EpochMs): boolean {
  if (isHeld(status, now)) return false;
  return (
    status.nextRefreshAt <= now || status.refresh !== null || status.nextRefreshAt - now > 2 * refreshEveryMs
  );
}
