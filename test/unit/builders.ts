import type { ShownFinding } from '../../lib/fleet/types';
import type { Account, AccountStatus } from '../../lib/model/account';
import type { Backup, BackupSettings, NamedBackup } from '../../lib/model/backup';
import type { Finding, FindingFacts } from '../../lib/model/finding';
import type { Operation } from '../../lib/model/operation';
import type { Plan } from '../../lib/model/plan';
import type { Server, ServerReading, StoredServer } from '../../lib/model/server';
import { defaultSettings } from '../../lib/model/settings';
import type { StoredState } from '../../lib/model/state';
import { DAY_MS, HOUR_MS } from '../../lib/model/time';

/** A fixed moment for everything that needs one: 2026-03-10 12:00 UTC. */
export const NOW = Date.UTC(2026, 2, 10, 12);

export function aBackup(over: Partial<Backup> = {}): Backup {
  return {
    id: 'b1',
    serverId: 's1',
    kind: 'manual',
    kindText: 'manual',
    state: 'complete',
    stateText: null,
    createdAt: NOW - HOUR_MS,
    expiresAt: null,
    size: null,
    note: null,
    protected: null,
    scheduleId: null,
    files: [],
    ...over,
  };
}

export function aServer(over: Partial<Server> = {}): Server {
  return {
    id: 's1',
    provider: 'hostup',
    name: 'app-01',
    hostname: null,
    addresses: ['192.0.2.10'],
    stateText: 'active',
    locked: false,
    diskBytes: null,
    automatic: { kind: 'notStated' },
    panelUrl: 'https://cloud.hostup.se/',
    ...over,
  };
}

export function aReading(over: Partial<ServerReading> = {}): ServerReading {
  return {
    backups: [aBackup()],
    unmatched: [],
    unreadableRows: 0,
    unreadableBackups: 0,
    quota: { kind: 'limited', used: 1, limit: 3, remaining: 2 },
    createGate: { allowed: true, reason: null, code: null },
    restoreGate: null,
    restoreFromGate: null,
    snapshots: [],
    schedules: [],
    settings: null,
    history: [],
    partTroubles: [],
    ...over,
  };
}

export function someSettings(over: Partial<BackupSettings> = {}): BackupSettings {
  return {
    totalLimit: 3,
    manualActive: 3,
    scheduledActive: 0,
    scheduledSlots: 0,
    autoDeleteOldest: true,
    manualLimit: null,
    scheduledLimit: null,
    schedulesLimit: null,
    retentionLimit: null,
    ...over,
  };
}

export function aStored(over: Partial<StoredServer> = {}): StoredServer {
  return {
    accountId: 'a1',
    server: aServer(),
    reading: aReading(),
    readAt: NOW,
    triedAt: NOW,
    trouble: null,
    troubleSince: null,
    unlistedSince: null,
    goneSince: null,
    lockedSince: null,
    seen: [],
    ...over,
  };
}

export function anAccount(over: Partial<Account> = {}): Account {
  return { id: 'a1', provider: 'hostup', label: 'work', createdAt: NOW, legacyIds: {}, ...over };
}

export function aStatus(over: Partial<AccountStatus> = {}): AccountStatus {
  return {
    accountId: 'a1',
    capabilities: ['create', 'delete', 'restore', 'schedule'],
    writes: 'untried',
    checkedAt: NOW,
    keyNumber: 1,
    trouble: null,
    troubleSince: null,
    skewMs: 0,
    unreadableRows: 0,
    refresh: null,
    nextRefreshAt: NOW + HOUR_MS,
    ...over,
  };
}

export function anOperation(over: Partial<Operation> = {}): Operation {
  return {
    id: 'o1',
    task: { kind: 'create', note: null, cost: null },
    accountId: 'a1',
    provider: 'hostup',
    serverId: 's1',
    serverName: 'app-01',
    createdAt: NOW,
    updatedAt: NOW,
    askedAt: NOW,
    backupsBefore: ['b1'],
    state: 'running',
    handle: { by: 'job', jobId: 'job_1' },
    percent: 46,
    polls: 1,
    nextPollAt: NOW,
    ...over,
  } as Operation;
}

/** A backup of the current state, then the restore; confirmed just now. */
export function aPlan(over: Partial<Plan> = {}): Plan {
  const server = { accountId: 'a1', provider: 'hostup', serverId: 's1', serverName: 'app-01' };
  const backup = { id: 'b1', kind: 'manual', createdAt: NOW - DAY_MS, note: null } as const;
  return {
    id: 'p1',
    kind: 'restore',
    createdAt: NOW,
    startsUntil: NOW + HOUR_MS,
    session: 'session-1',
    steps: [
      { ...server, task: { kind: 'create', note: null, cost: null }, operationId: null, notStarted: null },
      {
        ...server,
        task: { kind: 'restore', backup, source: null },
        operationId: null,
        notStarted: null,
      },
    ],
    end: null,
    ...over,
  };
}

export function aState(over: Partial<StoredState> = {}): StoredState {
  return {
    accounts: [anAccount()],
    statuses: [aStatus()],
    servers: [aStored()],
    operations: [],
    plans: [],
    settings: defaultSettings,
    findings: [],
    snoozes: [],
    watch: { aliveAt: null, gaps: [] },
    faults: [],
    ...over,
  };
}

type FindingFrame = Omit<Finding, keyof FindingFacts>;

/** A finding of app-01 with these facts. */
export function aFinding(facts: FindingFacts, over: Partial<FindingFrame> = {}): Finding {
  const subject = over.subject ?? {
    kind: 'server',
    key: 'hostup/s1',
    accountId: 'a1',
    provider: 'hostup',
    serverId: 's1',
    name: 'app-01',
  };
  const of =
    subject.kind === 'server' ? subject.key : subject.kind === 'account' ? subject.accountId : 'browser';
  return {
    ...facts,
    id: `${facts.kind}/${of}`,
    severity: 'warning',
    subject,
    occurrence: null,
    fingerprint: facts.kind,
    beganAt: NOW - HOUR_MS,
    isFirstSight: false,
    tellFrom: NOW - HOUR_MS,
    ...over,
  };
}

/** A finding that nobody has hushed, and that leads to its server. */
export function shown(finding: Finding, over: Partial<ShownFinding> = {}): ShownFinding {
  return { finding, hush: null, action: 'showServer', ...over };
}

export function aNamedBackup(over: Partial<NamedBackup> = {}): NamedBackup {
  return { id: 'b1', kind: 'manual', createdAt: NOW - HOUR_MS, note: null, ...over };
}
