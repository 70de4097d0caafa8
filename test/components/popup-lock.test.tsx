import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Popup } from '../../components/popup/popup';
import { overview } from '../../lib/fleet/overview';
import type { Damage } from '../../lib/fleet/types';
import type { StoredState } from '../../lib/model/state';
import { setLanguages } from '../../lib/text/i18n';
import { anAccount, aServer, aState, aStatus, aStored, NOW } from '../unit/builders';
import { popupActions } from './popup-actions';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);

const actions = popupActions();
beforeEach(() => {
  vi.resetAllMocks();
  actions.lockNow.mockResolvedValue({ ok: true, value: null });
});

type Shown = { readonly canLock?: boolean; readonly damaged?: readonly Damage[] };

function show(state: StoredState, { canLock = false, damaged = [] }: Shown = {}) {
  const fleet = { ...overview(state, NOW), damaged };
  return render(<Popup overview={fleet} canLock={canLock} link={null} actions={actions} />);
}

describe('the lock in the header', () => {
  const button = () => screen.queryByRole('button', { name: 'Lock now' });

  test('is there only with a passphrase that would be asked for', () => {
    show(aState());
    expect(button()).toBeNull();
    cleanup();
    show(aState({ accounts: [], statuses: [], servers: [] }), { canLock: true });
    expect(button()).toBeTruthy();
  });

  test('locks at once', () => {
    show(aState(), { canLock: true });
    fireEvent.click(button() as HTMLElement);
    expect(actions.lockNow).toHaveBeenCalledTimes(1);
  });

  test('that came to nothing says so for all to see', async () => {
    actions.lockNow.mockResolvedValue({ ok: false, trouble: { kind: 'noBackground' } });
    show(aState(), { canLock: true });
    fireEvent.click(button() as HTMLElement);
    const said = await screen.findByText(/did not answer, so it is not known whether this was done/);
    expect(said.getAttribute('role')).toBe('status');
    expect(said.className).toBe('said');
  });
});

describe('records that did not open', () => {
  const damage = (over: Partial<Damage> = {}): Damage => ({
    kind: 'damaged',
    at: NOW,
    part: 'server',
    accountId: 'a1',
    serverId: 's1',
    ...over,
  });
  const card = () => screen.queryByRole('region', { name: 'Stored data was damaged' });
  const sentences = () => [...(card()?.querySelectorAll('p') ?? [])].map(({ textContent }) => textContent);

  test('without any there is no card', () => {
    show(aState());
    expect(card()).toBeNull();
  });

  test('a server is named as it is known, or by its id alone until it is read anew', () => {
    show(aState(), { damaged: [damage(), damage({ serverId: '7' })] });
    expect(sentences()).toEqual([
      'The stored reading of app-01 (work) did not open and was dropped; it is read anew.',
      'The stored reading of server 7 (work) did not open and was dropped; it is read anew.',
    ]);
  });

  test('the same server of another account is not taken for it', () => {
    const state = aState({
      accounts: [anAccount(), anAccount({ id: 'a2', provider: 'vpsorg', label: 'shop' })],
      statuses: [aStatus(), aStatus({ accountId: 'a2' })],
      servers: [aStored({ server: aServer({ name: 'elsewhere' }) })],
    });
    show(state, { damaged: [damage({ accountId: 'a2' }), damage({ accountId: 'gone' })] });
    expect(sentences()).toEqual([
      'The stored reading of server s1 (shop) did not open and was dropped; it is read anew.',
      'The stored reading of server s1 (an account that is gone) did not open and was dropped; it is read anew.',
    ]);
  });

  test('what was stored of an account', () => {
    show(aState(), { damaged: [damage({ part: 'status', serverId: null })] });
    expect(sentences()).toEqual([
      'What was stored of work itself did not open and was dropped; it is read anew.',
    ]);
  });

  test('others are counted, each kind in one sentence; more than two wait behind a button', async () => {
    const none = { accountId: null, serverId: null };
    show(aState(), {
      damaged: [
        damage({ part: 'finding', ...none }),
        damage({ part: 'finding', ...none }),
        damage({ part: 'snooze', ...none }),
        damage({ part: 'operation', ...none }),
      ],
    });
    expect(sentences()).toEqual([
      'The records of 2 warnings did not open and were dropped; they may be told once more.',
      '1 snooze did not open and was dropped; what it kept quiet shows again.',
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'and 1 more' }));
    expect(await screen.findByText(/^The record of 1 operation did not open.*panel shows\.$/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Show fewer' })).toBeTruthy();
  });
});
