import type { AccountStatus } from '../model/account';
import type { EpochMs } from '../model/time';

/** Whether the provider asked for a wait that is not over: nothing is sent before its end. `now` is our clock. */
export function isHeld(status: AccountStatus, now: EpochMs): boolean {
  return status.trouble !== null && status.trouble.kind === 'rateLimited' && status.trouble.retryAt > now;
}
