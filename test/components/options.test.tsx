import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { AddOutcome, OptionsActions } from '../../components/options/actions';
import { Options } from '../../components/options/options';
import { overview } from '../../lib/fleet/overview';
import type { StoredState } from '../../lib/model/state';
import { providerInfos } from '../../lib/providers/origins';
import { setLanguages } from '../../lib/text/i18n';
import { anAccount, aState, aStatus, NOW } from '../unit/builders';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

const done = { ok: true, value: null } as const;
const actions = {
  addAccount: vi.fn<OptionsActions['addAccount']>(),
  allowAccess: vi.fn<OptionsActions['allowAccess']>(),
  replaceKey: vi.fn<OptionsActions['replaceKey']>(),
  renameAccount: vi.fn<OptionsActions['renameAccount']>(),
  removeAccount: vi.fn<OptionsActions['removeAccount']>(),
  setLegacyId: vi.fn<OptionsActions['setLegacyId']>(),
};
beforeEach(() => {
  vi.resetAllMocks();
  actions.addAccount.mockResolvedValue({ kind: 'added', account: anAccount({ label: 'shop' }) });
  actions.replaceKey.mockResolvedValue(done);
  actions.renameAccount.mockResolvedValue(done);
  actions.removeAccount.mockResolvedValue(done);
  actions.setLegacyId.mockResolvedValue(done);
});

function show(state: StoredState, allowed = new Set(providerInfos.map(({ id }) => id))) {
  render(
    <Options overview={overview(state, NOW)} providers={providerInfos} allowed={allowed} actions={actions} />,
  );
}

const keyField = () => screen.getByLabelText<HTMLInputElement>('API key');
const add = (key: string) => {
  fireEvent.input(screen.getByLabelText('Label'), { target: { value: ' shop ' } });
  fireEvent.input(keyField(), { target: { value: key } });
  fireEvent.click(screen.getByRole('button', { name: 'Check and add' }));
};

test('adds an account within the click itself', () => {
  show(aState());
  fireEvent.click(screen.getByRole('radio', { name: 'VPS.org' }));
  add(' secret-key ');
  expect(actions.addAccount.mock.calls).toEqual([['vpsorg', 'shop', 'secret-key']]);
});

test.each<[string, AddOutcome, RegExp]>([
  ['added', { kind: 'added', account: anAccount({ label: 'shop' }) }, /shop was added/],
  ['refused by the person', { kind: 'refused' }, /was not allowed to reach https:\/\/cloud\.hostup\.se/],
  ['a wrong key', { kind: 'failed', trouble: { kind: 'wrongKey' } }, /refuses the key of shop/],
  ['unreachable', { kind: 'failed', trouble: { kind: 'unreachable' } }, /could not be reached for shop/],
  ['a known key', { kind: 'failed', trouble: { kind: 'duplicate' } }, /already in Lastgood/],
])('%s: a sentence, and the key is gone from the page', async (_name, outcome, sentence) => {
  actions.addAccount.mockResolvedValue(outcome);
  show(aState());
  add('secret-key');
  expect(await screen.findByText(sentence)).toBeTruthy();
  expect(keyField().value).toBe('');
  expect(document.body.innerHTML).not.toContain('secret-key');
});

test('a key that no header can carry is refused unsent', () => {
  show(aState());
  add('schlüssel mit leerzeichen');
  expect(screen.getByRole('alert').textContent).toMatch(/without spaces/);
  expect(actions.addAccount).not.toHaveBeenCalled();
  expect(keyField().value).toBe('');
});

test('the key is hidden until it is asked for', () => {
  show(aState());
  expect(keyField().type).toBe('password');
  fireEvent.click(screen.getByRole('button', { name: 'Show the key' }));
  expect(keyField().type).toBe('text');
});

test.each(providerInfos)('$name: says what the key needs and where it is made', ({ name, keysUrl }) => {
  show(aState());
  fireEvent.click(screen.getByRole('radio', { name }));
  expect(screen.getByRole('link', { name: `Make a key at ${name}` }).getAttribute('href')).toBe(keysUrl);
});

test('removing asks first and says that nothing changes at the provider', async () => {
  show(aState());
  fireEvent.click(screen.getByRole('button', { name: 'Remove work…' }));
  expect(screen.getByText(/Nothing changes at HostUp/)).toBeTruthy();
  expect(actions.removeAccount).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Remove account' }));
  await waitFor(() => expect(actions.removeAccount.mock.calls).toEqual([['a1']]));
});

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
  expect(await screen.findByText(/refuses the key of work/)).toBeTruthy();
  expect(actions.replaceKey.mock.calls).toEqual([['a1', 'new-key']]);
  expect(field.value).toBe('');
});

test('a lost permission is asked for again', () => {
  show(aState(), new Set());
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
