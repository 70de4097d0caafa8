import type { Coverage, CreateWarning, ServerRow } from '../fleet/types';
import type { Backup, Frequency, HistoryEntry, Schedule, Size } from '../model/backup';
import type { ServerReading } from '../model/server';
import type { EpochMs } from '../model/time';
import { formatAge, formatAgo, formatSize, formatWhen, weekdayName } from './format';
import { t } from './i18n';
import { isolate } from './trouble';

export function coverageWord(coverage: Coverage): string {
  return t(`coverage.${coverage}`);
}

/** The restore age of a row, or the word that stands where there is none. What was never read is never "never". */
export function restoreAgeWord(row: ServerRow): string {
  if (row.restoreAgeMs !== null) return formatAge(row.restoreAgeMs);
  if (row.coverage !== 'unknown') return t('age.never');
  return row.stored.reading === null ? unreadWord(row) : t('age.unknown');
}

/** What stands in the place of a fact of a server that was never read. */
export function unreadWord({ trouble }: ServerRow): string {
  return t(trouble === null ? 'age.notReadYet' : 'age.unknown');
}

/** A stored size as it is; a disk size only as what a restore needs; nothing where the provider states none. */
export function sizeWords(size: Size | null): string {
  if (size === null) return '';
  // No backup is empty: a provider that says 0 has not measured it.
  if ((size.basis === 'disk' ? size.diskBytes : size.sizeBytes) === 0) return t('backup.sizeNotStated');
  if (size.basis === 'disk') return t('backup.needsDisk', { size: formatSize(size.diskBytes) });
  return formatSize(size.sizeBytes);
}

/** The kind of a backup; the provider's own word where it is none of the known ones, null where there is none. */
export function kindWord(backup: Pick<Backup, 'kind' | 'kindText'>): string | null {
  if (backup.kind !== 'unknown') return t(`backup.kind.${backup.kind}`);
  return backup.kindText === '' ? null : backup.kindText;
}

/** What is to be said of a backup that is not a plain complete one; null for a restore point. */
export function backupStateWords(backup: Backup): string | null {
  if (backup.state === 'complete') return null;
  if (backup.state === 'running') return t('backup.state.running');
  return backup.stateText === null
    ? t('backup.state.notStated')
    : t('backup.state.unknown', { word: isolate(backup.stateText) });
}

/** "expires in 12 d", "expired", or null where no expiry is stated. */
export function expiryWords(expiresAt: EpochMs | null, now: EpochMs): string | null {
  if (expiresAt === null) return null;
  return expiresAt > now ? t('backup.expiresIn', { age: formatAge(expiresAt - now) }) : t('backup.expired');
}

export function frequencyWord(frequency: Frequency): string {
  return t(`rhythm.${frequency}`);
}

/** How often a server is backed up by itself, as far as that is stated: "weekly, kept 3 weeks". */
export function rhythmWords(row: ServerRow): string | null {
  const { automatic } = row.stored.server;
  if (automatic.kind === 'stated') {
    return t('rhythm.keptWeeks', { rhythm: frequencyWord(automatic.frequency), count: automatic.keptWeeks });
  }
  const schedule = row.stored.reading === null ? undefined : activeSchedule(row.stored.reading);
  if (schedule) return scheduleWords(schedule);
  return automatic.kind === 'none' ? t('rhythm.none') : null;
}

function activeSchedule(reading: ServerReading): Schedule | undefined {
  return reading.schedules.find((schedule) => schedule.enabled !== false);
}

/** "daily, keeps 7" */
export function scheduleWords(schedule: Schedule): string {
  const rhythm = schedule.frequency === null ? schedule.frequencyText : frequencyWord(schedule.frequency);
  return schedule.retentionCount === null
    ? rhythm
    : t('rhythm.keeps', { rhythm, count: schedule.retentionCount });
}

/** One line on a schedule: its rhythm, whether it is on, and when it runs next. */
export function scheduleLine(schedule: Schedule, now: EpochMs): string {
  const parts = [scheduleWords(schedule)];
  if (schedule.enabled === false) parts.push(t('schedule.off'));
  if (schedule.nextRunAt !== null && schedule.enabled !== false) {
    parts.push(t('schedule.next', { when: formatWhen(schedule.nextRunAt, now) }));
  } else {
    const day = dayWords(schedule);
    if (day !== null) parts.push(day);
    // The zone of the time is not documented: it is quoted rather than converted.
    if (schedule.timeText !== null) parts.push(t('schedule.at', { time: schedule.timeText }));
  }
  if (schedule.lastRunAt !== null) {
    parts.push(t('schedule.last', { when: formatWhen(schedule.lastRunAt, now) }));
  }
  return parts.join(' · ');
}

/** "Friday", "day 31"; what is no number of a weekday or a month's day is quoted, and a daily schedule has none. */
export function dayWords({ frequency, dayText }: Schedule): string | null {
  if (dayText === null || frequency === 'daily') return null;
  if (frequency === 'weekly' && /^[0-6]$/.test(dayText)) return weekdayName(Number(dayText));
  return t('schedule.day', { day: isolate(dayText) });
}

/** One line on a failed run in the provider's own history. */
export function failureLine(entry: HistoryEntry, now: EpochMs): string {
  const when = entry.createdAt === null ? t('backup.undated') : formatWhen(entry.createdAt, now);
  if (entry.state === 'possibleFailure') {
    return t('history.possibleFailure', { when, word: isolate(entry.statusText) });
  }
  return entry.errorText === null
    ? t('history.failedPlain', { when })
    : t('history.failed', { when, error: isolate(entry.errorText) });
}

/** What to know before a backup is started. */
export function warningSentence(warning: CreateWarning): string {
  return warning.kind === 'startedRecently'
    ? t('create.warning.startedRecently', { ago: formatAgo(warning.agoMs) })
    : t(`create.warning.${warning.kind}`);
}
