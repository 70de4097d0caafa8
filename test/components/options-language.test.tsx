import { signal } from '@preact/signals';
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings, type LanguageChoice } from '../../lib/model/settings';
import { paint } from '../../lib/page';
import { setLanguages, t } from '../../lib/text/i18n';
import { aState } from '../unit/builders';
import { actions, page, resetActions, show } from './options-page';

beforeEach(() => {
  resetActions();
  setLanguages(['en-GB']);
});
afterEach(cleanup);

const theList = () =>
  screen.getByRole<HTMLSelectElement>('combobox', { name: /^(Language of Lastgood|Språk i Lastgood)$/ });

test('a language is chosen among those that there are, each named in itself', () => {
  show(aState());
  const choices = [...theList().options];
  expect(choices.map(({ text }) => text)).toEqual(['As the browser', 'English', 'Svenska', 'Български']);
  expect(choices.map(({ lang }) => lang)).toEqual(['', 'en', 'sv', 'bg']);
  expect(theList().value).toBe('auto');
  fireEvent.change(theList(), { target: { value: 'sv' } });
  expect(actions.changeSettings.mock.calls).toEqual([[{ language: 'sv' }]]);
});

/** What no language changes. */
const names = ['', 'work', 'HostUp', 'VPSBG', 'VPS.org', 'https://cloud.hostup.se'];

test('the page that is open is drawn in it, to its last word, and the focus stays', () => {
  document.body.innerHTML = '<div id="app"></div>';
  const language = signal<LanguageChoice>('en');
  const words = () =>
    [...document.querySelectorAll('h1, h2, h3, label, legend, button, p')].map(
      ({ textContent }) => textContent,
    );
  paint(
    { language },
    () => t('options.title'),
    () => page(aState({ settings: { ...defaultSettings, language: language.value } }), { kind: 'none' }),
  );
  const before = new Set(words());
  theList().focus();
  setLanguages(['sv']);
  language.value = 'sv';
  expect(document.title).toBe('Inställningar för Lastgood');
  expect([theList().value, document.activeElement]).toEqual(['sv', theList()]);
  expect(new Set(words().filter((text) => before.has(text)))).toEqual(new Set(names));
});

test('nothing is drawn before the language is known', () => {
  document.body.innerHTML = '<div id="app"></div>';
  const language = signal<string | null>(null);
  paint(
    { language },
    () => 'title',
    () => <p>drawn</p>,
  );
  expect(screen.queryByText('drawn')).toBeNull();
  language.value = 'en';
  expect(screen.queryByText('drawn')).not.toBeNull();
});
