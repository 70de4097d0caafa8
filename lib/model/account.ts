import type { EpochMs } from './time';
import type { Trouble } from './trouble';

export type ProviderId = string;
export type AccountId = string;
export type ServerId = string;

/** One API key at one provider, with a label the user chose. The key itself is in the vault, never here. */
export type Account = {
  readonly id: AccountId;
  readonly provider: ProviderId;
  readonly label: string;
  readonly createdAt: EpochMs;
  /** The id of a server in the provider's older API, where the user typed one in. */
  readonly legacyIds: Readonly<Record<ServerId, string>>;
};

/** What the provider's API lets Lastgood do with backups at all, whatever the key may do. */
export type Capability = 'create' | 'delete' | 'restore' | 'restoreFrom' | 'schedule';

/** What is known of an account beyond its label: when it was read, what stood in the way, what comes next. */
export type AccountStatus = {
  readonly accountId: AccountId;
  readonly capabilities: readonly Capability[];
  /** `refused` once the provider answered a write with "forbidden"; a new key makes it `untried` again. */
  readonly writes: 'untried' | 'allowed' | 'refused';
  /** The end of the last complete refresh. */
  readonly checkedAt: EpochMs | null;
  /** Counts the keys that the account has had: what an earlier key's refresh found says nothing of this one. */
  readonly keyNumber: number;
  readonly trouble: Trouble | null;
  readonly troubleSince: EpochMs | null;
  /** The provider's clock minus ours, from its `Date` header. */
  readonly skewMs: number;
  /** Rows of account-wide lists that could not be read in the last refresh. */
  readonly unreadableRows: number;
  /**
   * Present while a refresh is under way. Once the servers are `listed`, those not tried since `startedAt` remain to
   * be read: a refresh that was cut short resumes with them.
   */
  readonly refresh: { readonly startedAt: EpochMs; readonly listed: boolean } | null;
  readonly nextRefreshAt: EpochMs;
};
