import type { Activity, NotStarted } from '../fleet/activity';
import type { EpochMs } from '../model/time';
import { t } from './i18n';
import { troubleSentence } from './trouble';

/** `word`: in one or two words. `sentence`: what there is to know beside it, null where the word says all. */
export type ResultWords = { readonly word: string; readonly sentence: string | null };

/** What became of an entry of the record. Plain text. */
export function resultWords(entry: Activity, now: EpochMs): ResultWords {
  const { result } = entry;
  switch (result.kind) {
    case 'open': {
      const sentence = result.state === 'checking' ? t('activity.open.checking.sentence') : null;
      return { word: t(`activity.open.${result.state}`), sentence };
    }
    case 'succeeded':
      return { word: t('activity.result.succeeded'), sentence: null };
    case 'undecided':
      return { word: t('activity.result.undecided'), sentence: t('activity.undecided.sentence') };
    case 'unrecorded':
      return { word: t('activity.result.unrecorded'), sentence: t('activity.unrecorded.sentence') };
    case 'failed':
      return {
        word: t('activity.result.failed'),
        sentence: troubleSentence(result.trouble, contextOf(entry, now)),
      };
    case 'notStarted':
      return { word: t('activity.result.notStarted'), sentence: whyWords(result.why, entry, now) };
  }
}

function whyWords(why: NotStarted, entry: Activity, now: EpochMs): string {
  return why.kind === 'trouble'
    ? troubleSentence(why.trouble, contextOf(entry, now))
    : t(`activity.notStarted.${why.kind}`);
}

function contextOf({ account, providerName, serverName }: Activity, now: EpochMs) {
  return {
    account: account === null ? null : account.label,
    provider: providerName,
    server: serverName,
    now,
    asked: true,
  };
}
