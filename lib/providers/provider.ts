import type { HttpSession } from '../http/session';
import type { ProviderId, ServerId } from '../model/account';
import type { Backup, BackupId, BackupSettingsChange, ScheduleDraft } from '../model/backup';
import type { WatchHandle } from '../model/operation';
import type { RestoreSource } from '../model/restore-source';
import type { Server, ServerReading } from '../model/server';

/** The headers that carry the key; the only place where a provider touches it. */
export type AuthHeaders = (key: string) => Readonly<Record<string, string>>;

export type ServerList = { readonly servers: readonly Server[]; readonly unreadableRows: number };

/** A whole account's backups from one list, where the provider has one: a reading for each server. */
export type FleetReading = {
  readonly byServer: ReadonlyMap<ServerId, ServerReading>;
  /** Servers that backups name but the list of servers no longer does, as far as their rows describe them. */
  readonly gone: readonly { readonly server: Server; readonly reading: ServerReading }[];
  /** Rows that could not be read and so belong to no server. */
  readonly unreadableRows: number;
};

/** How an operation stands, in the provider's words where it has any. `percent` 0–100, null where not stated. */
export type Progress =
  | { readonly state: 'running'; readonly percent: number | null }
  /** Neither that it is at work nor that it has ended, in any word that is known: the list may know that it is done. */
  | { readonly state: 'unclear'; readonly percent: number | null }
  | { readonly state: 'succeeded' }
  | { readonly state: 'failed'; readonly detail: string | null }
  /** The provider no longer knows the handle or says nothing of it: the list of backups must decide. */
  | { readonly state: 'forgotten' };

/**
 * What Lastgood can do at a provider. A capability that the provider does not offer is absent.
 * All methods throw `TroubleError`. Mapping is pure and lives beside the wire schemas in `<id>/api.ts`.
 */
export type Provider = {
  readonly id: ProviderId;
  readonly auth: AuthHeaders;
  /** Whether its list of backups names those that are still being made. */
  readonly listsRunning: boolean;
  /** One cheap read that fails when the key does; resolves when the key may at least list servers. */
  readonly checkKey: (http: HttpSession) => Promise<void>;
  /** All servers, all pages. */
  readonly listServers: (http: HttpSession) => Promise<ServerList>;
  /** One server with everything the provider tells of its backups. */
  readonly readServer: (http: HttpSession, server: Server, legacyId: string | null) => Promise<ServerReading>;
  /** All backups of the account in one list; present only where that spares a call per server. */
  readonly readFleet?: (http: HttpSession, servers: readonly Server[]) => Promise<FleetReading>;
  /**
   * Resolves when the legacy id can be read and is not evidently another server's (`otherServer`); with `mustName`
   * only when the older API names the server's own hostname or address under it.
   */
  readonly checkLegacyId?: (
    http: HttpSession,
    server: Server,
    legacyId: string,
    mustName: boolean,
  ) => Promise<void>;
  readonly createBackup?: (http: HttpSession, server: Server, note: string | null) => Promise<WatchHandle>;
  readonly watch?: (http: HttpSession, server: Server, handle: WatchHandle) => Promise<Progress>;
  /** Deletes one backup; resolves when the provider says it is gone. */
  readonly deleteBackup?: (
    http: HttpSession,
    server: Server,
    backup: Backup,
    legacyId: string | null,
  ) => Promise<void>;
  /**
   * What the server's own state says of a restore that nothing else tells of; absent where no word for one is known.
   * `unclear`: a word that says neither that it is being restored nor that it is in use.
   */
  readonly restoreSign?: (server: Server) => 'restoring' | 'inUse' | 'unclear';
  /** Overwrites the server's disk with the backup. */
  readonly restoreBackup?: (http: HttpSession, server: Server, backupId: BackupId) => Promise<WatchHandle>;
  /** The other servers, present or retained, whose backups this one may be overwritten with. */
  readonly restoreSources?: (http: HttpSession, server: Server) => Promise<readonly RestoreSource[]>;
  /** Overwrites the server's disk with a backup of another server. */
  readonly restoreFromServer?: (
    http: HttpSession,
    server: Server,
    source: { readonly serverId: ServerId; readonly backupId: BackupId },
  ) => Promise<WatchHandle>;
  /** Creates a schedule, or replaces the one of the same frequency. */
  readonly saveSchedule?: (
    http: HttpSession,
    server: Server,
    schedule: ScheduleDraft,
    legacyId: string | null,
  ) => Promise<void>;
  readonly deleteSchedule?: (http: HttpSession, server: Server, scheduleId: string) => Promise<void>;
  readonly changeBackupSettings?: (
    http: HttpSession,
    server: Server,
    change: BackupSettingsChange,
  ) => Promise<void>;
};
