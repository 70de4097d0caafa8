import type { ServerReading } from '../../model/server';
import { DAY_MS } from '../../model/time';
import { providerInfo } from '../../providers/origins';
import { isUnread } from '../unread';
import type { Draft, ReadingCase } from './draft';
import { failedRun, missedRun } from './runs';

/** A backup that came by itself within a month and a day shows that something makes them. */
const RECENT_MS = 32 * DAY_MS;

/** What is wrong with the backups that should come by themselves: a run that failed or never came, or none at all. */
export function scheduleFindings(current: ReadingCase): readonly Draft[] {
  return [failedRun(current), missedRun(current), nothingAutomatic(current)].filter(
    (draft) => draft !== null,
  );
}

function nothingAutomatic(current: ReadingCase): Draft | null {
  const { reading, row } = current;
  const { automatic } = row.stored.server;
  if (automatic.kind === 'stated') return null;
  if (automatic.kind === 'none') return { facts: { kind: 'noAutomatic' }, severity: 'warning', since: null };
  if (reading.schedules.length > 0) {
    const isOff = reading.schedules.every(({ enabled }) => enabled === false);
    return isOff ? { facts: { kind: 'scheduleOff' }, severity: 'warning', since: null } : null;
  }
  return isMissing(current) ? { facts: { kind: 'scheduleMissing' }, severity: 'info', since: null } : null;
}

/** That there is no schedule is only certain where all lists of them could be read, each row of them included. */
function isMissing({ reading, row }: ReadingCase): boolean {
  return (
    providerInfo(row.provider).tellsSchedules &&
    reading.quota.kind !== 'absent' &&
    reading.unreadableRows === 0 &&
    !isUnread(reading, 'schedules', 'legacySchedules') &&
    !cameByItself(reading, row.providerNow - RECENT_MS)
  );
}

function cameByItself({ backups }: ServerReading, after: number): boolean {
  return backups.some(
    ({ kind, createdAt }) =>
      (kind === 'scheduled' || kind === 'automatic') && createdAt !== null && createdAt > after,
  );
}
