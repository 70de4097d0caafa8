import type { Frequency, HistoryEntry, Schedule } from '../../model/backup';
import { DAY_MS, type EpochMs, HOUR_MS } from '../../model/time';
import { isDated } from '../restore-points';
import { type Draft, ourTime, type ReadingCase } from './draft';
import { enabledSchedules, isStarved } from './rotation';

/** The longest that a period lasts: what a schedule without a stated next run cannot be blamed for earlier. */
const periodMs: Readonly<Record<Frequency, number>> = {
  daily: DAY_MS,
  weekly: 7 * DAY_MS,
  monthly: 31 * DAY_MS,
};
/** What belongs to a run may be dated a little before the run was due: not all of a provider's clocks agree. */
const EARLY_MS = HOUR_MS;

/** The newest failed run that no restore point has followed. */
export function failedRun(current: ReadingCase): Draft | null {
  const runs = failedRuns(current);
  const [newest] = runs;
  if (newest === undefined) return null;
  const { id, createdAt, statusText, errorText } = newest;
  const certain = newest.state === 'failed';
  return {
    facts: { kind: 'scheduleFailed', runAt: createdAt, runs: runs.length, certain, statusText, errorText },
    severity: certain ? 'error' : 'warning',
    since: createdAt === null ? null : ourTime(createdAt, current),
    occurrence: id,
  };
}

/**
 * Newest first. What a person started is not a schedule's; a row of unknown kind may be. One without a date counts
 * only where no restore point was ever seen: otherwise it may be long past, and none could ever follow it.
 */
function failedRuns(current: ReadingCase): readonly HistoryEntry[] {
  const { reading } = current;
  const goodAt = newestGoodAt(current);
  return reading.history
    .filter(({ kind, state }) => kind !== 'manual' && (state === 'failed' || state === 'possibleFailure'))
    .filter(({ createdAt }) => goodAt === null || (createdAt !== null && createdAt > goodAt))
    .sort(
      (a, b) =>
        (b.createdAt ?? 0) - (a.createdAt ?? 0) ||
        Number(b.state === 'failed') - Number(a.state === 'failed') ||
        (a.id < b.id ? -1 : 1),
    );
}

/** When the newest restore point was made, be it gone by now: a run before it has been followed all the same. */
function newestGoodAt({ row }: ReadingCase): EpochMs | null {
  const gone = row.stored.seen.flatMap((entry) => (isDated(entry, row.providerNow) ? entry.createdAt : []));
  const dates = row.lastGood === null ? gone : [row.lastGood.createdAt ?? 0, ...gone];
  return dates.length === 0 ? null : Math.max(...dates);
}

/**
 * The latest run that was due and left nothing, once the grace is over: one finding for all schedules of the server,
 * and each missed run a beginning of its own. Silent where a lack of slots or a failed run says why.
 */
export function missedRun(current: ReadingCase): Draft | null {
  const { reading, settings } = current;
  if (isStarved(reading)) return null;
  const missed = enabledSchedules(reading)
    .flatMap((schedule) => lastDue(schedule, current) ?? [])
    .filter((dueAt) => !leftSomething(dueAt - EARLY_MS, current));
  if (missed.length === 0) return null;
  const dueAt = Math.max(...missed);
  return {
    facts: { kind: 'scheduleLate', dueAt },
    severity: 'warning',
    since: ourTime(dueAt + settings.graceMs, current),
    occurrence: String(dueAt),
  };
}

/**
 * The last run whose grace was over when the reading was made: what is not stated as run, or due, was not due. Times
 * of runs are by the provider's clock.
 */
function lastDue(schedule: Schedule, { row, now, readAt, settings }: ReadingCase): EpochMs | null {
  const providerReadAt = readAt + (row.providerNow - now);
  const { nextRunAt, lastRunAt, frequency } = schedule;
  const expectedAt =
    nextRunAt === null && lastRunAt !== null && frequency !== null ? lastRunAt + periodMs[frequency] : null;
  const due = [nextRunAt, lastRunAt, expectedAt]
    .filter((at) => at !== null)
    .filter((at) => providerReadAt - at > settings.graceMs);
  return due.length === 0 ? null : Math.max(...due);
}

/** Whether anything since then is the run's doing: a backup, even one that was deleted again, or a failure. */
function leftSomething(from: EpochMs, current: ReadingCase): boolean {
  const { reading, row } = current;
  const isSince = (dated: { readonly createdAt: EpochMs | null }) =>
    isDated(dated, row.providerNow) && dated.createdAt >= from;
  return (
    reading.backups.some((backup) => backup.state !== 'unknown' && isSince(backup)) ||
    reading.history.some(
      ({ state, createdAt }) => state !== 'failed' && state !== 'possibleFailure' && isSince({ createdAt }),
    ) ||
    row.stored.seen.some(isSince) ||
    failedRuns(current).some(isSince)
  );
}
