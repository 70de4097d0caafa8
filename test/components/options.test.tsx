import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AddOutcome } from '../../components/options/actions';
import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import type { Trouble } from '../../lib/model/trouble';
import { providerInfos } from '../../lib/providers/origins';
import { setLanguages } from '../../lib/text/i18n';
import { anAccount, aState, aStatus, NOW } from '../unit/builders';
import { actions, resetActions, show } from './options-page';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

beforeEach(resetActions);

const keyField = () => screen.getByLabelText<HTMLInputElement>('API key');
const add = (key: string) => {
  fireEvent.input(screen.getByLabelText('Label'), { target: { value: ' shop ' } });
  fireEvent.input(keyField(), { target: { value: key } });
  fireEvent.click(screen.getByRole('button', { name: 'Check and add' }));
};

test('leads to the dashboard once there is something to see there', () => {
  show(aState({ accounts: [] }));
  expect(screen.queryByRole('link', { name: 'Dashboard' })).toBeNull();
  cleanup();
  show(aState());
  expect(screen.getByRole('link', { name: 'Dashboard' }).getAttribute('href')).toBe('dashboard.html');
});

test('adds an account within the click itself', () => {
  show(aState());
  fireEvent.click(screen.getByRole('radio', { name: 'VPS.org' }));
  add(' secret-key ');
  expect(actions.addAccount.mock.calls).toEqual([['vpsorg', 'shop', 'secret-key']]);
});

test.each<[string, AddOutcome, RegExp]>([
  ['added', { kind: 'added', account: anAccount({ id: 'a2', label: 'shop' }) }, /shop was added/],
  ['a wrong key', { kind: 'failed', trouble: { kind: 'wrongKey' } }, /refuses the key of shop/],
  [
    'a key without the right',
    { kind: 'failed', trouble: { kind: 'forbidden', detail: null } },
    /The key of account “shop” may not do this\. Give it/,
  ],
  ['a known key', { kind: 'failed', trouble: { kind: 'duplicate' } }, /already in Lastgood/],
])('%s: a sentence, and the key is gone from the page', async (_name, outcome, sentence) => {
  actions.addAccount.mockResolvedValue(outcome);
  show(aState());
  add('secret-key');
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(keyField().value).toBe('');
  expect(document.body.innerHTML).not.toContain('secret-key');
  if (outcome.kind !== 'added') expect(document.activeElement).toBe(keyField());
});

test.each<[string, AddOutcome, RegExp]>([
  ['refused by the person', { kind: 'refused' }, /was not allowed to reach https:\/\/cloud\.hostup\.se/],
  [
    'unreachable',
    { kind: 'failed', trouble: { kind: 'unreachable' } },
    /could not be reached, so nothing was done for shop/,
  ],
  [
    'too late',
    { kind: 'failed', trouble: { kind: 'timedOut' } },
    /did not answer in time, so nothing was done for shop/,
  ],
  [
    'a fault',
    { kind: 'failed', trouble: { kind: 'providerError', status: 500, detail: null } },
    /a fault of its own/,
  ],
  [
    'a limit',
    { kind: 'failed', trouble: { kind: 'rateLimited', retryAt: NOW, stated: true } },
    /limits the requests.*Try again later/,
  ],
])('%s: a sentence, and the key stays for another press', async (_name, outcome, sentence) => {
  actions.addAccount.mockResolvedValue(outcome);
  show(aState());
  add('secret-key');
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(keyField().value).toBe('secret-key');
  expect(document.activeElement).toBe(keyField());
  fireEvent.click(screen.getByRole('button', { name: 'Check and add' }));
  expect(actions.addAccount).toHaveBeenCalledTimes(2);
});

test('a key that no header can carry is refused unsent', () => {
  show(aState());
  add('schlüssel mit leerzeichen');
  expect(screen.getByRole('alert').textContent).toMatch(/without spaces/);
  expect(actions.addAccount).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(keyField());
});

describe('what was added is said', () => {
  const shop = anAccount({ id: 'a2', label: 'shop' });
  const withShop = (checkedAt: number | null) =>
    aState({
      accounts: [anAccount(), shop],
      statuses: [aStatus(), aStatus({ accountId: 'a2', checkedAt })],
    });
  const added = async () => {
    const rerender = show(aState());
    add('secret-key');
    await screen.findByText(/shop was added/);
    return rerender;
  };
  const isSaid = () => screen.queryByText(/shop was added/) !== null;

  test('until the form is used again', async () => {
    await added();
    fireEvent.input(keyField(), { target: { value: 'x' } });
    expect(isSaid()).toBe(false);
  });

  test('until the account is gone', async () => {
    const rerender = await added();
    rerender(withShop(null));
    expect(isSaid()).toBe(true);
    rerender(aState());
    await waitFor(() => expect(isSaid()).toBe(false));
  });

  test('until the account was read, and long enough to be read itself', async () => {
    const rerender = await added();
    vi.useFakeTimers();
    try {
      rerender(withShop(null));
      await act(() => void vi.advanceTimersByTime(60_000));
      expect(isSaid()).toBe(true);
      rerender(withShop(NOW));
      await act(() => void vi.advanceTimersByTime(5_000));
      expect(isSaid()).toBe(true);
      await act(() => void vi.advanceTimersByTime(2_000));
      expect(isSaid()).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});

test('a label that another account of the provider has is refused unsent', () => {
  show(aState({ accounts: [anAccount({ label: 'Shop' })] }));
  add('secret-key');
  expect(screen.getByRole('alert').textContent).toBe(
    'shop is already the label of a HostUp account. Choose another.',
  );
  expect(actions.addAccount).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(screen.getByLabelText('Label'));
  fireEvent.click(screen.getByRole('radio', { name: 'VPS.org' }));
  add('secret-key');
  expect(actions.addAccount).toHaveBeenCalledTimes(1);
});

test('an account without a label takes the first free name of its provider', () => {
  show(
    aState({
      accounts: [anAccount({ label: 'hostup' }), anAccount({ id: 'a2', label: 'HostUp 2 ' })],
      statuses: [aStatus(), aStatus({ accountId: 'a2' })],
    }),
  );
  fireEvent.input(keyField(), { target: { value: 'secret-key' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check and add' }));
  expect(actions.addAccount.mock.calls).toEqual([['hostup', 'HostUp 3', 'secret-key']]);
});

test('the key is hidden until it is asked for', () => {
  show(aState());
  expect(keyField().type).toBe('password');
  fireEvent.click(screen.getByRole('button', { name: 'Show key' }));
  expect(keyField().type).toBe('text');
  fireEvent.click(screen.getByRole('button', { name: 'Hide key' }));
  expect(keyField().type).toBe('password');
});

test.each(providerInfos)('$name: says what the key needs and where it is made', ({ name, keysUrl }) => {
  show(aState());
  fireEvent.click(screen.getByRole('radio', { name }));
  expect(screen.getByRole('link', { name: `Make a key at ${name}` }).getAttribute('href')).toBe(keysUrl);
});

test('removing asks first and says that nothing changes at the provider', async () => {
  show(aState());
  fireEvent.click(screen.getByRole('button', { name: 'Remove… work' }));
  expect(screen.getByText(/Nothing changes at HostUp/)).toBeTruthy();
  expect(actions.removeAccount).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Remove account' }));
  await waitFor(() => expect(actions.removeAccount.mock.calls).toEqual([['a1']]));
});

test('a removal is told, and leaves the focus with the accounts', async () => {
  const rerender = show(aState());
  fireEvent.click(screen.getByRole('button', { name: 'Remove… work' }));
  fireEvent.click(screen.getByRole('button', { name: 'Remove account' }));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Remove…'));
  rerender(aState({ accounts: [], statuses: [], servers: [] }));
  expect((await screen.findByText('work was removed.')).getAttribute('role')).toBe('status');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Accounts' })));
});

test('a rename to the label of another account of the provider is refused unsent', async () => {
  show(
    aState({
      accounts: [anAccount(), anAccount({ id: 'a2', label: 'home' })],
      statuses: [aStatus(), aStatus({ accountId: 'a2' })],
    }),
  );
  fireEvent.click(screen.getByRole('button', { name: 'Rename work' }));
  const [field] = screen.getAllByLabelText('Label');
  fireEvent.input(field as HTMLElement, { target: { value: ' HOME ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByRole('alert').textContent).toMatch(/^HOME is already the label of a HostUp account/);
  expect(actions.renameAccount).not.toHaveBeenCalled();
  fireEvent.input(field as HTMLElement, { target: { value: 'Work' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(actions.renameAccount.mock.calls).toEqual([['a1', 'Work']]));
});

test.each([
  ['today', 2 * HOUR_MS, /Since \d\d:\d\d\.$/],
  ['yesterday', DAY_MS, /Since yesterday \d\d:\d\d\.$/],
  ['before', 5 * DAY_MS, /Since 5 Mar \d\d:\d\d\.$/],
])('a limit that began %s is no alarm', (_day, agoMs, since) => {
  const trouble = { kind: 'rateLimited', retryAt: NOW, stated: true } as const;
  show(aState({ statuses: [aStatus({ trouble, troubleSince: NOW - agoMs })] }));
  const line = screen.getByText(/limits the requests of work/);
  expect(line.textContent).toMatch(since);
  expect(line.className).toBe('warning');
});

test.each(['Rename work', 'Replace key of work', 'Remove… work'])(
  '%s: its name has what it shows',
  (name) => {
    show(aState());
    expect(name).toContain(screen.getByRole('button', { name }).textContent);
  },
);

test('renames', async () => {
  show(aState());
  fireEvent.click(screen.getByRole('button', { name: 'Rename work' }));
  const [field] = screen.getAllByLabelText('Label');
  fireEvent.input(field as HTMLElement, { target: { value: ' home ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(actions.renameAccount.mock.calls).toEqual([['a1', 'home']]));
});

test('a replaced key leaves the field, also when it is refused', async () => {
  actions.replaceKey.mockResolvedValue({ ok: false, trouble: { kind: 'wrongKey' } });
  show(aState());
  fireEvent.click(screen.getByRole('button', { name: 'Replace key of work' }));
  const field = screen.getByLabelText<HTMLInputElement>('New key');
  fireEvent.input(field, { target: { value: 'new-key' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check and replace' }));
  expect(await screen.findByText(/refuses this new key.*The old one stays in use/)).toBeTruthy();
  expect(document.body.textContent).not.toContain('in the settings');
  expect(actions.replaceKey.mock.calls).toEqual([['a1', 'new-key']]);
  expect(field.value).toBe('');
});

test.each<[Trouble, RegExp]>([
  [{ kind: 'forbidden', detail: null }, /does not let this new key/],
  [{ kind: 'duplicate' }, /Another account here already has this key/],
])('a new key that is turned down says what stays: $kind', async (trouble, words) => {
  actions.replaceKey.mockResolvedValue({ ok: false, trouble });
  show(aState());
  fireEvent.click(screen.getByRole('button', { name: 'Replace key of work' }));
  fireEvent.input(screen.getByLabelText('New key'), { target: { value: 'new-key' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check and replace' }));
  expect((await screen.findByText(words)).textContent).toContain('stays in use');
});

test('a number that the older API does not know is what is unknown', async () => {
  actions.setLegacyId.mockResolvedValue({ ok: false, trouble: { kind: 'notFound', detail: null } });
  show(aState());
  fireEvent.input(screen.getByLabelText(/Number of app-01/), { target: { value: '99' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check and keep' }));
  expect(await screen.findByText(/knows no server with the number 99, so nothing was kept/)).toBeTruthy();
});

test('the settings do not send to the settings for a key', () => {
  show(aState({ statuses: [aStatus({ trouble: { kind: 'wrongKey' }, troubleSince: NOW })] }));
  expect(document.body.textContent).toContain('refuses the key of work');
  expect(document.body.textContent).not.toContain('in the settings');
});

test('a new key that could not be checked stays for another press', async () => {
  actions.replaceKey.mockResolvedValue({ ok: false, trouble: { kind: 'unreachable' } });
  show(aState());
  fireEvent.click(screen.getByRole('button', { name: 'Replace key of work' }));
  const field = screen.getByLabelText<HTMLInputElement>('New key');
  fireEvent.input(field, { target: { value: 'new-key' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check and replace' }));
  expect(await screen.findByText(/could not be reached, so nothing was done for work/)).toBeTruthy();
  expect(field.value).toBe('new-key');
  expect(document.activeElement).toBe(field);
});

test('a lost permission is asked for again', () => {
  show(aState(), { allowed: new Set() });
  fireEvent.click(screen.getByRole('button', { name: 'Allow access' }));
  expect(actions.allowAccess.mock.calls).toEqual([['hostup']]);
});

test('an account says its trouble and what its key may do', () => {
  show(
    aState({ statuses: [aStatus({ trouble: { kind: 'timedOut' }, troubleSince: NOW, writes: 'refused' })] }),
  );
  const card = within(screen.getByRole('heading', { name: 'work' }).closest('li') as HTMLElement);
  expect(card.getByText(/did not answer for work in time/)).toBeTruthy();
  expect(card.getByText(/may only read/)).toBeTruthy();
});

test('a number of the older API is checked, kept and forgotten', async () => {
  show(aState({ accounts: [anAccount({ legacyIds: { s1: '10415' } })] }));
  const field = screen.getByLabelText<HTMLInputElement>(/Number of app-01 in HostUp's older API/);
  expect(field.value).toBe('10415');
  fireEvent.input(field, { target: { value: '12x' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check and keep' }));
  expect(screen.getByRole('alert').textContent).toMatch(/in digits/);
  expect(actions.setLegacyId).not.toHaveBeenCalled();
  fireEvent.input(field, { target: { value: '10877' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check and keep' }));
  expect(await screen.findByText(/app-01 has the number 10877/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Forget' }));
  await waitFor(() =>
    expect(actions.setLegacyId.mock.calls).toEqual([
      ['a1', 's1', '10877'],
      ['a1', 's1', null],
    ]),
  );
});

describe('how to make a key', () => {
  const guide = () => screen.getByText(/^How to make a key at/).closest('details');

  test('stands open on the first run, and is folded for who has an account', () => {
    show(aState({ accounts: [], statuses: [], servers: [] }));
    expect(guide()?.open).toBe(true);
    cleanup();
    show(aState());
    expect(guide()?.open).toBe(false);
  });

  test.each(providerInfos)(
    '$name: each right by its own word with what it is good for, and a link',
    (info) => {
      show(aState({ accounts: [], statuses: [], servers: [] }));
      fireEvent.click(screen.getByRole('radio', { name: info.name }));
      const steps = within(guide() ?? document.body);
      const link = steps.getByRole('link', { name: `Make a key at ${info.name}` });
      expect(link.getAttribute('href')).toBe(info.keysUrl);
      const rights = [...(guide()?.querySelectorAll('.rights li') ?? [])];
      expect(rights.map((right) => right.querySelector('code')?.textContent ?? null)).toEqual(info.keyRights);
      const [first, ...others] = rights.map(({ textContent }) => textContent);
      expect(first).toContain('enough to watch');
      for (const other of others) expect(other).toContain('adds');
    },
  );
});
