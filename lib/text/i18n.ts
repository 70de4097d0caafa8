import i18next from 'i18next';
import en from '../../assets/locales/en.json';

const catalogues = { en } as const;

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<Key extends string> = Key extends `${infer Base}_${PluralForm}` ? Base : Key;

/** A key of the message catalogue; plural forms are named by their base. */
export type MessageKey = WithoutPlural<keyof typeof en>;
export type MessageValues = Readonly<Record<string, string | number>>;

const instance = i18next.createInstance();

/** The language that texts and dates are in: the first of the browser's languages that has a catalogue. */
export function setLanguages(languages: readonly string[]): void {
  const language = languages.find((tag) => new Intl.Locale(tag).language in catalogues) ?? 'en';
  void instance.init({
    initAsync: false,
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: catalogues.en } },
    keySeparator: false,
    nsSeparator: false,
    // A server may be called `$t(popup.title)`: what is put into a text is no text of ours.
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
}

setLanguages(typeof navigator === 'undefined' ? ['en'] : navigator.languages);

/** The text of a key in the current language. `count` selects the plural form. */
export function t(key: MessageKey, values: MessageValues = {}): string {
  return instance.t(key, values);
}

/** The BCP 47 tag that Intl formatters take, so that dates and numbers match the words around them. */
export function locale(): string {
  return instance.language;
}
