import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LockActions } from '../../components/lock/actions';
import { Gate } from '../../components/lock/gate';
import type { LockState } from '../../lib/model/lock';
import type { Result } from '../../lib/model/messages';
import { setLanguages } from '../../lib/text/i18n';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

const actions = {
  unlock: vi.fn<LockActions['unlock']>(),
  forgetPassphrase: vi.fn<LockActions['forgetPassphrase']>(),
};
beforeEach(() => {
  vi.resetAllMocks();
  actions.unlock.mockResolvedValue({ ok: true, value: null });
  actions.forgetPassphrase.mockResolvedValue({ ok: true, value: null });
});

const WRONG: Result<null> = { ok: false, trouble: { kind: 'wrongPassphrase' } };

function show(lock: LockState | null, failure: string | null = null) {
  return render(
    <Gate failure={failure} lock={lock} actions={actions}>
      <p>the page</p>
    </Gate>,
  );
}
const locked = (unfollowed = 0) => show({ kind: 'locked', unfollowed });
const field = () => screen.getByLabelText<HTMLInputElement>('Passphrase');
const button = (name: string) => screen.getByRole('button', { name });
const visible = () => document.body.textContent ?? '';

/** Types a passphrase and submits as Enter does. */
function give(passphrase: string) {
  fireEvent.input(field(), { target: { value: passphrase } });
  fireEvent.submit(field().form as HTMLFormElement);
}

describe('what stands in the place of a page', () => {
  test.each<LockState | null>([null, { kind: 'none' }, { kind: 'open' }])(
    'the page itself while it is not locked: %o',
    (lock) => {
      show(lock);
      expect(visible()).toBe('the page');
    },
  );

  test('the sentence that nothing can be read, whether or not it is locked', () => {
    show({ kind: 'locked', unfollowed: 0 }, 'internal');
    expect(screen.getByRole('alert').textContent).toContain('cannot be read (internal)');
    expect(screen.queryByLabelText('Passphrase')).toBeNull();
  });

  test('locked, nothing of the page is there and the passphrase is asked for at once', () => {
    locked();
    expect(visible()).not.toContain('the page');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toContain('Lastgood is locked');
    expect(visible()).toContain('Nothing is watched until you unlock it');
    expect(document.activeElement).toBe(field());
    expect(field().type).toBe('password');
    expect(field().autocomplete).toBe('current-password');
  });

  test.each([
    [0, null],
    [1, '1 operation was under way. It is not followed until Lastgood is unlocked.'],
    [2, '2 operations were under way. They are not followed until Lastgood is unlocked.'],
  ])('%d operations that nobody follows', (unfollowed, sentence) => {
    locked(unfollowed);
    if (sentence === null) expect(visible()).not.toContain('under way');
    else expect(screen.getByText(sentence)).toBeTruthy();
  });
});

describe('unlocking', () => {
  test('sends the passphrase as it was typed, once, and keeps it nowhere on the page', async () => {
    actions.unlock.mockReturnValue(new Promise(() => {}));
    locked();
    give('  correct horse battery ');
    expect(await screen.findByRole('button', { name: 'Unlocking…' })).toBeTruthy();
    expect(field().value).toBe('');
    expect(document.documentElement.outerHTML).not.toContain('horse');
    expect(field().readOnly).toBe(true);
    expect(button('Unlocking…').getAttribute('aria-disabled')).toBe('true');
    give('another one entirely');
    expect(actions.unlock.mock.calls).toEqual([['  correct horse battery ']]);
  });

  test('a wrong passphrase is said, and the field is ready for the next', async () => {
    actions.unlock.mockResolvedValueOnce(WRONG);
    locked();
    give('a wrong passphrase');
    button('Unlocking…').focus();
    expect((await screen.findByRole('alert')).textContent).toMatch(/^This is not the passphrase\./);
    expect(document.activeElement).toBe(field());
    expect(field().value).toBe('');
    expect(field().readOnly).toBe(false);
    expect(field().getAttribute('aria-invalid')).toBe('true');
    give('the right passphrase');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(actions.unlock.mock.calls).toEqual([['a wrong passphrase'], ['the right passphrase']]);
  });

  test.each([
    [{ kind: 'noBackground' }, /did not answer/],
    [{ kind: 'internal', where: 'QuotaExceededError' }, /itself failed \(QuotaExceededError\)/],
    [{ kind: 'timedOut' }, /itself failed \(timedOut\)/],
    [{ kind: 'keyDamaged' }, /no passphrase opens it any more\..*“Forgot the passphrase\?” starts over\.$/],
  ] as const)('%o is told as no fault of the passphrase', async (trouble, sentence) => {
    actions.unlock.mockResolvedValue({ ok: false, trouble });
    locked();
    give('a good passphrase');
    expect((await screen.findByRole('alert')).textContent).toMatch(sentence);
    expect(visible()).not.toContain('not the passphrase');
    expect(field().getAttribute('aria-invalid')).toBe('false');
    expect(document.activeElement).toBe(field());
  });

  test('nothing is sent of an empty field', () => {
    locked();
    give('');
    expect(actions.unlock).not.toHaveBeenCalled();
  });

  test('what is longer than any passphrase is cut, and so is wrong', () => {
    locked();
    expect(field().maxLength).toBe(500);
  });
});

describe('a forgotten passphrase', () => {
  test('is no button away from a wipe: first it says what goes and what stays', async () => {
    locked();
    expect(screen.queryByRole('button', { name: 'Wipe and start over' })).toBeNull();
    fireEvent.click(button('Forgot the passphrase?'));
    expect(visible()).toMatch(/Wiped: every key, every reading and finding.*what Lastgood started/);
    expect(visible()).toMatch(/Stays: the accounts with their labels, the goals and the settings\. The key/);
    await waitFor(() => expect(document.activeElement).toBe(button('Cancel')));
    expect(actions.forgetPassphrase).not.toHaveBeenCalled();
  });

  test('Cancel closes it and leads back to where it was opened', async () => {
    locked();
    fireEvent.click(button('Forgot the passphrase?'));
    fireEvent.click(button('Cancel'));
    await waitFor(() => expect(visible()).not.toContain('Wiped:'));
    expect(document.activeElement).toBe(button('Forgot the passphrase?'));
    expect(actions.forgetPassphrase).not.toHaveBeenCalled();
  });

  test('the second button wipes, once', async () => {
    actions.forgetPassphrase.mockReturnValue(new Promise(() => {}));
    locked();
    fireEvent.click(button('Forgot the passphrase?'));
    fireEvent.click(button('Wipe and start over'));
    fireEvent.click(await screen.findByRole('button', { name: 'Wiping…' }));
    expect(actions.forgetPassphrase).toHaveBeenCalledTimes(1);
  });

  test('a wipe that came to nothing is told, and can be tried again', async () => {
    actions.forgetPassphrase.mockResolvedValue({ ok: false, trouble: { kind: 'internal', where: 'x' } });
    locked();
    fireEvent.click(button('Forgot the passphrase?'));
    fireEvent.click(button('Wipe and start over'));
    expect((await screen.findByRole('alert')).textContent).toContain('itself failed (x)');
    fireEvent.click(button('Wipe and start over'));
    expect(actions.forgetPassphrase).toHaveBeenCalledTimes(2);
  });
});
