import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSettings } from '../../lib/model/settings';
import { anAccount, aState, aStatus } from '../unit/builders';
import { actions, resetActions, show } from './options-page';

beforeEach(() => {
  resetActions();
  actions.showInPanel.mockResolvedValue({ ok: true, value: null });
});
afterEach(cleanup);

const state = (panelsOff: readonly string[] = []) =>
  aState({
    accounts: [anAccount(), anAccount({ id: 'a2', provider: 'vpsbg' })],
    statuses: [aStatus(), aStatus({ accountId: 'a2' })],
    settings: { ...defaultSettings, panelsOff },
  });
const panelSwitch = (provider: string) =>
  screen.getByRole<HTMLInputElement>('switch', {
    name: `Show in ${provider}'s panel`,
  });

test('a switch for each provider that has an account; on where the browser lets us in', () => {
  show(state());
  expect(panelSwitch('HostUp').checked).toBe(true);
  expect(panelSwitch('VPSBG').checked).toBe(false);
  expect(screen.queryByRole('switch', { name: /VPS\.org/ })).toBeNull();
});

test('switched off, it is off; switched on, the others stay as they are', () => {
  show(state(['vpsbg', 'hostup']));
  expect(panelSwitch('HostUp').checked).toBe(false);
  fireEvent.click(panelSwitch('HostUp'));
  expect(actions.showInPanel).toHaveBeenCalledWith('hostup', ['vpsbg']);
});

test('one that asks for another origin says so before the click', () => {
  show(state());
  expect(screen.getByText(/^https:\/\/secure\.vpsbg\.eu: the browser asks/)).toBeTruthy();
  fireEvent.click(panelSwitch('VPSBG'));
  expect(actions.showInPanel).toHaveBeenCalledWith('vpsbg', []);
});

test('without an account there is nothing to switch', () => {
  show(aState({ accounts: [], statuses: [], servers: [] }));
  expect(screen.queryByText("In the providers' panels")).toBeNull();
});
