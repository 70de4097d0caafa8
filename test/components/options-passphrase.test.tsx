import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LockState } from '../../lib/model/lock';
import type { Result } from '../../lib/model/messages';
import { defaultSettings } from '../../lib/model/settings';
import { HOUR_MS, MINUTE_MS } from '../../lib/model/time';
import { setLanguages } from '../../lib/text/i18n';
import { aState } from '../unit/builders';
import { actions, resetActions, show } from './options-page';

beforeAll(() => setLanguages(['en-GB']));
beforeEach(resetActions);
afterEach(cleanup);

const OPEN: LockState = { kind: 'open' };
const GOOD = 'correct horse battery staple';
const WRONG: Result<null> = { ok: false, trouble: { kind: 'wrongPassphrase' } };

const section = () => within(screen.getByRole('region', { name: 'Passphrase' }));
const field = (label: string) => section().getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.input(field(label), { target: { value } });
const press = (name: string) => fireEvent.click(section().getByRole('button', { name }));
const submit = (label: string) => fireEvent.submit(field(label).form as HTMLFormElement);
const alerts = () => section().queryAllByRole('alert');
const buttons = () =>
  section()
    .queryAllByRole('button')
    .map(({ textContent }) => textContent);

test('while it is not known or locked there is nothing to set', () => {
  show(aState(), { lock: { kind: 'locked', unfollowed: 0 } });
  expect(screen.queryByRole('region', { name: 'Passphrase' })).toBeNull();
});

describe('setting one', () => {
  const fill = (next: string, again: string) => {
    type('New passphrase', next);
    type('New passphrase again', again);
    submit('New passphrase again');
  };

  test('says what it gives, what it costs and what a good one is', () => {
    show(aState());
    const text = section().getByRole('heading').parentElement?.textContent ?? '';
    expect(text).toContain('whoever can use this browser can use Lastgood');
    expect(text).toContain('until it is given nothing is watched');
    expect(text).toContain('At least 12 characters. Several random words');
    expect(field('New passphrase').autocomplete).toBe('new-password');
    expect(document.activeElement).toBe(document.body);
    expect(buttons()).toEqual(['Set passphrase']);
  });

  test('sends it once both fields agree, and empties them', async () => {
    const later = show(aState());
    fill(GOOD, GOOD);
    expect(section().getByRole('button', { name: 'Sealing…' })).toBeTruthy();
    submit('New passphrase');
    expect(await section().findByText(/^The passphrase is set\./)).toBeTruthy();
    expect(actions.setPassphrase.mock.calls).toEqual([[GOOD]]);
    expect([field('New passphrase').value, field('New passphrase again').value]).toEqual(['', '']);
    later(aState(), OPEN);
    expect(section().getByText(/^The passphrase is set\./)).toBeTruthy();
    expect(buttons()).toEqual(['Lock now', 'Change passphrase…', 'Remove passphrase…']);
  });

  test('the focus is not lost with the form', async () => {
    const later = show(aState());
    field('New passphrase').focus();
    fill(GOOD, GOOD);
    await section().findByText(/^The passphrase is set\./);
    later(aState(), OPEN);
    await waitFor(() => expect(document.activeElement).toBe(section().getByRole('heading')));
  });

  test.each([
    ['too short', 'x'.repeat(11), 'x'.repeat(11), 'New passphrase', /^Too short: at least 12/],
    ['too long', 'x'.repeat(501), 'x'.repeat(501), 'New passphrase', /^Too long: at most 500/],
    ['not the same', GOOD, `${GOOD}.`, 'New passphrase again', /^The two are not the same/],
    ['not repeated', GOOD, '', 'New passphrase again', /^The two are not the same/],
  ])('%s: told at its field and not sent', async (_, next, again, label, sentence) => {
    show(aState());
    fill(next, again);
    await waitFor(() => expect(field(label).getAttribute('aria-invalid')).toBe('true'));
    const [alert] = alerts();
    expect(alert?.textContent).toMatch(sentence);
    expect(field(label).getAttribute('aria-describedby')).toContain(alert?.id);
    expect(document.activeElement).toBe(field(label));
    expect(actions.setPassphrase).not.toHaveBeenCalled();
    type(label, GOOD);
    await waitFor(() => expect(alerts()).toEqual([]));
  });

  test.each([12, 500])('%d characters are neither too few nor too many', async (length) => {
    const next = 'x'.repeat(length);
    show(aState());
    fill(next, next);
    await waitFor(() => expect(actions.setPassphrase.mock.calls).toEqual([[next]]));
  });

  test('a repetition that goes wrong is told while it is typed', async () => {
    show(aState());
    type('New passphrase', GOOD);
    type('New passphrase again', 'correct h');
    expect(alerts()).toEqual([]);
    type('New passphrase again', 'correct j');
    await waitFor(() => expect(alerts()[0]?.textContent).toMatch(/not the same/));
  });

  test('one that could not be set is told', async () => {
    actions.setPassphrase.mockResolvedValue({ ok: false, trouble: { kind: 'noBackground' } });
    show(aState());
    fill(GOOD, GOOD);
    expect((await section().findByRole('alert')).textContent).toMatch(/did not answer/);
    expect(section().queryByText(/^The passphrase is set\./)).toBeNull();
  });
});

describe('with one that is open', () => {
  test('it can be locked at once', () => {
    show(aState(), { lock: OPEN });
    press('Lock now');
    expect(actions.lockNow).toHaveBeenCalledTimes(1);
  });

  test('a lock that came to nothing is told', async () => {
    actions.lockNow.mockResolvedValue({ ok: false, trouble: { kind: 'noBackground' } });
    show(aState(), { lock: OPEN });
    press('Lock now');
    expect((await section().findByRole('alert')).textContent).toMatch(/did not answer/);
  });

  test('it is changed by the current one and a new one', async () => {
    show(aState(), { lock: OPEN });
    press('Change passphrase…');
    await waitFor(() => expect(document.activeElement).toBe(field('Current passphrase')));
    type('Current passphrase', 'the old one');
    type('New passphrase', GOOD);
    type('New passphrase again', GOOD);
    submit('New passphrase again');
    expect(await section().findByText(/^The passphrase was changed\./)).toBeTruthy();
    expect(actions.changePassphrase.mock.calls).toEqual([['the old one', GOOD]]);
    expect(section().queryByLabelText('Current passphrase')).toBeNull();
    expect(document.activeElement).toBe(section().getByRole('button', { name: 'Change passphrase…' }));
  });

  test('a wrong current one is told at its field; the new one need not be typed again', async () => {
    actions.changePassphrase.mockResolvedValue(WRONG);
    show(aState(), { lock: OPEN });
    press('Change passphrase…');
    type('Current passphrase', 'not the old one');
    type('New passphrase', GOOD);
    type('New passphrase again', GOOD);
    submit('Current passphrase');
    expect((await section().findByRole('alert')).textContent).toMatch(/^This is not the passphrase\./);
    expect(document.activeElement).toBe(field('Current passphrase'));
    expect(field('Current passphrase').value).toBe('');
    expect(field('New passphrase again').value).toBe(GOOD);
  });

  test('it is removed by the current one alone', async () => {
    const later = show(aState(), { lock: OPEN });
    press('Remove passphrase…');
    expect(section().getByText(/no longer asks for anything when the browser starts/)).toBeTruthy();
    expect(section().queryByLabelText('New passphrase')).toBeNull();
    type('Current passphrase', GOOD);
    submit('Current passphrase');
    expect(await section().findByText(/^The passphrase was removed\./)).toBeTruthy();
    expect(actions.removePassphrase.mock.calls).toEqual([[GOOD]]);
    later(aState(), { kind: 'none' });
    expect(section().getByText(/^The passphrase was removed\./)).toBeTruthy();
    expect(section().getByRole('button', { name: 'Set passphrase' })).toBeTruthy();
  });

  test('it is not removed by a wrong one', async () => {
    actions.removePassphrase.mockResolvedValue(WRONG);
    show(aState(), { lock: OPEN });
    press('Remove passphrase…');
    type('Current passphrase', 'not the one');
    submit('Current passphrase');
    expect((await section().findByRole('alert')).textContent).toMatch(/^This is not the passphrase\./);
    expect(section().queryByText(/was removed/)).toBeNull();
  });

  test('without the current one nothing is sent', async () => {
    show(aState(), { lock: OPEN });
    press('Remove passphrase…');
    submit('Current passphrase');
    expect((await section().findByRole('alert')).textContent).toBe('Type the current passphrase.');
    expect(actions.removePassphrase).not.toHaveBeenCalled();
  });

  test('one form stands open at a time, and Cancel leads back to its button', () => {
    show(aState(), { lock: OPEN });
    press('Change passphrase…');
    type('New passphrase', GOOD);
    press('Remove passphrase…');
    expect(section().queryByLabelText('New passphrase')).toBeNull();
    expect(field('Current passphrase').value).toBe('');
    press('Cancel');
    expect(section().queryByLabelText('Current passphrase')).toBeNull();
    expect(document.activeElement).toBe(section().getByRole('button', { name: 'Remove passphrase…' }));
  });
});

describe('locking by itself', () => {
  const select = () => section().getByLabelText<HTMLSelectElement>('Lock by itself');
  const shown = (lockAfterMs: number | null) =>
    show(aState({ settings: { ...defaultSettings, lockAfterMs } }), { lock: OPEN });

  test('is offered with a passphrase only', () => {
    show(aState());
    expect(section().queryByLabelText('Lock by itself')).toBeNull();
  });

  test('happens only when the browser closes unless a person wants it sooner', async () => {
    shown(null);
    expect([...select().options].map(({ text }) => text)).toEqual([
      'only when the browser closes',
      '5 minutes after the last use',
      '15 minutes after the last use',
      '1 hour after the last use',
      '4 hours after the last use',
    ]);
    expect(select().selectedOptions[0]?.text).toBe('only when the browser closes');
    expect(section().getByText(/Nothing is watched while Lastgood is locked\. Locking waits/)).toBeTruthy();
    fireEvent.change(select(), { target: { value: String(15 * MINUTE_MS) } });
    expect(actions.changeSettings.mock.calls).toEqual([[{ lockAfterMs: 15 * MINUTE_MS }]]);
    expect(await section().findByText('Saved')).toBeTruthy();
  });

  test('can be given up again, and a span of an imported file is kept', () => {
    shown(2 * HOUR_MS);
    expect(select().selectedOptions[0]?.text).toBe('2 hours after the last use');
    fireEvent.change(select(), { target: { value: 'never' } });
    expect(actions.changeSettings.mock.calls).toEqual([[{ lockAfterMs: null }]]);
  });
});
