import type { Account, AccountStatus } from './account';
import type { Operation } from './operation';
import type { StoredServer } from './server';
import type { Settings } from './settings';

/** Everything that the pages paint from: what is stored, and nothing computed. */
export type StoredState = {
  readonly accounts: readonly Account[];
  readonly statuses: readonly AccountStatus[];
  readonly servers: readonly StoredServer[];
  readonly operations: readonly Operation[];
  readonly settings: Settings;
};
