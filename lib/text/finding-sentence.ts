import type { NamedBackup } from '../model/backup';
import type { Finding } from '../model/finding';
import type { EpochMs } from '../model/time';
import type { Trouble } from '../model/trouble';
import { providerInfo } from '../providers/origins';
import {
  comingWeekday,
  formatAge,
  formatBackupWhen,
  formatDuration,
  formatSize,
  formatWhenWithin,
} from './format';
import { locale, t } from './i18n';
import { isolate, troubleSentence } from './trouble';

type Of<Kind extends Finding['kind']> = Extract<Finding, { readonly kind: Kind }>;

/** What a finding means and what to do, in one or two plain sentences. */
export function sentenceOf(finding: Finding, now: EpochMs): string {
  const provider = finding.subject.kind === 'browser' ? '' : providerInfo(finding.subject.provider).name;
  const within = (at: EpochMs) => formatWhenWithin(at, now);
  switch (finding.kind) {
    case 'never':
      return t('finding.never');
    case 'overdue':
    case 'exposed':
      return t(`finding.${finding.kind}`, {
        when: formatBackupWhen(finding.restorePointAt, now),
        goal: formatAge(finding.goalMs),
      });
    case 'unread':
      return unread(finding, provider, now);
    case 'starved':
      return starved(finding, provider, now);
    case 'quotaFull':
      return t('finding.quotaFull');
    case 'quotaNear':
      return t('finding.quotaNear', { count: finding.remaining });
    case 'evicts': {
      const at = finding.oldest.createdAt;
      return at === null ? t('finding.evicts') : t('finding.evicts.one', { when: formatBackupWhen(at, now) });
    }
    case 'scheduleFailed':
      return scheduleFailed(finding, provider, now);
    case 'scheduleLate':
      return t('finding.scheduleLate', { when: within(finding.dueAt), provider });
    case 'scheduleOff':
    case 'scheduleMissing':
    case 'noAutomatic':
      return t(`finding.${finding.kind}`, { provider });
    case 'expiring':
      return t(finding.last ? 'finding.expiring.last' : 'finding.expiring.some', {
        when: within(finding.expiresAt),
      });
    case 'vanished':
      return vanished(finding, provider, now);
    case 'shrunk': {
      const sizes = { size: formatSize(finding.sizeBytes), median: formatSize(finding.medianBytes) };
      const at = finding.backup.createdAt;
      return at === null
        ? t('finding.shrunk', sizes)
        : t('finding.shrunk.dated', { ...sizes, when: formatBackupWhen(at, now) });
    }
    case 'stuck': {
      const what = t(`finding.stuck.${finding.what}`, { when: within(finding.startedAt), provider });
      return finding.usualMs === null
        ? t('finding.stuck.look', { what, provider })
        : t('finding.stuck.usual', { what, provider, usual: formatDuration(finding.usualMs) });
    }
    case 'accountTrouble':
      return `${troubleWords(finding.trouble, finding, now)} ${readWords(finding.checkedAt, now)}`;
    case 'unreadableRows':
      return t('finding.unreadableRows', { provider });
    case 'partUnread':
      return t('finding.partUnread', { why: troubleWords(finding.trouble, finding, now) });
    case 'serverGone':
      return finding.backups === 0
        ? t('finding.serverGone.bare', { provider, when: within(finding.goneAt) })
        : t('finding.serverGone', { count: finding.backups, provider, when: within(finding.goneAt) });
    case 'notWatched':
      return notWatched(finding);
  }
}

function unread(finding: Of<'unread'>, provider: string, now: EpochMs): string {
  const read = readWords(finding.readAt, now);
  switch (finding.cause) {
    case 'trouble':
      return finding.trouble === null
        ? read
        : t('finding.unread.trouble', { why: troubleWords(finding.trouble, finding, now), read });
    case 'stale':
      return t('finding.unread.stale', { read });
    default:
      return t(`finding.unread.${finding.cause}`, { provider });
  }
}

/** The provider does not say what it does then; only where it deletes none is that known. */
function starved({ schedule, evicts, oldest }: Of<'starved'>, provider: string, now: EpochMs): string {
  const backup = scheduledBackup(schedule.nextRunAt, now);
  if (evicts === false) return t('finding.starved.skips', { backup, provider });
  return oldest === null || oldest.createdAt === null
    ? t('finding.starved.mayEvict', { backup, provider })
    : t('finding.starved.mayEvictOne', { backup, provider, when: formatBackupWhen(oldest.createdAt, now) });
}

function scheduledBackup(at: EpochMs | null, now: EpochMs): string {
  if (at === null || at < now) return t('finding.starved.undated');
  const weekday = comingWeekday(at, now);
  return weekday === null
    ? t('finding.starved.at', { when: formatWhenWithin(at, now) })
    : t('finding.starved.weekday', { weekday });
}

/** A stated error is a failure; a word that no document explains is only quoted. */
function scheduleFailed(finding: Of<'scheduleFailed'>, provider: string, now: EpochMs): string {
  const { runAt, runs, certain, errorText } = finding;
  const dated = runAt === null ? null : { when: formatWhenWithin(runAt, now) };
  const what = certain ? failedRun(dated) : possibleFailure(finding, provider, dated);
  const run =
    errorText === null ? what : t('finding.scheduleFailed.why', { run: what, error: isolate(errorText) });
  return t('finding.scheduleFailed', { count: runs, run: ended(run), provider });
}

type Dated = { readonly when: string } | null;

function failedRun(dated: Dated): string {
  return dated === null ? t('finding.scheduleFailed.undated') : t('finding.scheduleFailed.run', dated);
}

function possibleFailure({ statusText }: Of<'scheduleFailed'>, provider: string, dated: Dated): string {
  const values = { provider, word: isolate(statusText) };
  return dated === null
    ? t('finding.scheduleFailed.possibleUndated', values)
    : t('finding.scheduleFailed.possible', { ...values, ...dated });
}

function vanished({ backups }: Of<'vanished'>, provider: string, now: EpochMs): string {
  const newest = newestOf(backups);
  return newest === null
    ? t('finding.vanished', { provider })
    : t('finding.vanished.dated', {
        count: backups.length,
        provider,
        when: formatBackupWhen(newest, now),
      });
}

function newestOf(backups: readonly NamedBackup[]): EpochMs | null {
  const dates = backups.flatMap(({ createdAt }) => (createdAt === null ? [] : [createdAt]));
  return dates.length === 0 ? null : Math.max(...dates);
}

function notWatched({ began, ended: over, backups }: Of<'notWatched'>): string {
  const changes = [
    ...(began === 0 ? [] : [t('finding.notWatched.began', { count: began })]),
    ...(over === 0 ? [] : [t('finding.notWatched.ended', { count: over })]),
    ...(backups === 0 ? [] : [t('finding.notWatched.backups', { count: backups })]),
  ];
  if (changes.length === 0) return t('finding.notWatched');
  return t('finding.notWatched.changed', {
    changes: new Intl.ListFormat(locale(), { type: 'conjunction' }).format(changes),
  });
}

function troubleWords(trouble: Trouble, { subject }: Finding, now: EpochMs): string {
  if (subject.kind === 'browser') return '';
  const provider = providerInfo(subject.provider).name;
  return ended(
    subject.kind === 'account'
      ? troubleSentence(trouble, { account: subject.label, provider, now })
      : troubleSentence(trouble, { account: null, server: subject.name, provider, now }),
  );
}

function readWords(at: EpochMs | null, now: EpochMs): string {
  return at === null ? t('finding.neverRead') : t('finding.readAt', { when: formatWhenWithin(at, now) });
}

/** A provider's own text may end in any way; what we say of it ends with a full stop. */
function ended(sentence: string): string {
  return /[.!?…]\u2069?$/.test(sentence) ? sentence : `${sentence}.`;
}
