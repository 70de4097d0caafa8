import type { PopupActions } from '../popup/actions';

/** What the dashboard asks of the world around it. */
export type DashboardActions = PopupActions & {
  /** Lays a text into the clipboard; false where the browser refuses. */
  readonly copyText: (text: string) => Promise<boolean>;
};
