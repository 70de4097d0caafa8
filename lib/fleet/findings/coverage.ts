import { freshForMs } from '../coverage';
import { type Draft, ourTime, readingCaseOf, type ServerCase } from './draft';
import { failedRun } from './runs';

/** That a server has no restore point, that it is too old, or that neither is known. */
export function coverageFindings(current: ServerCase): readonly Draft[] {
  const { row, settings } = current;
  if (row.stored.goneSince !== null || row.coverage === 'covered') return [];
  if (row.coverage === 'unknown') return [unread(current)];
  const restorePointAt = row.lastGood === null ? null : row.lastGood.createdAt;
  if (restorePointAt === null) return [{ facts: { kind: 'never' }, severity: 'error', since: null }];
  const isExposed = row.coverage === 'exposed';
  const allowedMs = isExposed
    ? Math.max(2 * row.goalMs, row.goalMs + settings.graceMs)
    : row.goalMs + settings.graceMs;
  return [
    {
      facts: { kind: isExposed ? 'exposed' : 'overdue', restorePointAt, goalMs: row.goalMs },
      severity: isExposed ? 'error' : 'warning',
      since: ourTime(restorePointAt + allowedMs, current),
      occurrence: String(restorePointAt),
      told: isExposed || !isFailureTold(current),
    },
  ];
}

/** That a run failed says that the backup it should have made is missing: being overdue for want of it is no news. */
function isFailureTold(current: ServerCase): boolean {
  const reading = readingCaseOf(current);
  return (
    reading !== null && failedRun(reading) !== null && !current.settings.mutedTopics.includes('schedules')
  );
}

function unread({ row, settings }: ServerCase): Draft {
  const { readAt, reading } = row.stored;
  const common = { severity: 'warning' as const };
  if (row.isFresh) {
    return {
      ...common,
      facts: { kind: 'unread', cause: 'hidden', trouble: null, readAt },
      since: null,
    };
  }
  const cause = row.trouble !== null ? 'trouble' : reading === null ? 'notYet' : 'stale';
  return {
    ...common,
    facts: { kind: 'unread', cause, trouble: row.trouble, readAt },
    since: readAt === null ? row.stored.troubleSince : readAt + freshForMs(settings),
    // An account in trouble speaks for its servers; one that was never read is being read.
    told: cause !== 'notYet' && row.status.trouble === null,
  };
}
