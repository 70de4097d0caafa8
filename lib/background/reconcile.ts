import type { Backup, BackupId } from '../model/backup';
import type { Operation } from '../model/operation';
import type { ServerReading } from '../model/server';
import { type EpochMs, MINUTE_MS } from '../model/time';

/** What the server's list of backups says of an operation whose own answer is not to be had. */
export type Verdict =
  | { readonly kind: 'made'; readonly newBackups: readonly BackupId[] }
  | { readonly kind: 'underWay' }
  | { readonly kind: 'notMade' }
  | { readonly kind: 'open' };

/** A request needs this long at most to show at the provider. Our choice: no document states a time. */
const SHOWS_WITHIN_MS = 90_000;
/** A new row may be dated a little before our request left: the clocks are not ours. */
const DATE_TOLERANCE_MS = 2 * MINUTE_MS;

/**
 * Judges a backup request by a reading made after it left. New rows made by hand since then are ours (two of them
 * where the browser itself sent the request twice). Nothing new decides `notMade` only where the provider would show
 * a running backup: in its list (`listsRunning`), or by closing its gate, which it says covers jobs in flight.
 */
export function reconcile(
  operation: Operation,
  reading: ServerReading,
  providerNow: EpochMs,
  skewMs: number,
  listsRunning: boolean,
): Verdict {
  const sentAt = operation.createdAt + skewMs;
  const fresh = newByHand(reading.backups, operation, sentAt);
  const done = fresh.filter((backup) => backup.state === 'complete');
  if (done.length > 0) return { kind: 'made', newBackups: done.map((backup) => backup.id) };
  if (fresh.length > 0) return { kind: 'underWay' };
  if (providerNow - sentAt < SHOWS_WITHIN_MS) return { kind: 'open' };
  const gateOpen = reading.createGate !== null && reading.createGate.allowed;
  return gateOpen || listsRunning ? { kind: 'notMade' } : { kind: 'open' };
}

/** Rows that were not listed before an operation and may be what it asked for: by hand, since then, with its note. */
export function newByHand(
  backups: readonly Backup[],
  operation: Operation,
  sentAt: EpochMs,
): readonly Backup[] {
  const note = operation.task.kind === 'create' ? operation.task.note : null;
  return backups.filter(
    (backup) =>
      !operation.backupsBefore.includes(backup.id) &&
      (backup.kind === 'manual' || backup.kind === 'unknown') &&
      (backup.createdAt === null || backup.createdAt >= sentAt - DATE_TOLERANCE_MS) &&
      (note === null || backup.note === null || backup.note === note),
  );
}
