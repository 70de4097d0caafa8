import type { Finding } from '../model/finding';
import type { EpochMs } from '../model/time';

/** `title`: whom it concerns and what it is, in a few words. `sentence`: what it means and what to do. */
export type FindingWords = { readonly title: string; readonly sentence: string };

/** A finding in words: the same in a card, in a notification and in a panel. */
export function findingWords(finding: Finding, _now: EpochMs): FindingWords {
  return { title: finding.kind, sentence: '' };
}
