import { browser } from 'wxt/browser';
import type { ConfirmActions } from '../../components/confirm/actions';
import { send } from '../../lib/client';
import { fragmentOf } from '../../lib/fleet/confirm-address';
import { type Address, addressOf, hashOf } from '../../lib/fleet/dashboard/address';
import { costAfterRoom, costOf } from '../../lib/fleet/impact/cost';
import { makeRoomProposal } from '../../lib/fleet/impact/make-room';
import { toldOf } from '../../lib/fleet/schedules/told';
import type { ServerRow } from '../../lib/fleet/types';
import type { LivePage } from '../../lib/page';

/** What the confirm page does: it asks the background, which checks everything again before it asks a provider. */
export function confirmActions({ overview }: LivePage): ConfirmActions {
  const idsOf = ({ account, stored }: ServerRow) => ({ accountId: account.id, serverId: stored.server.id });
  return {
    examine: (row) => send('examine', idsOf(row)),
    backUpNow: (row, note) => send('backUpNow', { ...idsOf(row), note, cost: costOf(row) }),
    restore: (row, confirmed) => send('restore', { ...idsOf(row), ...confirmed, cost: costOf(row) }),
    restoreSources: (row) => send('restoreSources', idsOf(row)),
    deleteBackup: (row, backupId, typedName) => send('deleteBackup', { ...idsOf(row), backupId, typedName }),
    makeRoom: (row, backupIds, note) => {
      const cost = costAfterRoom(makeRoomProposal(row), backupIds.length);
      return send('makeRoom', { ...idsOf(row), backupIds: [...backupIds], note, cost });
    },
    backUpMany: (rows, note) =>
      send('backUpMany', { servers: rows.map((row) => ({ ...idsOf(row), cost: costOf(row) })), note }),
    readServers: (accountId, serverIds) => send('readServers', { accountId, serverIds: [...serverIds] }),
    changeSchedule: (row, reading, task) => {
      const common = { ...idsOf(row), told: toldOf(task, reading, row.providerNow) };
      switch (task.kind) {
        case 'saveSchedule':
          return send('saveScheduleAtCost', { ...common, schedule: task.schedule });
        case 'deleteSchedule':
          return send('deleteSchedule', { ...common, scheduleId: task.scheduleId });
        case 'changeSettings':
          return send('changeBackupSettingsAtCost', { ...common, change: task.change });
      }
    },
    allowFromPanel: (accountId) => {
      const allowed = overview.value === null ? [] : overview.value.settings.pageBackupsAllowed;
      return send('changeSettings', {
        change: { pageBackupsAllowed: [...new Set([...allowed, accountId])] },
      });
    },
    rememberNumber: (accountId, serverId, legacyId) =>
      send('setLegacyId', { accountId, serverId, legacyId, mustName: true }),
    turnTo: (request) => location.assign(fragmentOf(request)),
    openServer: (serverKey) => openDashboard('servers', serverKey),
    openOptions: () => void browser.runtime.openOptionsPage(),
    openSchedules: (serverKey) => openDashboard('schedules', serverKey),
    close: () => window.close(),
  };
}

function openDashboard(view: Address['view'], server: string): void {
  const hash = hashOf({ ...addressOf(''), view, server });
  void browser.tabs.create({ url: `${browser.runtime.getURL('/dashboard.html')}${hash}` });
}
