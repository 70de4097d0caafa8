import type { DashboardActions } from '../../components/dashboard/actions';
import type { LivePage } from '../../lib/page';
import { popupActions } from '../popup/actions';
import { copyText } from '../shared/copy-text';

/** What the dashboard does: all that the popup does, and it copies texts. */
export function dashboardActions(page: LivePage): DashboardActions {
  return { ...popupActions(page, () => true), copyText };
}
