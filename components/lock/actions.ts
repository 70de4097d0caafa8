import type { Result } from '../../lib/model/messages';

/** What the locked page asks of the world around it. */
export type LockActions = {
  readonly unlock: (passphrase: string) => Promise<Result<null>>;
  /** Wipes the keys and everything that is sealed; the accounts and the settings stay. */
  readonly forgetPassphrase: () => Promise<Result<null>>;
};
