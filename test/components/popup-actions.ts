import { vi } from 'vitest';
import type { PopupActions } from '../../components/popup/actions';

/** What the popup asks of the world around it, to be answered and looked at by a test. */
export function popupActions() {
  return {
    refresh: vi.fn<PopupActions['refresh']>(),
    backUpNow: vi.fn<PopupActions['backUpNow']>(),
    snooze: vi.fn<PopupActions['snooze']>(),
    setGoal: vi.fn<PopupActions['setGoal']>(),
    lockNow: vi.fn<PopupActions['lockNow']>(),
    openSchedules: vi.fn<PopupActions['openSchedules']>(),
    openDashboard: vi.fn<PopupActions['openDashboard']>(),
    confirm: vi.fn<PopupActions['confirm']>(),
    openOptions: vi.fn<PopupActions['openOptions']>(),
  };
}
