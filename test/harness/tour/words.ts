import i18next from 'i18next';
import bg from '../../../assets/locales/bg.json';
import en from '../../../assets/locales/en.json';
import sv from '../../../assets/locales/sv.json';
import type { Language } from '../../../lib/model/settings';
import type { MessageKey, MessageValues } from '../../../lib/text/i18n';

export type Catalogues = Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** Those of the product. */
export const catalogues: Catalogues = { en, sv, bg };

const instance = i18next.createInstance();

/** From now on `t` speaks this language. */
export function setWords(language: Language, { [language]: words }: Catalogues): void {
  void instance.init({
    initAsync: false,
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, [language]: { translation: words } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
}

/** What the page says for a key, in the language that it is in. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  return instance.t(key, values);
}
