import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setLanguages } from '../../lib/text/i18n';
import { aState } from '../unit/builders';
import { actions, resetActions, show } from './options-page';

beforeEach(() => {
  resetActions();
  setLanguages(['en-GB']);
});
afterEach(cleanup);

const theList = () => screen.getByRole<HTMLSelectElement>('combobox', { name: 'Language of Lastgood' });

test('a language is chosen among those that there are, each named in itself', () => {
  show(aState());
  const choices = [...theList().options];
  expect(choices.map(({ text }) => text)).toEqual(['As the browser', 'English', 'Svenska', 'Български']);
  expect(choices.map(({ lang }) => lang)).toEqual(['', 'en', 'sv', 'bg']);
  expect(theList().value).toBe('auto');
  fireEvent.change(theList(), { target: { value: 'sv' } });
  expect(actions.changeSettings.mock.calls).toEqual([[{ language: 'sv' }]]);
});
