import type { LockActions } from '../../components/lock/actions';
import { send } from '../../lib/client';

/** What every page of ours does while Lastgood is locked. */
export const lockActions: LockActions = {
  unlock: (passphrase) => send('unlock', { passphrase }),
  forgetPassphrase: () => send('forgetPassphrase', {}),
};
