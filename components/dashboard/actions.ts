import type { FreeScheduleTask } from '../../lib/fleet/schedules/costly';
import type { ServerRow } from '../../lib/fleet/types';
import type { Result } from '../../lib/model/messages';
import type { PopupActions } from '../popup/actions';

/** What the dashboard asks of the world around it. */
export type DashboardActions = PopupActions & {
  /** Lays a text into the clipboard; false where the browser refuses. */
  readonly copyText: (text: string) => Promise<boolean>;
  /** Changes a schedule or the backup settings where that costs no backup. */
  readonly changeSchedule: (row: ServerRow, task: FreeScheduleTask) => Promise<Result<unknown>>;
  /** Hands a text of a media type to the browser as a download. */
  readonly saveFile: (name: string, text: string, type: string) => void;
  /** Opens the report that is made for paper. */
  readonly openReport: () => Promise<void>;
};
