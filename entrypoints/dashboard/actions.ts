import { browser } from 'wxt/browser';
import type { DashboardActions } from '../../components/dashboard/actions';
import { confirmAddress } from '../../lib/fleet/confirm-address';
import type { LivePage } from '../../lib/page';
import { popupActions } from '../popup/actions';
import { copyText } from '../shared/copy-text';

/** What the dashboard does: all that the popup does, and it opens the page that asks. */
export function dashboardActions(page: LivePage): DashboardActions {
  return {
    ...popupActions(page, () => true),
    copyText,
    confirm: async (request) => {
      await browser.tabs.create({ url: browser.runtime.getURL(confirmAddress(request)) });
    },
  };
}
