import type { Account, AccountStatus } from './account';
import type { Fault } from './fault';
import type { FindingRecord, Snooze, Watch } from './finding';
import type { Operation } from './operation';
import type { Plan } from './plan';
import type { StoredServer } from './server';
import type { Settings } from './settings';

/** Everything that the pages paint from: what is stored, and nothing computed. */
export type StoredState = {
  readonly accounts: readonly Account[];
  readonly statuses: readonly AccountStatus[];
  readonly servers: readonly StoredServer[];
  readonly operations: readonly Operation[];
  readonly plans: readonly Plan[];
  readonly settings: Settings;
  readonly findings: readonly FindingRecord[];
  readonly snoozes: readonly Snooze[];
  readonly watch: Watch;
  /** The last ones that Lastgood noted of itself, oldest first. */
  readonly faults: readonly Fault[];
};
