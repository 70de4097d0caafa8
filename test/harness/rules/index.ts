import { everyKeyThere, everyKeyUsed, noBareText } from './catalogue';
import {
  everyTestRuns,
  noSinks,
  oneFetch,
  oneSender,
  oneStorage,
  quietConsole,
  thinEntrypoints,
} from './conventions';
import { directions, pagesStayLight } from './imports';
import { sameInEveryLanguage } from './languages';
import type { Rule } from './project';
import { completeProviders, noProviderNames } from './providers';
import { ownWords } from './words';

export const rules: readonly Rule[] = [
  directions,
  pagesStayLight,
  thinEntrypoints,
  oneFetch,
  oneStorage,
  oneSender,
  noSinks,
  quietConsole,
  noProviderNames,
  completeProviders,
  everyKeyUsed,
  everyKeyThere,
  sameInEveryLanguage,
  noBareText,
  everyTestRuns,
  ownWords,
];
