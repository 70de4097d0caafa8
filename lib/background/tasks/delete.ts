import { isUnread } from '../../fleet/unread';
import type { Backup, NamedBackup } from '../../model/backup';
import type { Operation } from '../../model/operation';
import type { ServerReading } from '../../model/server';
import { TroubleError } from '../../model/trouble';
import { done, type Handling, isEarly, open, type Sight, type Verdict } from './handling';

/** A backup that is to be deleted: of the newer list or, at a provider with two, of the older one. */
export function deletion({ id }: NamedBackup): Handling {
  return {
    callOf: ({ deleteBackup }) =>
      deleteBackup
        ? async (http, { account, stored }) => {
            const { server, reading } = stored;
            const backup = reading === null ? undefined : rowsOf(reading).find((row) => row.id === id);
            if (backup === undefined) throw new TroubleError({ kind: 'restorePointGone' });
            if (backup.protected === true) throw new TroubleError({ kind: 'protected' });
            await deleteBackup(http, server, backup, account.legacyIds[server.id] ?? null);
            return 'done';
          }
        : null,
    refusalOf: () => null,
    verdictOf: (operation, sight) => verdictOf(id, operation, sight),
    missing: 'notDone',
    // Somebody else deleted it first; or the path, where that is inferred, means nothing to the provider.
    mayBeDone: new Set(['notFound', 'callNotFound']),
    readsEntry: false,
  };
}

/** A whole list without it says that it is gone. An older list that could not be read says nothing of its own rows. */
function verdictOf(id: string, operation: Operation, sight: Sight): Verdict {
  const { reading } = sight;
  const isNewer = reading.backups.some((row) => row.id === id);
  const isOlder = reading.unmatched.some((row) => row.id === id);
  if (isNewer) return isEarly(operation, sight) ? open : { kind: 'notDone' };
  const olderFailed = isUnread(reading, 'legacyBackups');
  const { backupsBefore } = operation;
  const wasNewer = backupsBefore !== null && backupsBefore.includes(id);
  if (olderFailed && !wasNewer) return open;
  if (isOlder) return isEarly(operation, sight) ? open : { kind: 'notDone' };
  return reading.unreadableRows > 0 ? open : done;
}

function rowsOf({ backups, unmatched }: ServerReading): readonly Backup[] {
  return [...backups, ...unmatched];
}
