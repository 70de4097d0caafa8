import { render } from '@testing-library/preact';
import { vi } from 'vitest';
import type { ConfirmActions } from '../../components/confirm/actions';
import { Confirm } from '../../components/confirm/confirm';
import type { ConfirmRequest } from '../../lib/fleet/confirm-address';
import { overview } from '../../lib/fleet/overview';
import type { StoredState } from '../../lib/model/state';
import { NOW } from '../unit/builders';

/** What the confirm page asks of the world around it, to be answered and looked at by a test. */
export function confirmActions() {
  return {
    examine: vi.fn<ConfirmActions['examine']>(),
    backUpNow: vi.fn<ConfirmActions['backUpNow']>(),
    restore: vi.fn<ConfirmActions['restore']>(),
    restoreSources: vi.fn<ConfirmActions['restoreSources']>(),
    deleteBackup: vi.fn<ConfirmActions['deleteBackup']>(),
    makeRoom: vi.fn<ConfirmActions['makeRoom']>(),
    backUpMany: vi.fn<ConfirmActions['backUpMany']>(),
    readServers: vi.fn<ConfirmActions['readServers']>(),
    changeSchedule: vi.fn<ConfirmActions['changeSchedule']>(),
    allowFromPanel: vi.fn<ConfirmActions['allowFromPanel']>(),
    rememberNumber: vi.fn<ConfirmActions['rememberNumber']>(),
    turnTo: vi.fn<ConfirmActions['turnTo']>(),
    openSchedules: vi.fn<ConfirmActions['openSchedules']>(),
    openServer: vi.fn<ConfirmActions['openServer']>(),
    openOptions: vi.fn<ConfirmActions['openOptions']>(),
    close: vi.fn<ConfirmActions['close']>(),
  };
}

/** The page that asks this of a state, and a way to show another state in its place. */
export function asking(state: StoredState, request: ConfirmRequest, actions: ConfirmActions) {
  const at = (shown: StoredState) => (
    <Confirm overview={overview(shown, NOW)} request={request} actions={actions} />
  );
  const { rerender } = render(at(state));
  return (next: StoredState) => rerender(at(next));
}
