import type {
  Consequence,
  LastResult,
  NextRun,
  Observed,
  Rhythm,
  Room,
  ScheduleLine,
} from '../fleet/schedules/types';
import type { BackupSettingsChange, Schedule, ScheduleDraft } from '../model/backup';
import { DAY_MS, type EpochMs, HOUR_MS } from '../model/time';
import { formatAgeLong, formatWhen, formatWhenWithin, number, weekdayName } from './format';
import { t } from './i18n';
import { isolate, named } from './trouble';
import { dayWords, frequencyWord } from './words';

/** "weekly · Friday · 05:23": the rhythm, the day and the time as the provider counts them. */
export function timetableWords(schedule: Schedule): string {
  const { frequency, frequencyText, timeText } = schedule;
  const rhythm = frequency === null ? isolate(frequencyText) : frequencyWord(frequency);
  return [rhythm, dayWords(schedule), timeText === null ? null : isolate(timeText)]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
}

/** The same of a schedule that is asked for, with what it keeps. */
export function draftWords(draft: ScheduleDraft): string {
  const { frequency, hour, minute, retentionCount, enabled } = draft;
  const day =
    frequency === 'weekly'
      ? weekdayName(draft.dayOfWeek)
      : frequency === 'monthly'
        ? t('schedule.day', { day: number(draft.dayOfMonth) })
        : null;
  const clock = [hour, minute ?? 0].map((part) => String(part).padStart(2, '0')).join(':');
  const kept = t('schedules.keeps', { count: retentionCount });
  const off = enabled ? null : t('schedule.off');
  return [frequencyWord(frequency), day, clock, kept, off].filter((part) => part !== null).join(' · ');
}

/** A schedule as it stands, with what it keeps, so that it can be compared with one that is asked for. */
export function presentWords(schedule: Schedule): string {
  const { retentionCount, enabled } = schedule;
  const kept = retentionCount === null ? null : t('schedules.keeps', { count: retentionCount });
  const off = enabled === false ? t('schedule.off') : null;
  return [timetableWords(schedule), kept, off].filter((part) => part !== null).join(' · ');
}

/** "4 → 2": how many backups may be kept in all, now and then; null where that is not changed. `present`: null: not stated. */
export function limitChangeWords(
  { totalLimit }: BackupSettingsChange,
  present: number | null,
): string | null {
  if (totalLimit === undefined) return null;
  return changedWords(present === null ? null : number(present), number(totalLimit));
}

/** "refuses the new one → deletes the oldest": what a full server does, now and then; null where that is not changed. */
export function ruleChangeWords(
  { autoDeleteOldest }: BackupSettingsChange,
  present: boolean | null,
): string | null {
  if (autoDeleteOldest === undefined) return null;
  return changedWords(present === null ? null : ruleWords(present), ruleWords(autoDeleteOldest));
}

/** What stays as it is is said once. */
function changedWords(from: string | null, to: string): string {
  return from === to ? to : t('confirm.change', { from: from ?? t('schedules.notStated'), to });
}

function ruleWords(evicts: boolean): string {
  return t(evicts ? 'confirm.whenFull.evicts' : 'confirm.whenFull.refuses');
}

/** What makes the backups come, in a few words. `canSet`: the provider has schedules that can be set. */
export function rhythmTitle(rhythm: Rhythm, provider: string, canSet: boolean): string {
  switch (rhythm.kind) {
    case 'schedule':
      return timetableWords(rhythm.schedule);
    case 'automatic':
      return rhythm.stated === null
        ? t('schedules.automatic')
        : t('rhythm.keptWeeks', {
            rhythm: frequencyWord(rhythm.stated.frequency),
            count: rhythm.stated.keptWeeks,
          });
    case 'none':
      return t(canSet ? 'schedules.none' : 'rhythm.none');
    case 'notStated':
      return t('schedules.providerSilent', { provider });
    case 'notRead':
      return t('schedules.notRead');
  }
}

/** "about every 7 days", from so many restore points. */
export function observedWords(observed: Observed): string {
  return t('schedules.observed.from', { every: everyWords(observed), count: observed.count });
}

/** "about every 7 days" */
export function everyWords({ intervalMs, isRegular }: Observed): string {
  return isRegular
    ? t('schedules.observed.every', { span: formatAgeLong(rounded(intervalMs)) })
    : t('schedules.observed.irregular');
}

/** To whole hours or, from two days on, to whole days: ages round down, and a rhythm of 6.99 days is one of a week. */
function rounded(spanMs: number): number {
  const unit = spanMs < 2 * DAY_MS ? HOUR_MS : DAY_MS;
  return Math.round(spanMs / unit) * unit;
}

/** `now` is the provider's clock, as are the moments. */
export function nextWords(next: NextRun, now: EpochMs): string {
  switch (next.kind) {
    case 'stated':
      return next.at < now
        ? t('schedules.next.wasDue', { when: formatWhenWithin(next.at, now) })
        : formatWhen(next.at, now);
    case 'estimated':
      return next.at < now
        ? t('schedules.next.wasExpected', { when: formatWhenWithin(next.at, now) })
        : t('schedules.next.about', { when: formatWhenWithin(next.at, now) });
    case 'off':
      return t('schedules.next.off');
    case 'notStated':
      return t('schedules.notStated');
  }
}

export function resultWords(result: LastResult): string {
  switch (result.kind) {
    case 'failed':
      return result.errorText === null
        ? t('schedules.result.failed')
        : t('schedules.result.failedBy', { error: isolate(result.errorText) });
    case 'possibleFailure':
      return t('schedules.result.possibleFailure', { word: isolate(result.entry.statusText) });
    case 'notStated':
      return t('schedules.result.notStated');
    default:
      return t(`schedules.result.${result.kind}`);
  }
}

/** What a schedule keeps, against the room that there is. Null where there is nothing to say. */
export function roomWords({ room, rhythm }: ScheduleLine): string | null {
  const keeps = rhythm.kind === 'schedule' ? rhythm.schedule.retentionCount : null;
  const kept = keeps === null ? null : t('schedules.keeps', { count: keeps });
  const problem = roomProblem(room);
  return [kept, problem].filter((part) => part !== null).join(' · ') || null;
}

function roomProblem(room: Room): string | null {
  switch (room.kind) {
    case 'enough':
      return null;
    case 'starved':
      return t('schedules.room.starved');
    case 'overLimit':
      return t('schedules.room.overLimit', { limit: number(room.limit) });
    case 'tooMany':
      return t('schedules.room.tooMany', { count: room.room });
  }
}

/** One sentence on what a change brings with it. `now` is the provider's clock. */
export function consequenceSentence(consequence: Consequence, provider: string, now: EpochMs): string {
  switch (consequence.kind) {
    case 'otherSchedule':
      return t('schedules.then.otherSchedule', {
        provider,
        schedule: isolate(timetableWords(consequence.schedule)),
      });
    case 'keepsFewer':
      return consequence.from === null
        ? t('schedules.then.keepsFewer.unknown', { provider, count: consequence.to })
        : t('schedules.then.keepsFewer', { provider, from: number(consequence.from), count: consequence.to });
    case 'tooMany':
      return `${t('schedules.then.tooMany', {
        retention: number(consequence.retention),
        count: consequence.room,
      })} ${onceFullSentence(consequence.evicts, provider)}`;
    case 'starved':
      return `${t('schedules.then.starved')} ${whenFullSentence(consequence.evicts, provider)}`;
    case 'shortMonths':
      return t('schedules.then.shortMonths', { day: number(consequence.dayOfMonth), provider });
    case 'losesMinute':
      return t('schedules.then.losesMinute', { provider, time: isolate(consequence.timeText) });
    case 'switchedOff':
      return t('schedules.then.switchedOff');
    case 'deletesSchedule':
      return consequence.copies === null
        ? t('schedules.then.deletesSchedule', { provider })
        : t('schedules.then.deletesSchedule.copies', { provider, count: consequence.copies });
    case 'evicts':
      return evictsSentence(consequence, provider, now);
    case 'refusesWhenFull':
      return t(consequence.isFull ? 'schedules.then.refuses.full' : 'schedules.then.refuses', { provider });
    case 'belowUsed':
      return t('schedules.then.belowUsed', {
        provider,
        used: number(consequence.used),
        limit: number(consequence.limit),
      });
    case 'lowersLimit':
      return consequence.from === null
        ? t('schedules.then.lowersLimit.unknown', { limit: number(consequence.to) })
        : t('schedules.then.lowersLimit', {
            from: number(consequence.from),
            limit: number(consequence.to),
          });
    case 'belowRetention':
      return t('schedules.then.belowRetention', {
        retention: number(consequence.retention),
        limit: number(consequence.limit),
      });
    case 'raisesLimit':
      return t('schedules.then.raisesLimit', { provider, limit: number(consequence.to) });
  }
}

/** What a backup does once no slot is free any more. */
function onceFullSentence(evicts: boolean | null, provider: string): string {
  if (evicts === null) return t('schedules.whenFull.notStated', { provider });
  return t(evicts ? 'schedules.onceFull.evicts' : 'schedules.onceFull.refuses', { provider });
}

/** What a backup does where no slot is free. */
export function whenFullSentence(evicts: boolean | null, provider: string): string {
  if (evicts === null) return t('schedules.whenFull.notStated', { provider });
  return evicts
    ? t('schedules.whenFull.evicts', { provider })
    : t('schedules.whenFull.refuses', { provider });
}

function evictsSentence(
  { oldest, isFull }: Extract<Consequence, { readonly kind: 'evicts' }>,
  provider: string,
  now: EpochMs,
): string {
  const rule = t(isFull ? 'schedules.then.evicts.full' : 'schedules.then.evicts', { provider });
  if (oldest === null || oldest.createdAt === null) return rule;
  const when = formatWhen(oldest.createdAt, now);
  const which =
    oldest.note === null
      ? t('schedules.then.evicts.oldest', { when })
      : t('schedules.then.evicts.oldestNamed', { when, note: named(oldest.note) });
  return `${rule} ${which}`;
}
