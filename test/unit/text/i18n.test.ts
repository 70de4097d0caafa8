import { afterEach, describe, expect, test, vi } from 'vitest';
import { languages } from '../../../lib/model/settings';
import { direction, languageName, locale, setLanguage, setLanguages, t } from '../../../lib/text/i18n';

afterEach(() => {
  vi.unstubAllGlobals();
  setLanguage('auto');
});

function browserSpeaks(...tags: string[]): void {
  vi.stubGlobal('navigator', { languages: tags });
}

describe('the language', () => {
  test.each([
    [['sv-SE', 'en'], 'sv-SE'],
    [['fr-FR', 'bg', 'en-GB'], 'bg'],
    [['fr', 'en-AU'], 'en-AU'],
    [['fr', 'de'], 'en'],
    [[], 'en'],
  ])('of a browser that wants %j is %s', (tags, expected) => {
    browserSpeaks(...tags);
    setLanguage('auto');
    expect(locale()).toBe(expected);
  });

  test.each([
    ['sv', ['en-GB', 'sv-FI'], 'sv-FI'],
    ['sv', ['en-GB'], 'sv'],
    ['bg', ['sv-SE'], 'bg'],
    ['en', ['bg', 'en-IE', 'en'], 'en-IE'],
  ] as const)('that a person chose, %s, in a browser that wants %j is %s', (choice, tags, expected) => {
    browserSpeaks(...tags);
    setLanguage(choice);
    expect(locale()).toBe(expected);
  });

  test('is named in itself, and written from left to right', () => {
    expect(languages.map(languageName)).toEqual(['English', 'Svenska', 'Български']);
    for (const language of languages) {
      setLanguage(language);
      expect(direction()).toBe('ltr');
    }
  });

  test('of a region has the texts of its language', () => {
    setLanguages(['sv-FI']);
    expect(t('options.language')).toBe('Språk');
  });
});
