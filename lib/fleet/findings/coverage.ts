import type { EpochMs } from '../../model/time';
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
  const since = ourTime(restorePointAt + allowedMs, current);
  return [
    {
      facts: { kind: isExposed ? 'exposed' : 'overdue', restorePointAt, goalMs: row.goalMs },
      severity: isExposed ? 'error' : 'warning',
      since,
      occurrence: String(restorePointAt),
      told: wasReadSince(since, current) && (isExposed || !isFailureTold(current)),
    },
  ];
}

/** What became too old since the last reading may have a newer one by now, which the next reading will find. */
function wasReadSince(at: EpochMs, { row }: ServerCase): boolean {
  return row.stored.readAt !== null && row.stored.readAt >= at;
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
    // An account in trouble speaks for its servers, unless nobody is to hear of it; one never read is being read.
    told: cause !== 'notYet' && (row.status.trouble === null || settings.mutedTopics.includes('accounts')),
  };
}
