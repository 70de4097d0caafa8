import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Popup } from '../../components/popup/popup';
import { overview } from '../../lib/fleet/overview';
import type { StoredState } from '../../lib/model/state';
import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import { setLanguages } from '../../lib/text/i18n';
import { aBackup, anAccount, aReading, aServer, aState, aStatus, aStored, NOW } from '../unit/builders';
import { popupActions } from './popup-actions';

beforeAll(() => setLanguages(['en-GB']));
afterEach(cleanup);
const actions = popupActions();
beforeEach(() => vi.resetAllMocks());

function open(state: StoredState) {
  render(
    <Popup
      overview={overview(state, NOW)}
      canLock={false}
      link={{ kind: 'server', key: 'hostup/s1' }}
      actions={actions}
    />,
  );
}
const button = (name: RegExp) => screen.queryByRole('button', { name });
const older = aBackup({ id: 'b2', createdAt: NOW - DAY_MS });

test('each restore point leads to the page that asks, and starts nothing', () => {
  open(aState({ servers: [aStored({ reading: aReading({ backups: [aBackup(), older] }) })] }));
  fireEvent.click(screen.getByRole('button', { name: /^Restore… .*app-01 to yesterday/ }));
  fireEvent.click(screen.getByRole('button', { name: /^Delete… the backup of .*app-01 from yesterday/ }));
  expect(actions.confirm.mock.calls).toEqual([
    [{ kind: 'restore', key: 'hostup/s1', point: 'b2' }],
    [{ kind: 'delete', key: 'hostup/s1', point: 'b2' }],
  ]);
});

test.each([
  ['protected', { protected: true }, true, false],
  ['running', { state: 'running' as const }, false, false],
  ['expired', { expiresAt: NOW - HOUR_MS }, false, true],
])('one that is %s is offered what is possible', (_, over, canRestore, canDelete) => {
  open(aState({ servers: [aStored({ reading: aReading({ backups: [aBackup(over)] }) })] }));
  expect(button(/^Restore… /) !== null).toBe(canRestore);
  expect(button(/^Delete… /) !== null).toBe(canDelete);
});

test('a row of the older list can be deleted and not restored; a server that is gone offers neither', () => {
  open(aState({ servers: [aStored({ reading: aReading({ backups: [], unmatched: [older] }) })] }));
  expect(button(/^Restore… /)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: /^Delete… / }));
  expect(actions.confirm).toHaveBeenCalledWith({ kind: 'delete', key: 'hostup/s1', point: 'b2' });
  cleanup();
  open(aState({ servers: [aStored({ goneSince: NOW })] }));
  expect([button(/^Restore… /), button(/^Delete… /)]).toEqual([null, null]);
});

test("another server's backup is offered where the provider has the call", () => {
  const state = (capabilities: ('restore' | 'restoreFrom')[]) =>
    aState({ statuses: [aStatus({ capabilities })] });
  open(state(['restore']));
  expect(button(/Restore from another server/)).toBeNull();
  cleanup();
  open(state(['restore', 'restoreFrom']));
  fireEvent.click(screen.getByRole('button', { name: 'Restore from another server…' }));
  expect(actions.confirm).toHaveBeenCalledWith({ kind: 'restoreFrom', key: 'hostup/s1' });
});

test('all that is overdue, as far as it can be backed up here, is one link away', () => {
  const late = aReading({ backups: [aBackup({ createdAt: NOW - 9 * DAY_MS })] });
  open(
    aState({
      servers: [
        aStored(),
        aStored({ server: aServer({ id: 's2' }), reading: late }),
        aStored({ server: aServer({ id: 's3' }), reading: aReading({ backups: [] }) }),
      ],
    }),
  );
  fireEvent.click(screen.getByRole('button', { name: 'Back up all uncovered (2)…' }));
  expect(actions.confirm.mock.calls).toEqual([[{ kind: 'overdue' }]]);
  cleanup();
  open(aState({ statuses: [aStatus({ capabilities: ['delete'] })], servers: [aStored({ reading: late })] }));
  expect(button(/Back up all/)).toBeNull();
});

test('overdue is what is overdue, and what only a panel can back up is counted apart', () => {
  const late = aReading({ backups: [aBackup({ createdAt: NOW - 30 * HOUR_MS })] });
  const older = aReading({ backups: [aBackup({ createdAt: NOW - 9 * DAY_MS })] });
  open(
    aState({
      accounts: [anAccount(), anAccount({ id: 'a2' })],
      statuses: [aStatus(), aStatus({ accountId: 'a2', capabilities: ['delete'] })],
      servers: [
        aStored({ reading: late }),
        aStored({ accountId: 'a2', server: aServer({ id: 's2' }), reading: older }),
      ],
    }),
  );
  expect(button(/Back up all overdue \(1\)/)).not.toBeNull();
  expect(screen.getByRole('contentinfo').textContent).toContain('1 only in the panel');
});
