import type { HistoryEntry, Schedule } from '../../model/backup';
import type { ServerReading } from '../../model/server';
import { type EpochMs, HOUR_MS } from '../../model/time';
import { isDated, isRestorePoint } from '../restore-points';
import type { LastResult } from './types';

/** What belongs to a run may be dated a little before the run was due: not all of a provider's clocks agree. */
const EARLY_MS = HOUR_MS;

export type ResultCase = {
  readonly schedule: Schedule;
  readonly reading: ServerReading;
  /** The provider's clock. */
  readonly providerNow: EpochMs;
  /** How long a run may take to show. */
  readonly graceMs: number;
};

/**
 * What came of a schedule's newest run: by the provider's own history, by the newest restore point of the schedule, or
 * by the time of its last run where neither is of that run. What failed is told before what was made at the same time.
 */
export function lastResultOf(current: ResultCase): LastResult {
  const { schedule, providerNow, graceMs } = current;
  const [newest] = [historyResult(current), restorePointResult(current)]
    .filter((result) => result !== null)
    .sort((a, b) => (momentOf(b) ?? 0) - (momentOf(a) ?? 0));
  const newestAt = newest === undefined ? null : momentOf(newest);
  const { lastRunAt } = schedule;
  const isOlder = lastRunAt !== null && (newestAt === null || newestAt < lastRunAt - EARLY_MS);
  if (!isOlder) return newest ?? { kind: 'notStated' };
  // A history whose row has no date may well be of that run.
  if (newest !== undefined && newestAt === null) return newest;
  return providerNow - lastRunAt > graceMs
    ? { kind: 'nothingListed', at: lastRunAt }
    : { kind: 'running', at: lastRunAt };
}

export function momentOf(result: LastResult): EpochMs | null {
  return result.kind === 'notStated' ? null : result.at;
}

function historyResult(current: ResultCase): LastResult | null {
  const [newest] = current.reading.history
    .filter((entry) => entry.kind !== 'manual' && isOf(entry.scheduleId, current))
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
  return newest === undefined ? null : resultOf(newest);
}

function resultOf(entry: HistoryEntry): LastResult {
  const at = entry.createdAt;
  switch (entry.state) {
    case 'failed':
      return { kind: 'failed', at, errorText: entry.errorText };
    case 'possibleFailure':
      return { kind: 'possibleFailure', at, entry };
    case 'running':
      return { kind: 'running', at };
    case 'active':
    case 'deleted':
      return at === null ? { kind: 'notStated' } : { kind: 'made', at };
  }
}

function restorePointResult(current: ResultCase): LastResult | null {
  const { reading, providerNow } = current;
  const dates = reading.backups
    .filter((backup) => isRestorePoint(backup, providerNow) && isDated(backup, providerNow))
    .filter((backup) => backup.kind === 'scheduled' && isOf(backup.scheduleId, current))
    .flatMap(({ createdAt }) => createdAt ?? []);
  return dates.length === 0 ? null : { kind: 'made', at: dates.reduce((a, b) => Math.max(a, b)) };
}

/** Whether something is this schedule's: by its id, or, where none is stated, because there is no other. */
function isOf(scheduleId: string | null, { schedule, reading }: ResultCase): boolean {
  if (scheduleId === null) return reading.schedules.length === 1;
  return scheduleId === schedule.id || scheduleId === schedule.historyId;
}
