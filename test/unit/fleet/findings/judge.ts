import { overview } from '../../../../lib/fleet/overview';
import type { ShownFinding } from '../../../../lib/fleet/types';
import type { AccountStatus } from '../../../../lib/model/account';
import type { Backup, HistoryEntry, Schedule } from '../../../../lib/model/backup';
import type { Finding, FindingKind, SeenBackup } from '../../../../lib/model/finding';
import type { Operation } from '../../../../lib/model/operation';
import type { Server, ServerReading, StoredServer } from '../../../../lib/model/server';
import { defaultSettings, type Settings } from '../../../../lib/model/settings';
import type { StoredState } from '../../../../lib/model/state';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, aReading, aServer, aState, aStatus, aStored, NOW } from '../../builders';

export const GB = 1e9;

/** One server of one account and all that may differ about it; it is read at `now`. */
export type Case = {
  readonly now?: number;
  readonly reading?: Partial<ServerReading>;
  readonly server?: Partial<Server>;
  readonly stored?: Partial<StoredServer>;
  readonly status?: Partial<AccountStatus>;
  readonly settings?: Partial<Settings>;
  readonly operations?: readonly Operation[];
};

export function stateOf(given: Case): StoredState {
  const { now = NOW } = given;
  return aState({
    statuses: [aStatus({ checkedAt: now, nextRefreshAt: now + HOUR_MS, ...given.status })],
    servers: [
      aStored({
        server: aServer(given.server),
        reading: aReading({ backups: [aBackup({ createdAt: now - HOUR_MS })], ...given.reading }),
        readAt: now,
        triedAt: now,
        ...given.stored,
      }),
    ],
    settings: { ...defaultSettings, ...given.settings },
    operations: given.operations ?? [],
  });
}

export function shownIn(given: Case): readonly ShownFinding[] {
  return overview(stateOf(given), given.now ?? NOW).findings;
}

export function findingsIn(given: Case): readonly Finding[] {
  return shownIn(given).map(({ finding }) => finding);
}

type Of<Kind extends FindingKind> = Finding & { readonly kind: Kind };

/** The only finding of this kind, or null; more than one is an error. */
export function found<Kind extends FindingKind>(given: Case, kind: Kind): Of<Kind> | null {
  const all = findingsIn(given).filter((finding): finding is Of<Kind> => finding.kind === kind);
  if (all.length > 1) throw new Error(`${all.length} findings of the kind ${kind}`);
  return all[0] ?? null;
}

/** The kinds that are found, in alphabetical order, without "no schedule", which most of the tests do not set up. */
export function kindsIn(given: Case): readonly FindingKind[] {
  return findingsIn(given)
    .map(({ kind }) => kind)
    .filter((kind) => kind !== 'scheduleMissing')
    .sort();
}

/** A weekly schedule that is on and says nothing of its runs. */
export function aSchedule(over: Partial<Schedule> = {}): Schedule {
  return {
    id: 'sch1',
    name: null,
    frequency: 'weekly',
    frequencyText: 'weekly',
    timeText: null,
    dayText: null,
    retentionCount: null,
    enabled: true,
    lastRunAt: null,
    nextRunAt: null,
    ...over,
  };
}

/** A scheduled run that failed an hour ago. */
export function aRun(over: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    id: 'h1',
    kind: 'scheduled',
    state: 'failed',
    statusText: 'error',
    errorText: 'disk is locked',
    createdAt: NOW - HOUR_MS,
    deletedAt: null,
    size: null,
    note: null,
    scheduleId: null,
    jobId: null,
    storageId: '',
    ...over,
  };
}

/** A restore point that the ledger knows. */
export function aSeen(over: Partial<SeenBackup> = {}): SeenBackup {
  return {
    id: 'b1',
    kind: 'scheduled',
    createdAt: NOW - HOUR_MS,
    expiresAt: null,
    size: null,
    note: null,
    firstSeenAt: NOW - HOUR_MS,
    lastSeenAt: NOW - HOUR_MS,
    missingSince: null,
    gone: null,
    ...over,
  };
}

/** So many backups, a day apart, the first of them an hour old. */
export function someBackups(count: number, over: Partial<Backup> = {}): readonly Backup[] {
  return Array.from({ length: count }, (_, i) =>
    aBackup({ id: `b${i + 1}`, createdAt: NOW - HOUR_MS - i * DAY_MS, ...over }),
  );
}

export function fullOf(limit: number): ServerReading['quota'] {
  return { kind: 'limited', used: limit, limit, remaining: 0 };
}
