import { costOf, isAsTold } from '../../fleet/impact/cost';
import { slotsLeft } from '../../fleet/impact/slots';
import type { Backup, BackupCost, BackupId } from '../../model/backup';
import type { Operation, OperationTask } from '../../model/operation';
import type { ServerReading } from '../../model/server';
import { SECOND_MS } from '../../model/time';
import type { Trouble } from '../../model/trouble';
import { type Departure, type Handling, isEarly, open, type Sight, type Verdict } from './handling';

type CreateTask = Extract<OperationTask, { readonly kind: 'create' }>;

/** A new row may be dated a little before our request left: an answer's `Date` has whole seconds only. */
const DATE_TOLERANCE_MS = 30 * SECOND_MS;

/** A backup that is to be made, with a note or none, at a cost that a person was told of. */
export function creation({ note, cost }: CreateTask): Handling {
  return {
    refusalOf: (departure) => refusalOf(cost, departure),
    callOf: ({ createBackup }) =>
      createBackup ? (http, { stored }) => createBackup(http, stored.server, note) : null,
    verdictOf,
    missing: 'notMade',
    mayBeDone: new Set(),
    readsEntry: false,
  };
}

/** Slots that were free in an old reading may be taken; only where no limit is stated does its age not matter. */
function refusalOf(told: BackupCost | null, { stored, providerNow, unread }: Departure): Trouble | null {
  const hasNoLimit = stored.reading !== null && slotsLeft(stored.reading) === null;
  if (unread !== null && !hasNoLimit) return unread;
  return isAsTold(costOf({ stored, providerNow }), told) ? null : { kind: 'changed' };
}

/**
 * Judges a backup request by a reading made after it left, by the provider's clock. New rows made by hand since then,
 * with its note or none, are ours (two of them where the browser itself sent the request twice). Nothing new decides
 * `notDone` only where every row could be read and the provider would show a running backup: in its list
 * (`listsRunning`), or by closing its gate, which it says covers jobs in flight.
 */
function verdictOf(operation: Operation, sight: Sight): Verdict {
  const { reading, provider } = sight;
  const newBackups = newBackupsOf(operation, reading);
  if (newBackups.length > 0) return { kind: 'done', newBackups };
  const fresh = newByHand(reading.backups, operation);
  if (fresh.some((backup) => backup.state === 'running' && hasItsNote(backup, operation))) {
    return { kind: 'underWay' };
  }
  if (fresh.length > 0 || reading.unreadableBackups > 0 || isEarly(operation, sight)) return open;
  const gateOpen = reading.createGate !== null && reading.createGate.allowed;
  return gateOpen || provider.listsRunning ? { kind: 'notDone' } : open;
}

/** The new restore points that an operation's own good end left in the list; only a backup that was asked for leaves any. */
export function newBackupsOf(operation: Operation, reading: ServerReading): readonly BackupId[] {
  if (operation.task.kind !== 'create') return [];
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
