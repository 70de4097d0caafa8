import type { EpochMs } from '../../lib/model/time';

export const hosts = {
  hostup: 'cloud.hostup.se',
  vpsbg: 'api.vpsbg.eu',
  vpsorg: 'admin.vps.org',
} as const;

export type SimProvider = keyof typeof hosts;

/** `none`: a valid key that may do nothing. `noList`: one that may do all but list servers. */
export type Rights = 'read' | 'write' | 'none' | 'noList';

/** Fields laid over a row as it goes out, for odd values that the state itself cannot hold. */
export type Wire = Readonly<Record<string, unknown>>;

export type SimAccount = {
  readonly provider: SimProvider;
  readonly key: string;
  rights: Rights;
  revoked: boolean;
  readonly serverIds: string[];
  /** Rows put in front of the list of servers as they are. */
  oddServerRows: unknown[];
};

export type SimBackup = {
  readonly id: string;
  createdAt: EpochMs;
  kind: 'manual' | 'scheduled' | 'automatic';
  /** VPS.org's word; the other providers list complete backups only. */
  status: 'completed' | 'in_progress' | 'failed';
  sizeBytes: number;
  note: string | null;
  expiresAt: EpochMs | null;
  protected: boolean;
  scheduleId: number | null;
  wire: Wire;
};

export type SimSnapshot = {
  readonly id: string;
  name: string;
  createdAt: EpochMs;
  expiresAt: EpochMs | null;
  sizeBytes: number;
  note: string | null;
  wire: Wire;
};

export type SimSchedule = {
  readonly id: number;
  readonly publicId: string;
  name: string;
  frequency: 'daily' | 'weekly' | 'monthly';
  hour: number;
  minute: number;
  dayOfWeek: number | null;
  dayOfMonth: number | null;
  retentionCount: number;
  enabled: boolean;
  lastRunAt: EpochMs | null;
  nextRunAt: EpochMs | null;
  createdAt: EpochMs;
};

export type SimHistory = {
  readonly id: number;
  kind: 'manual' | 'scheduled';
  scheduleId: number | null;
  status: string;
  createdAt: EpochMs;
  deletedAt: EpochMs | null;
  sizeBytes: number | null;
  note: string | null;
  jobId: string;
  error: string | null;
};

export type SimGate = { allowed: boolean; reason: string | null; code?: string | null };

type Common = {
  readonly id: string;
  name: string;
  hostname: string;
  address: string;
  status: string;
  diskGb: number;
  createdAt: EpochMs;
  backups: SimBackup[];
  snapshots: SimSnapshot[];
  /** False for a server that is gone: no list names it, its backups may still be listed. */
  listed: boolean;
  /** Set: the next operation fails with this text. */
  failNext: string | null;
  /** Rows put in front of the list of backups as they are. */
  oddBackupRows: unknown[];
  wire: Wire;
};

export type HostupServer = Common & {
  readonly provider: 'hostup';
  /** The numeric id of the older API; null where it knows the server under none. */
  vmid: string | null;
  quotaLimit: number | null;
  autoDeleteOldest: boolean;
  schedules: SimSchedule[];
  history: SimHistory[];
  /** Takes the place of the gate that follows from the state. */
  createGate: SimGate | null;
  restoreGate: SimGate | null;
  /** Set: the next run of its schedule fails with this text. */
  failNextRun: string | null;
};

export type VpsbgServer = Common & { readonly provider: 'vpsbg'; addon: boolean; locked: boolean };

export type VpsorgServer = Common & { readonly provider: 'vpsorg'; location: string };

export type SimServers = { hostup: HostupServer; vpsbg: VpsbgServer; vpsorg: VpsorgServer };
export type SimServer = SimServers[SimProvider];

export type SimStarter =
  | { readonly kind: 'manual' | 'automatic' }
  | { readonly kind: 'scheduled'; readonly schedule: SimSchedule };

/** Something under way at a provider. `pinnedPercent` holds it there until it is finished by hand. */
export type SimOperation = {
  readonly jobId: string;
  readonly kind: 'create' | 'restore' | 'weekly';
  readonly provider: SimProvider;
  readonly serverId: string;
  /** The backup that is being made or restored. */
  readonly backupId: string;
  readonly note: string | null;
  /** What began a backup: a person or the API, the provider itself, or a schedule. */
  readonly by: SimStarter;
  readonly createdAt: EpochMs;
  readonly durationMs: number;
  pinnedPercent: number | null;
  failWith: string | null;
  state: 'open' | 'completed' | 'failed';
  endedAt: EpochMs | null;
};
