import type { Account, AccountStatus, Capability, ProviderId } from '../model/account';
import type { Backup } from '../model/backup';
import type { Fault } from '../model/fault';
import type { Finding, Snooze } from '../model/finding';
import type { Operation } from '../model/operation';
import type { Plan, PlanStep } from '../model/plan';
import type { StoredServer } from '../model/server';
import type { Settings } from '../model/settings';
import type { EpochMs } from '../model/time';
import type { Trouble } from '../model/trouble';

export type Coverage = 'covered' | 'overdue' | 'exposed' | 'unknown';

export type QuotaLevel = 'free' | 'near' | 'full' | 'absent' | 'notStated';

/** A thing that a person should know before a backup is started by hand, beside what it costs. */
export type CreateWarning =
  | { readonly kind: 'lastSlot' }
  | { readonly kind: 'startedRecently'; readonly agoMs: number };

/** What the button "Back up now" may do for a server. */
export type CreateOffer =
  | { readonly kind: 'offered'; readonly warnings: readonly CreateWarning[] }
  /** The provider's own gate says no; its reason is shown as it is. */
  | { readonly kind: 'blocked'; readonly reason: string | null }
  | { readonly kind: 'running' }
  /** The key may not write. */
  | { readonly kind: 'readOnlyKey' }
  /** The account cannot be used now; what stands in the way is in the row's trouble. */
  | { readonly kind: 'unavailable' }
  /** The provider has no call for it; the row leads to its panel. */
  | { readonly kind: 'notOffered' };

/** One server as it is judged and shown: once, however many accounts reach it. */
export type ServerRow = {
  /** provider + "/" + server id. */
  readonly key: string;
  readonly provider: ProviderId;
  readonly providerName: string;
  readonly stored: StoredServer;
  /** The account that is used for it: the one whose key may do more. */
  readonly account: Account;
  readonly otherAccounts: readonly Account[];
  readonly coverage: Coverage;
  readonly goalMs: number;
  readonly lastGood: Backup | null;
  readonly restoreAgeMs: number | null;
  /** All listed backups, newest first, undated ones last. */
  readonly backups: readonly Backup[];
  readonly quotaLevel: QuotaLevel;
  /** What keeps this row from being current: the server's own trouble, or else its account's. */
  readonly trouble: Trouble | null;
  /** How long ago the reading was made, by our own clock. */
  readonly readAgoMs: number | null;
  /** The provider's clock now. */
  readonly providerNow: EpochMs;
  /** The operation under way, or else the last one that ended within the last day. */
  readonly operation: Operation | null;
  readonly create: CreateOffer;
  /** What the provider's API lets Lastgood do, whatever the key of `account` may do. */
  readonly capabilities: readonly Capability[];
  /** What is known of whether the key of `account` may write. */
  readonly writes: AccountStatus['writes'];
  /** What is to be known of it, most pressing first. */
  readonly findings: readonly ShownFinding[];
};

/** Why a finding is kept quiet: a person asked for that. */
export type Hush = { readonly by: 'mute' } | { readonly by: 'snooze'; readonly snooze: Snooze };

/** The one thing that mends a finding, as far as Lastgood can lead to it. */
export type FindingAction =
  | 'backUp'
  | 'makeRoom'
  | 'openSchedules'
  | 'showServer'
  | 'openPanel'
  | 'openOptions'
  | 'retry'
  | 'none';

export type ShownFinding = {
  readonly finding: Finding;
  readonly hush: Hush | null;
  readonly action: FindingAction;
};

export type AccountRow = {
  readonly account: Account;
  readonly status: AccountStatus;
  readonly providerName: string;
  readonly serverCount: number;
  readonly checkedAgoMs: number | null;
  /** A refresh is under way, and not merely waiting because the provider asked for it. */
  readonly refreshing: boolean;
};

/** One line of the flat list over all accounts. */
export type BackupLine = { readonly backup: Backup; readonly row: ServerRow };

/** A stored record that did not open and was dropped. */
export type Damage = Extract<Fault, { readonly kind: 'damaged' }>;

/**
 * How one operation of a plan stands. `waiting`: nothing was sent so far; where its plan has ended, nothing will be.
 * `notStarted`: it was not sent, or its provider turned it down.
 * `unrecorded`: it has an operation that the journal no longer has, so what became of it is not known.
 */
export type StepState =
  | 'waiting'
  | 'notStarted'
  | 'underWay'
  | 'succeeded'
  | 'failed'
  | 'undecided'
  | 'unrecorded';

export type StepView = {
  readonly step: PlanStep;
  readonly state: StepState;
  /** Null while nothing was sent, and where it is no longer recorded. */
  readonly operation: Operation | null;
};

/** A plan with what became of each of its steps so far. */
export type PlanView = { readonly plan: Plan; readonly steps: readonly StepView[] };

/** Everything that the popup, the badge and later pages say, judged at one moment. */
export type Overview = {
  readonly now: EpochMs;
  readonly settings: Settings;
  readonly accounts: readonly AccountRow[];
  /** Worst first. */
  readonly rows: readonly ServerRow[];
  /** Servers that their provider no longer lists; not counted in the coverage. */
  readonly gone: readonly ServerRow[];
  /** Newest first. */
  readonly plans: readonly PlanView[];
  readonly counts: Readonly<Record<Coverage, number>>;
  /** Every finding of every server and account, most pressing first. */
  readonly findings: readonly ShownFinding[];
  /** Servers with a finding that presses and that nobody has hushed. */
  readonly attention: number;
  /** The covered-or-not server whose restore point is oldest; null where none has one. */
  readonly oldest: ServerRow | null;
  /** What was dropped from the store within the last day, newest first. */
  readonly damaged: readonly Damage[];
  readonly unreadableRows: number;
  /** The whole journal, in no order. */
  readonly operations: readonly Operation[];
  /** The oldest of the accounts' last complete refreshes; null while one of them has had none. */
  readonly checkedAgoMs: number | null;
  readonly refreshing: boolean;
};
