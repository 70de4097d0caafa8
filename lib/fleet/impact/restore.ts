import type { Backup } from '../../model/backup';
import { providerInfo } from '../../providers/origins';
import { isDated, isRestorePoint, newestFirst } from '../restore-points';
import type { ServerRow } from '../types';
import { diskCheckOf } from './disk';
import { safetyOf } from './safety';
import type { ChosenPoint, RestoreImpact, RestorePoint, RestoreRefusal } from './types';
import { withheldOf } from './withheld';

/**
 * What restoring a server would do: which point it would go back to, what is lost, what may stand against it, and
 * whether its current state can be backed up first. Everything is judged by the row's reading, so a refusal is only as
 * good as that; `unread` says when it is too old.
 */
export function restoreImpact(row: ServerRow, chosen: ChosenPoint): RestoreImpact {
  const own = chosen.kind === 'own' ? ownBackup(row, chosen.backupId) : null;
  const point = pointOf(own, chosen);
  const dated = point !== null && isDated(point, row.providerNow) ? point.createdAt : null;
  const { reading } = row.stored;
  const disk = diskCheckOf(row, chosen, point);
  return {
    point,
    ageMs: dated === null ? null : Math.max(0, row.providerNow - dated),
    newer: newerOf(row, chosen.kind === 'own' ? dated : null, own),
    loss:
      chosen.kind === 'other'
        ? { kind: 'everything' }
        : dated === null
          ? { kind: 'afterUndated' }
          : { kind: 'after', at: dated },
    meanwhile: providerInfo(row.provider).whileRestoring[chosen.kind === 'own' ? 'inPlace' : 'fromServer'],
    disk,
    refusal: refusalOf(row, chosen, own, point, disk),
    safety:
      reading === null
        ? { kind: 'notPossible', reason: null, roomHelps: false }
        : safetyOf(row, reading, own),
  };
}

function ownBackup(row: ServerRow, id: string): Backup | null {
  const unmatched = row.stored.reading === null ? [] : row.stored.reading.unmatched;
  return [...row.backups, ...unmatched].find((backup) => backup.id === id) ?? null;
}

function pointOf(own: Backup | null, chosen: ChosenPoint): RestorePoint | null {
  if (own !== null) {
    const { id, kind, kindText, createdAt, note, size, expiresAt } = own;
    return { id, kind, kindText, createdAt, note, size, expiresAt };
  }
  if (chosen.kind === 'own' || chosen.backup === null) return null;
  return { ...chosen.backup, kind: 'unknown', kindText: '', note: null, expiresAt: null };
}

/** Those newer than `at`; all of the server's where there is no moment to compare with. */
function newerOf(row: ServerRow, at: number | null, own: Backup | null): RestoreImpact['newer'] {
  const others = row.backups.filter(
    (backup) => !(own !== null && own.id === backup.id) && isRestorePoint(backup, row.providerNow),
  );
  const dated = others.filter((backup) => isDated(backup, row.providerNow));
  const newer = at === null ? dated : dated.filter((backup) => backup.createdAt > at);
  return {
    count: newer.length,
    newest: newestFirst(newer)[0] ?? null,
    undated: others.length - dated.length,
    unreadable: row.stored.reading === null ? 0 : row.stored.reading.unreadableBackups,
  };
}

function refusalOf(
  row: ServerRow,
  chosen: ChosenPoint,
  own: Backup | null,
  point: RestorePoint | null,
  disk: RestoreImpact['disk'],
): RestoreRefusal | null {
  const withheld = withheldOf(row, chosen.kind === 'own' ? 'restore' : 'restoreFrom');
  if (withheld !== null) return withheld;
  if (point === null) return { kind: 'gone' };
  const reading = row.stored.reading;
  const isOlder = reading !== null && reading.unmatched.some(({ id }) => id === point.id);
  if (isOlder) return { kind: 'olderList' };
  if (own !== null && own.state !== 'complete') return { kind: 'notComplete' };
  if (own !== null && !isRestorePoint(own, row.providerNow)) return { kind: 'expired' };
  if (disk.kind === 'tooSmall') {
    return { kind: 'diskTooSmall', needsBytes: disk.needsBytes, hasBytes: disk.hasBytes };
  }
  if (reading === null) return null;
  // A restore in place and one of another server's backup have a gate each.
  const gate = chosen.kind === 'own' ? reading.restoreGate : reading.restoreFromGate;
  return gate !== null && !gate.allowed ? { kind: 'gateClosed', reason: gate.reason } : null;
}
