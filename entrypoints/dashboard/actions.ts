import { browser } from 'wxt/browser';
import type { DashboardActions } from '../../components/dashboard/actions';
import { send } from '../../lib/client';
import type { LivePage } from '../../lib/page';
import { popupActions } from '../popup/actions';
import { copyText } from '../shared/copy-text';
import { saveFile } from '../shared/save-file';

/** What the dashboard does: all that the popup does, and it copies, saves and leads to the report. */
export function dashboardActions(page: LivePage): DashboardActions {
  return {
    ...popupActions(page, () => true),
    copyText,
    changeSchedule: ({ account, stored }, task) => {
      const ref = { accountId: account.id, serverId: stored.server.id };
      return task.kind === 'saveSchedule'
        ? send('saveSchedule', { ...ref, schedule: task.schedule })
        : send('changeBackupSettings', { ...ref, change: task.change });
    },
    saveFile,
    openReport: async () => {
      await browser.tabs.create({ url: browser.runtime.getURL('/report.html') });
    },
  };
}
