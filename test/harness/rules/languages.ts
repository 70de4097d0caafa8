import { EN, PLURAL } from './catalogue';
import type { Project, Rule } from './project';

const LANGUAGE = /^assets\/(?:locales\/(\w+)\.json|public\/_locales\/(\w+)\/messages\.json)$/;

/** The texts of a catalogue by key, be it ours or the browser's own form, which wraps each text. */
function textsOf(project: Project, path: string): ReadonlyMap<string, string> {
  const entries = Object.entries(JSON.parse(project.get(path) ?? '{}') as Record<string, unknown>);
  return new Map(
    entries.map(([key, text]) => [
      key,
      typeof text === 'object' && text !== null && 'message' in text ? String(text.message) : String(text),
    ]),
  );
}

/** The places that are filled in: `{{count}}`, `{age}` in the words for a provider's panel, `%s` in a menu. */
function placesOf(text: string): string {
  return [...new Set(text.match(/\{+\w+\}+|%s|\$\w+\$/g) ?? [])].sort().join(' ');
}

/** The forms of each base; a text without plural has the one form ''. */
function formsOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> {
  const forms = new Map<string, Set<string>>();
  for (const key of texts.keys()) {
    const base = key.replace(PLURAL, '');
    forms.set(base, (forms.get(base) ?? new Set()).add(PLURAL.exec(key)?.[1] ?? ''));
  }
  return forms;
}

function* faultsOfCatalogue(
  language: string,
  texts: ReadonlyMap<string, string>,
  english: ReadonlyMap<string, string>,
) {
  const wanted = new Set<string>(new Intl.PluralRules(language).resolvedOptions().pluralCategories);
  const forms = formsOf(texts);
  const englishForms = formsOf(english);
  for (const base of englishForms.keys()) if (!forms.has(base)) yield `has no ${base}`;
  for (const [base, own] of forms) {
    const inEnglish = englishForms.get(base);
    if (inEnglish === undefined) {
      yield `has ${base}, which English has not`;
      continue;
    }
    const needed = inEnglish.has('') ? new Set(['']) : wanted;
    for (const form of needed) if (!own.has(form)) yield `has no form “${form}” of ${base}`;
    for (const form of own)
      if (!needed.has(form)) yield `has a form “${form}” of ${base}, which it has no use for`;
  }
  for (const [key, text] of texts) {
    if (text.trim() === '' || text !== text.trim()) yield `says nothing, or has a blank at an end: ${key}`;
    const base = key.replace(PLURAL, '');
    const original = english.get(key) ?? english.get(`${base}_other`);
    if (original !== undefined && placesOf(text) !== placesOf(original)) {
      yield `fills in “${placesOf(text)}” in ${key}, where English fills in “${placesOf(original)}”`;
    }
  }
}

export const sameInEveryLanguage: Rule = {
  name: 'every catalogue has the texts of the English one, in the plural forms of its language, with the same places',
  check: (project) =>
    [...project.keys()].flatMap((path) => {
      const [, own, browsers] = LANGUAGE.exec(path) ?? [];
      const language = own ?? browsers;
      if (language === undefined) return [];
      const english = own === undefined ? 'assets/public/_locales/en/messages.json' : EN;
      return [...faultsOfCatalogue(language, textsOf(project, path), textsOf(project, english))].map(
        (fault) => `${path} ${fault}`,
      );
    }),
  fine: {
    [EN]: `{ "a": "A {{x}} {{y}}", "n_one": "{{count}} thing", "n_other": "{{count}} things", "p": "{age} %s" }`,
    'assets/locales/sv.json': `{ "a": "{{y}} Å {{x}}", "n_one": "{{count}} sak", "n_other": "{{count}} saker", "p": "%s {age}" }`,
    'assets/locales/pl.json': `{ "a": "{{x}} {{y}}", "n_one": "{{count}} rzecz", "n_few": "{{count}} rzeczy", "n_many": "{{count}} rzeczy", "n_other": "{{count}} rzeczy", "p": "%s {age}" }`,
    'assets/public/_locales/en/messages.json': `{ "name": { "message": "A" } }`,
    'assets/public/_locales/sv/messages.json': `{ "name": { "message": "Å" } }`,
  },
  broken: [
    { [EN]: `{ "a": "A" }`, 'assets/locales/sv.json': `{}` },
    { [EN]: `{}`, 'assets/locales/sv.json': `{ "a": "A" }` },
    { [EN]: `{ "n_one": "1", "n_other": "n" }`, 'assets/locales/sv.json': `{ "n_other": "n" }` },
    {
      [EN]: `{ "n_one": "1", "n_other": "n" }`,
      'assets/locales/pl.json': `{ "n_one": "1", "n_other": "n" }`,
    },
    { [EN]: `{ "n_one": "1", "n_other": "n" }`, 'assets/locales/sv.json': `{ "n": "n" }` },
    { [EN]: `{ "n_one": "1", "n_few": "2", "n_other": "n" }` },
    { [EN]: `{ "a": "A {{x}}" }`, 'assets/locales/sv.json': `{ "a": "Å" }` },
    { [EN]: `{ "a": "A" }`, 'assets/locales/sv.json': `{ "a": "Å {{x}}" }` },
    { [EN]: `{ "a": "A {age}" }`, 'assets/locales/sv.json': `{ "a": "Å {ålder}" }` },
    { [EN]: `{ "a": "" }` },
    { [EN]: `{ "a": "A " }` },
    {
      'assets/public/_locales/en/messages.json': `{ "name": { "message": "A" } }`,
      'assets/public/_locales/sv/messages.json': `{}`,
    },
  ],
};
