import { browser } from 'wxt/browser';
import type { PopupActions } from '../../components/popup/actions';
import { send } from '../../lib/client';
import { confirmAddress } from '../../lib/fleet/confirm-address';
import { addressOf, hashOf } from '../../lib/fleet/dashboard/address';
import { defaultSettings, type Settings } from '../../lib/model/settings';
import type { LivePage } from '../../lib/page';

/** What the popup does: it asks the background, and opens other pages. `isPage`: it stands in a tab of its own. */
export function popupActions({ overview }: LivePage, isPage: () => boolean): PopupActions {
  /** The goals of all servers with this one set, or without it. */
  function goals(serverKey: string, goalMs: number | null): Settings['serverGoalsMs'] {
    const { [serverKey]: _, ...others } = (overview.value?.settings ?? defaultSettings).serverGoalsMs;
    return goalMs === null ? others : { ...others, [serverKey]: goalMs };
  }

  /** Chrome closes the popup by itself when a tab opens; Firefox leaves it standing in front of it. */
  async function leaveFor(opening: Promise<unknown>) {
    await opening;
    if (!isPage()) window.close();
  }

  return {
    refresh: (accountId) => send('refresh', { accountId }),
    backUpNow: (row, note) => {
      const ref = { accountId: row.account.id, serverId: row.stored.server.id };
      // What is not free is asked for by the confirm page alone.
      return send('backUpNow', { ...ref, note, cost: null });
    },
    snooze: (target, span) => send('snooze', { target, span }),
    setGoal: (serverKey, goalMs) =>
      send('changeSettings', { change: { serverGoalsMs: goals(serverKey, goalMs) } }),
    lockNow: () => send('lockNow', {}),
    openDashboard: () => leaveFor(browser.tabs.create({ url: browser.runtime.getURL('/dashboard.html') })),
    openSchedules: (serverKey) => {
      const address = hashOf({ ...addressOf(''), view: 'schedules', server: serverKey });
      return leaveFor(browser.tabs.create({ url: `${browser.runtime.getURL('/dashboard.html')}${address}` }));
    },
    confirm: (request) =>
      leaveFor(browser.tabs.create({ url: browser.runtime.getURL(confirmAddress(request)) })),
    openOptions: () => leaveFor(browser.runtime.openOptionsPage()),
  };
}
