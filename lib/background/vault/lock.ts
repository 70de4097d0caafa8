import type { EpochMs } from '../../model/time';
import { TroubleError } from '../../model/trouble';

/** The passphrase that a person may set: it seals the keys and the stored fleet, and locks them. */
export type Lock = {
  readonly state: () => 'none' | 'open' | 'locked';
  /** Seals everything under a passphrase that did not exist before; throws `internal` where there is one. */
  readonly setPassphrase: (passphrase: string) => Promise<void>;
  /** Throws `wrongPassphrase`, as the two below do. */
  readonly changePassphrase: (current: string, next: string) => Promise<void>;
  readonly removePassphrase: (current: string) => Promise<void>;
  readonly unlock: (passphrase: string) => Promise<void>;
  /** Locks at once; without a passphrase it does nothing. */
  readonly lockNow: () => Promise<void>;
  /** Wipes every key and everything sealed; accounts and settings stay, and ask for their keys. */
  readonly forget: () => Promise<void>;
  /** A person used one of our pages. */
  readonly used: () => Promise<void>;
  /** Locks where the time is over and no operation is open; to be called at every wake. */
  readonly lockIfIdle: () => Promise<void>;
  /** When it is to be looked at again; infinite where nothing locks by itself. */
  readonly lockAt: () => Promise<EpochMs>;
};

const notBuilt = async (): Promise<never> => {
  throw new TroubleError({ kind: 'internal', where: 'lock' });
};

export function createLock(): Lock {
  return {
    state: () => 'none',
    setPassphrase: notBuilt,
    changePassphrase: notBuilt,
    removePassphrase: notBuilt,
    unlock: notBuilt,
    lockNow: notBuilt,
    forget: notBuilt,
    used: notBuilt,
    lockIfIdle: async () => undefined,
    lockAt: async () => Number.POSITIVE_INFINITY,
  };
}
