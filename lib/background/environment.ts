import type { EpochMs } from '../model/time';
import type { Store } from '../state/store';
import type { Platform } from './platform';
import type { SessionMemory } from './vault/unlocked';
import type { Vault } from './vault/vault';

/** Everything that the background reaches outside of itself; tests bring their own. */
export type Environment = {
  readonly store: Store;
  readonly vault: Vault;
  /** Outlives the worker, and ends with the browser. */
  readonly session: SessionMemory;
  readonly platform: Platform;
  readonly fetch: typeof fetch;
  readonly now: () => EpochMs;
  /** 0 ≤ n < 1; spreads refreshes out. */
  readonly random: () => number;
  /** Runs something after a delay while the worker lives; a wait that must survive it is an alarm. */
  readonly later: (run: () => void, ms: number) => void;
};
