import type { Backup, BackupId } from '../model/backup';
import type { Operation } from '../model/operation';
import type { ServerReading } from '../model/server';
import { type EpochMs, SECOND_MS } from '../model/time';

/** What the server's list of backups says of an operation whose own answer is not to be had. */
export type Verdict =
  | { readonly kind: 'made'; readonly newBackups: readonly BackupId[] }
  | { readonly kind: 'notMade' }
  /** Under way, or not to be told from this reading. */
  | { readonly kind: 'open' };

/** A request needs this long at most to show at the provider. Our choice: no document states a time. */
const SHOWS_WITHIN_MS = 90 * SECOND_MS;
/** A new row may be dated a little before our request left: an answer's `Date` has whole seconds only. */
const DATE_TOLERANCE_MS = 30 * SECOND_MS;

/**
 * Judges a backup request by a reading made after it left, by the provider's clock. New rows made by hand since then,
 * with its note or none, are ours (two of them where the browser itself sent the request twice). Nothing new decides
 * `notMade` only where every row could be read and the provider would show a running backup: in its list
 * (`listsRunning`), or by closing its gate, which it says covers jobs in flight.
 */
export function reconcile(
  operation: Operation,
  reading: ServerReading,
  providerNow: EpochMs,
  listsRunning: boolean,
): Verdict {
  const fresh = newByHand(reading.backups, operation);
  const done = fresh.filter((backup) => backup.state === 'complete' && hasItsNote(backup, operation));
  if (done.length > 0) return { kind: 'made', newBackups: done.map((backup) => backup.id) };
  const mayHide = fresh.length > 0 || reading.unreadableBackups > 0;
  if (mayHide || providerNow - operation.askedAt < SHOWS_WITHIN_MS) return { kind: 'open' };
  const gateOpen = reading.createGate !== null && reading.createGate.allowed;
  return { kind: gateOpen || listsRunning ? 'notMade' : 'open' };
}

/** The new restore points that an operation's own good end left in the list. */
export function newBackupsOf(operation: Operation, reading: ServerReading): readonly BackupId[] {
  return newByHand(reading.backups, operation)
    .filter((backup) => backup.state === 'complete' && hasItsNote(backup, operation))
    .map((backup) => backup.id);
}

/** Rows that were not listed before the operation and were made by hand since. Undated ones only where that is known. */
function newByHand(backups: readonly Backup[], { backupsBefore, askedAt }: Operation): readonly Backup[] {
  return backups.filter((backup) => {
    if (backup.kind !== 'manual' && backup.kind !== 'unknown') return false;
    if (backupsBefore?.includes(backup.id)) return false;
    return backup.createdAt === null
      ? backupsBefore !== null
      : backup.createdAt >= askedAt - DATE_TOLERANCE_MS;
  });
}

function hasItsNote(backup: Backup, { task }: Operation): boolean {
  return task.kind !== 'create' || task.note === null || backup.note === null || backup.note === task.note;
}
