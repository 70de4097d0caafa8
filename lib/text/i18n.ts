import i18next from 'i18next';
import bg from '../../assets/locales/bg.json';
import en from '../../assets/locales/en.json';
import sv from '../../assets/locales/sv.json';
import type { Language, LanguageChoice } from '../model/settings';

const catalogues = { en, sv, bg } as const satisfies Record<Language, Readonly<Record<string, string>>>;

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<Key extends string> = Key extends `${infer Base}_${PluralForm}` ? Base : Key;

/** A key of the message catalogue; plural forms are named by their base. */
export type MessageKey = WithoutPlural<keyof typeof en>;
export type MessageValues = Readonly<Record<string, string | number>>;

const instance = i18next.createInstance();

/** Texts and dates are in the first of these languages that has a catalogue, in English where none has. */
export function setLanguages(tags: readonly string[]): void {
  void instance.init({
    initAsync: false,
    lng: tags.find((tag) => languageOf(tag) in catalogues) ?? 'en',
    fallbackLng: 'en',
    resources: {
      en: { translation: catalogues.en },
      sv: { translation: catalogues.sv },
      bg: { translation: catalogues.bg },
    },
    keySeparator: false,
    nsSeparator: false,
    // A server may be called `$t(popup.title)`: what is put into a text is no text of ours.
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
}

/**
 * Texts and dates are in the language that a person chose, "auto" being the browser's. A region that the browser names
 * with the language is kept: it decides how dates and numbers are written.
 */
export function setLanguage(choice: LanguageChoice): void {
  const tags = browserLanguages();
  setLanguages(choice === 'auto' ? tags : [...tags.filter((tag) => languageOf(tag) === choice), choice]);
}

function browserLanguages(): readonly string[] {
  return typeof navigator === 'undefined' ? ['en'] : navigator.languages;
}

function languageOf(tag: string): string {
  return new Intl.Locale(tag).language;
}

setLanguage('auto');

/** The text of a key in the current language. `count` selects the plural form. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  return instance.t(key, values);
}

/** The BCP 47 tag that Intl formatters take, so that dates and numbers match the words around them. */
export function locale(): string {
  return instance.language;
}

/** What a language is called in itself: "Svenska". */
export function languageName(language: Language): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

/** The way in which the current language is written. */
export function direction(): 'ltr' | 'rtl' {
  return t('direction') === 'rtl' ? 'rtl' : 'ltr';
}
