import { DAY_MS } from '../../model/time';
import { isRestorePoint } from '../restore-points';
import type { Draft, ServerCase } from './draft';

/** How long it is worth knowing that a server without any backup is gone. */
const WORTH_KNOWING_MS = 7 * DAY_MS;

/** That the provider no longer lists a server: for as long as its backups are listed, and for a week in any case. */
export function goneFindings({ row, now }: ServerCase): readonly Draft[] {
  const { goneSince } = row.stored;
  if (goneSince === null) return [];
  const backups = row.backups.filter((backup) => isRestorePoint(backup, row.providerNow)).length;
  const remain = row.isFresh && backups > 0;
  if (!remain && now - goneSince > WORTH_KNOWING_MS) return [];
  return [
    {
      facts: { kind: 'serverGone', backups, goneAt: goneSince },
      severity: 'info',
      since: goneSince,
      occurrence: String(goneSince),
    },
  ];
}
