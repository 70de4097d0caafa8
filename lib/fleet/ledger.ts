import type { Backup, BackupId } from '../model/backup';
import type { SeenBackup } from '../model/finding';
import type { Operation } from '../model/operation';
import type { Server, ServerReading } from '../model/server';
import { DAY_MS, type EpochMs, SECOND_MS } from '../model/time';
import { absenceJudge } from './why-gone';

/** One reading of one server, with what the ledger needs to judge it. */
export type LedgerStep = {
  /** The ledger before this reading. */
  readonly seen: readonly SeenBackup[];
  /** The reading before this one. */
  readonly before: ServerReading | null;
  readonly reading: ServerReading;
  /** When the reading began, by our clock. */
  readonly readAt: EpochMs;
  /** The provider's clock. */
  readonly providerNow: EpochMs;
  readonly server: Server;
  /** The backups that were deleted from here. */
  readonly deletedHere: ReadonlySet<BackupId>;
};

const KEPT_GONE_MS = 400 * DAY_MS;
/** Beyond this, the oldest of those that are gone are forgotten; what is still listed never is. */
const KEPT_ENTRIES = 500;

/**
 * The ledger of one server after one reading. Restore points enter it when they are first listed. One that a complete
 * reading does not list is missing; one that the next complete reading does not list either is gone, with the reason
 * as far as it follows from what is known. Where a newer backup may still take its place, later readings decide.
 * A reading with rows that nobody could read says nothing about who is missing.
 */
export function seenAfter(step: LedgerStep): readonly SeenBackup[] {
  const { seen, reading, readAt } = step;
  const rows = new Map(reading.backups.map((backup) => [backup.id, backup]));
  const known = new Set(seen.map(({ id }) => id));
  const isComplete = reading.unreadableBackups === 0;
  const looked = seen.map((earlier) => {
    const entry = notAhead(earlier, readAt);
    const row = rows.get(entry.id);
    if (row || isInOlderList(entry, reading)) return listed(entry, row, readAt);
    return isComplete && entry.missingSince === null && entry.gone === null
      ? { ...entry, missingSince: readAt }
      : entry;
  });
  const entered = [...rows.values()]
    .filter((backup) => backup.state === 'complete' && !known.has(backup.id))
    .map((backup) => firstSeen(backup, readAt))
    .sort((a, b) => (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1));
  const entries = [...looked, ...entered];
  return bounded(isComplete ? judged(entries, step) : entries, readAt);
}

/** The backups of a server that were deleted from here, by whichever account: all but those whose deletion failed. */
export function deletedHere(operations: readonly Operation[], server: Server): ReadonlySet<BackupId> {
  return new Set(
    operations.flatMap(({ task, provider, serverId, state }) =>
      task.kind === 'delete' && provider === server.provider && serverId === server.id && state !== 'failed'
        ? [task.backup.id]
        : [],
    ),
  );
}

/** Those that were missing before this reading and still are: gone, unless a later reading is to say why. */
function judged(entries: readonly SeenBackup[], step: LedgerStep): readonly SeenBackup[] {
  const { readAt } = step;
  const isStillMissing = ({ gone, missingSince }: SeenBackup) =>
    gone === null && missingSince !== null && missingSince !== readAt;
  if (!entries.some(isStillMissing)) return entries;
  const whyGone = absenceJudge(entries, step);
  return entries.map((entry) => {
    const why = isStillMissing(entry) ? whyGone(entry) : null;
    return why === null ? entry : { ...entry, gone: { at: readAt, why } };
  });
}

/** Moments that lie ahead tell of a clock that was set back. */
function notAhead(entry: SeenBackup, readAt: EpochMs): SeenBackup {
  const { firstSeenAt, lastSeenAt, missingSince } = entry;
  if (Math.max(firstSeenAt, lastSeenAt, missingSince ?? 0) <= readAt) return entry;
  return {
    ...entry,
    firstSeenAt: Math.min(firstSeenAt, readAt),
    lastSeenAt: Math.min(lastSeenAt, readAt),
    missingSince: missingSince === null ? null : Math.min(missingSince, readAt),
  };
}

/** A row without a partner in the provider's older list, of the same second, is this backup: it still exists. */
function isInOlderList({ createdAt }: SeenBackup, { unmatched }: ServerReading): boolean {
  const secondOf = (at: EpochMs) => Math.floor(at / SECOND_MS);
  return unmatched.some(
    (row) => row.createdAt !== null && createdAt !== null && secondOf(row.createdAt) === secondOf(createdAt),
  );
}

function listed(entry: SeenBackup, row: Backup | undefined, readAt: EpochMs): SeenBackup {
  const facts = row && row.state === 'complete' ? factsOf(row) : {};
  return { ...entry, ...facts, lastSeenAt: readAt, missingSince: null, gone: null };
}

function firstSeen(backup: Backup, readAt: EpochMs): SeenBackup {
  return { ...factsOf(backup), firstSeenAt: readAt, lastSeenAt: readAt, missingSince: null, gone: null };
}

function factsOf({ id, kind, createdAt, expiresAt, size, note }: Backup) {
  return { id, kind, createdAt, expiresAt, size, note };
}

function bounded(entries: readonly SeenBackup[], readAt: EpochMs): readonly SeenBackup[] {
  const kept = entries.filter(({ gone }) => gone === null || readAt - gone.at <= KEPT_GONE_MS);
  const surplus = kept.length - KEPT_ENTRIES;
  if (surplus <= 0) return kept;
  const oldestGone = kept
    .flatMap(({ id, gone }) => (gone === null ? [] : [{ id, at: gone.at }]))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const forgotten = new Set(oldestGone.slice(0, surplus).map(({ id }) => id));
  return kept.filter(({ id }) => !forgotten.has(id));
}
