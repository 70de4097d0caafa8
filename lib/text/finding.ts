import type { Finding, Subject } from '../model/finding';
import type { EpochMs } from '../model/time';
import { providerInfo } from '../providers/origins';
import { sentenceOf } from './finding-sentence';
import { formatWhenWithin, number } from './format';
import { t } from './i18n';
import { isolate, named } from './trouble';

/** `title`: whom it concerns and what it is, in a few words. `sentence`: what it means and what to do. */
export type FindingWords = { readonly title: string; readonly sentence: string };

/** A title has to stand in one line of a notification: a name takes less of it than of a sentence. */
const NAME_LENGTH = 34;
const WORD_LENGTH = 16;

/**
 * A finding in words: the same in a card, in a notification and in a panel. Plain text; the sentence ends with a full
 * stop. `now` is the moment that times are told from.
 */
export function findingWords(finding: Finding, now: EpochMs): FindingWords {
  return {
    title: findingTitle(finding, now, named(nameOf(finding.subject), NAME_LENGTH)),
    sentence: sentenceOf(finding, now),
  };
}

/** "since yesterday 03:00"; "noticed yesterday 03:00" where it may have been so before. */
export function sinceWords({ beganAt, isFirstSight }: Finding, now: EpochMs): string {
  return t(isFirstSight ? 'finding.noticed' : 'finding.since', { when: formatWhenWithin(beganAt, now) });
}

/** The whole name of the server or the account that a finding is about; empty where it is about the browser. */
export function nameOf(subject: Subject): string {
  if (subject.kind === 'browser') return '';
  return subject.kind === 'server' ? subject.name : subject.label;
}

/** The title around `name`, or around whatever stands for it. */
export function findingTitle(finding: Finding, now: EpochMs, name: string): string {
  switch (finding.kind) {
    case 'unread':
      return t(`finding.unread.${finding.cause}.title`, { name });
    case 'quotaFull':
    case 'quotaNear':
      return t('finding.quota.title', {
        name,
        used: number(finding.used),
        limit: number(finding.limit),
      });
    case 'scheduleFailed':
      return finding.certain
        ? t('finding.scheduleFailed.certain.title', { name })
        : t('finding.scheduleFailed.possible.title', { name, word: named(finding.statusText, WORD_LENGTH) });
    case 'expiring':
      return t(finding.last ? 'finding.expiring.last.title' : 'finding.expiring.some.title', { name });
    case 'vanished':
      return t('finding.vanished.title', { name, count: finding.backups.length });
    case 'stuck':
      return t(`finding.stuck.${finding.what}.title`, { name });
    case 'accountTrouble':
      return t(`finding.trouble.${troubleWord(finding.trouble.kind)}`, {
        name,
        provider: isolate(providerOf(finding.subject)),
      });
    case 'unreadableRows':
      return t('finding.unreadableRows.title', { name, count: finding.rows });
    case 'partUnread':
      return t(`finding.partUnread.${finding.part}.title`, { name });
    case 'notWatched':
      return t('finding.notWatched.title', {
        from: formatWhenWithin(finding.from, now),
        to: formatWhenWithin(finding.to, now),
      });
    default:
      return t(`finding.${finding.kind}.title`, { name });
  }
}

/** The title of one kind of finding at several servers at once. */
export function findingTitleOfMany(finding: Finding, count: number): string {
  switch (finding.kind) {
    case 'accountTrouble':
    case 'notWatched':
      throw new Error(`${finding.kind} is about no server`);
    case 'scheduleFailed':
      return t(finding.certain ? 'finding.scheduleFailed.many' : 'finding.possibleFailure.many', { count });
    default:
      return t(`finding.${finding.kind}.many`, { count });
  }
}

/** The troubles that a title tells apart; whatever else there is, the account could not be read. */
const TITLED = [
  'wrongKey',
  'forbidden',
  'rateLimited',
  'unreachable',
  'timedOut',
  'permissionMissing',
  'keyMissing',
  'keyDamaged',
] as const;

function troubleWord(kind: string): (typeof TITLED)[number] | 'other' {
  return TITLED.find((titled) => titled === kind) ?? 'other';
}

function providerOf(subject: Subject): string {
  return subject.kind === 'browser' ? '' : providerInfo(subject.provider).name;
}
