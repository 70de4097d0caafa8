import type { PopupActions } from '../popup/actions';

/** What the dashboard asks of the world around it. */
export type DashboardActions = PopupActions & {
  /** Opens the page that asks, with the part of its address after the page's own name. */
  readonly openConfirm: (hash: string) => Promise<void>;
  /** Lays a text into the clipboard; false where the browser refuses. */
  readonly copyText: (text: string) => Promise<boolean>;
};
