import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { setLanguages } from '../../lib/text/i18n';
import { aState } from '../unit/builders';
import { actions, resetActions, show } from './options-page';

beforeAll(() => setLanguages(['en-GB']));
beforeEach(resetActions);
afterEach(cleanup);

const section = () => within(screen.getByRole('region', { name: 'Report a fault' }));
const press = (name: string) => fireEvent.click(section().getByRole('button', { name }));
const box = () => section().findByLabelText<HTMLTextAreaElement>('Text for the report');

test('nothing is gathered unasked, and what is not in it is said first', () => {
  show(aState());
  expect(actions.diagnostics).not.toHaveBeenCalled();
  expect(section().queryByRole('textbox')).toBeNull();
  expect(section().getByText(/No key, label, server name, address, note or text of a provider/)).toBeTruthy();
});

test('the text is shown as it is, to be read only, and copied as it is shown', async () => {
  actions.diagnostics.mockResolvedValue({ ok: true, value: { text: 'one\n<b>two</b>' } });
  show(aState());
  press('Show the text');
  const shown = await box();
  expect(shown.value).toBe('one\n<b>two</b>');
  expect(shown.readOnly).toBe(true);
  press('Copy');
  expect((await section().findByRole('status')).textContent).toBe('Copied.');
  expect(actions.copyText.mock.calls).toEqual([['one\n<b>two</b>']]);
});

test('a copy that the browser refused leaves the text selected', async () => {
  actions.copyText.mockResolvedValue(false);
  show(aState());
  press('Show the text');
  const shown = await box();
  press('Copy');
  expect((await section().findByRole('alert')).textContent).toMatch(/copy it with the keyboard/);
  expect([shown.selectionStart, shown.selectionEnd]).toEqual([0, 'Lastgood 0.1.0'.length]);
});

test('it can be gathered anew', async () => {
  show(aState());
  press('Show the text');
  await box();
  actions.diagnostics.mockResolvedValue({ ok: true, value: { text: 'later' } });
  press('Gather it anew');
  await expect.poll(async () => (await box()).value).toBe('later');
});

test('a text that could not be gathered is told', async () => {
  actions.diagnostics.mockResolvedValue({ ok: false, trouble: { kind: 'noBackground' } });
  show(aState());
  press('Show the text');
  expect((await section().findByRole('alert')).textContent).toMatch(/could not gather it/);
  expect(section().queryByRole('textbox')).toBeNull();
});
