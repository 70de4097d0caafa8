import type { Settings } from '../../model/settings';
import { freshForMs } from '../coverage';
import type { AccountRow } from '../types';
import { isMendedInOptions } from './action';
import type { Draft } from './draft';

/** What keeps an account from being read, also while another attempt is under way; and rows of its lists. */
export function accountFindings({ status }: AccountRow, settings: Settings): readonly Draft[] {
  return [troubleDraft(status, settings), rowsDraft(status)].filter((draft) => draft !== null);
}

/**
 * A trouble that may pass interrupts nobody for as long as the last reading vouches for what is shown. All of that kind
 * are one beginning: "timed out", "unreachable" and "503" in turn are one outage.
 */
function troubleDraft(
  { trouble, troubleSince, checkedAt }: AccountRow['status'],
  settings: Settings,
): Draft | null {
  if (trouble === null) return null;
  const lasts = isMendedInOptions(trouble);
  return {
    facts: { kind: 'accountTrouble', trouble, checkedAt },
    severity: lasts ? 'error' : 'warning',
    since: troubleSince,
    occurrence: `${lasts ? trouble.kind : 'passing'}@${troubleSince ?? ''}`,
    patienceMs: lasts ? 0 : freshForMs(settings),
  };
}

function rowsDraft({ unreadableRows }: AccountRow['status']): Draft | null {
  if (unreadableRows === 0) return null;
  return { facts: { kind: 'unreadableRows', rows: unreadableRows }, severity: 'warning', since: null };
}
