import type { AccountId, ProviderId, ServerId } from './account';
import type {
  Backup,
  BackupSettings,
  Frequency,
  Gate,
  HistoryEntry,
  Quota,
  Schedule,
  Snapshot,
} from './backup';
import type { SeenBackup } from './finding';
import type { EpochMs } from './time';
import type { Trouble } from './trouble';

/** A virtual server in an account, as its provider lists it. */
export type Server = {
  readonly id: ServerId;
  readonly provider: ProviderId;
  readonly name: string;
  readonly hostname: string | null;
  readonly addresses: readonly string[];
  /** The provider's own word for its state, shown as it is. */
  readonly stateText: string | null;
  /** The provider is busy with this server (it does not say with what). */
  readonly locked: boolean;
  readonly diskBytes: number | null;
  /**
   * Backups that the provider makes by itself and that nobody can set: how often and for how many weeks they are
   * kept. `none`: it makes none; `notStated`: it does not say.
   */
  readonly automatic:
    | { readonly kind: 'stated'; readonly frequency: Frequency; readonly keptWeeks: number }
    | { readonly kind: 'none' }
    | { readonly kind: 'notStated' };
  /** The server's page in the provider's panel, or the panel's front page where no deep link is documented. */
  readonly panelUrl: string;
};

/** A part of a server's reading that failed while the backups themselves could be read. */
export type PartTrouble = {
  readonly part: 'snapshots' | 'schedules' | 'legacyBackups' | 'legacySchedules';
  readonly trouble: Trouble;
};

/** Everything that one read of one server gives. */
export type ServerReading = {
  readonly backups: readonly Backup[];
  /** Rows of an older list of the same provider that match no backup above: shown apart and not counted. */
  readonly unmatched: readonly Backup[];
  /** Rows that could not be read, of any list; they are counted and shown, never dropped in silence. */
  readonly unreadableRows: number;
  /** Those of them that may each be a backup of this server, and a newer one than any that could be read. */
  readonly unreadableBackups: number;
  readonly quota: Quota;
  readonly createGate: Gate | null;
  readonly restoreGate: Gate | null;
  /** Of a restore of another server's backup. */
  readonly restoreFromGate: Gate | null;
  readonly snapshots: readonly Snapshot[];
  readonly schedules: readonly Schedule[];
  readonly settings: BackupSettings | null;
  readonly history: readonly HistoryEntry[];
  readonly partTroubles: readonly PartTrouble[];
};

/** A server as it is stored: the last good reading stays when a later read fails. */
export type StoredServer = {
  readonly accountId: AccountId;
  readonly server: Server;
  readonly reading: ServerReading | null;
  readonly readAt: EpochMs | null;
  /** The last attempt to read it, good or not. */
  readonly triedAt: EpochMs | null;
  readonly trouble: Trouble | null;
  readonly troubleSince: EpochMs | null;
  /** Set by the first complete list that does not name this server: a row may be lost between two pages. */
  readonly unlistedSince: EpochMs | null;
  /** Set by the second one in a row; the server's backups are then shown apart. */
  readonly goneSince: EpochMs | null;
  /** Since when every list has called it locked. */
  readonly lockedSince: EpochMs | null;
  /** Every restore point that was seen, present or gone: the ledger. */
  readonly seen: readonly SeenBackup[];
};
