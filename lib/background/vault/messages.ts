import type { Handlers } from '../router';
import type { Lock } from './lock';

type LockMessage =
  | 'setPassphrase'
  | 'changePassphrase'
  | 'removePassphrase'
  | 'unlock'
  | 'lockNow'
  | 'forgetPassphrase'
  | 'used';

/** Answers the messages about the passphrase. `unlocked` makes good what could not be noted while it was locked. */
export function createLockHandlers(
  lock: Lock,
  { wake, unlocked }: { readonly wake: () => Promise<void>; readonly unlocked: () => Promise<void> },
): Pick<Handlers, LockMessage> {
  return {
    async setPassphrase({ passphrase }) {
      await lock.setPassphrase(passphrase);
      void wake();
      return null;
    },
    async changePassphrase({ current, next }) {
      await lock.changePassphrase(current, next);
      return null;
    },
    async removePassphrase({ current }) {
      await lock.removePassphrase(current);
      void wake();
      return null;
    },
    async unlock({ passphrase }) {
      await lock.unlock(passphrase);
      await unlocked();
      void wake();
      return null;
    },
    async lockNow() {
      await lock.lockNow();
      void wake();
      return null;
    },
    async forgetPassphrase() {
      await lock.forget();
      void wake();
      return null;
    },
    async used() {
      await lock.used();
      return null;
    },
  };
}
