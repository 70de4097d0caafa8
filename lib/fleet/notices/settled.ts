import type { Finding, Watch } from '../../model/finding';
import { CLOCK_TOLERANCE_MS, type EpochMs, MINUTE_MS } from '../../model/time';
import { agoOf } from '../ago';
import { freshForMs } from '../coverage';
import { isDue, isHeld } from '../hold';
import type { AccountRow, Overview, ServerRow } from '../types';

/** Whether what is known of a finding's subject is recent enough for the finding to begin, to end or to be told. */
export type IsSettled = (finding: Finding) => boolean;

/** How long a refresh, or the refreshes after a sleep, may take before their end is no longer waited for. */
const PATIENCE_MS = 10 * MINUTE_MS;

/** Whether it is judged without a reading of the server's backups. */
function needsNoReading(finding: Finding): boolean {
  switch (finding.kind) {
    case 'unread':
    case 'serverGone':
      return true;
    case 'stuck':
      return finding.what === 'operation';
    default:
      return false;
  }
}

/**
 * Tells what is settled at the moment of an overview. A server follows its account, and says nothing while its reading
 * is too old to vouch for anything; the browser follows all accounts. After a gap in the watch nothing is settled until
 * every account is: what happened meanwhile is then one thing to tell.
 */
export function settledBy(view: Overview, watch: Watch): IsSettled {
  const { now, settings } = view;
  const gapEndedAt = lastEndOf(watch, now);
  const isUnsettled = (account: AccountRow) =>
    !isAccountSettled(account, settings.refreshEveryMs, gapEndedAt, now);
  const unsettled = new Set(view.accounts.filter(isUnsettled).map(({ account }) => account.id));
  const rows = new Map([...view.rows, ...view.gone].map((row) => [row.key, row]));
  const fresh = freshForMs(settings);
  const vouches = ({ stored, readAgoMs }: ServerRow) =>
    stored.goneSince !== null || (readAgoMs !== null && readAgoMs <= fresh);
  const isWaking = gapEndedAt !== null && now - gapEndedAt < PATIENCE_MS;

  return (finding) => {
    const { subject } = finding;
    if (unsettled.size > 0 && (isWaking || subject.kind === 'browser')) return false;
    if (subject.kind === 'browser') return true;
    if (unsettled.has(subject.accountId)) return false;
    if (subject.kind === 'account' || needsNoReading(finding)) return true;
    const row = rows.get(subject.key);
    return row === undefined || vouches(row);
  };
}

/** An account is settled while nothing is to be read of it: no refresh is due, and none is under way for long. */
function isAccountSettled(
  { status }: AccountRow,
  refreshEveryMs: number,
  gapEndedAt: EpochMs | null,
  now: EpochMs,
): boolean {
  if (status.refresh === null || isHeld(status, now)) return !isDue(status, refreshEveryMs, now);
  // One that a sleep cut short goes on after it.
  const lastsMs = agoOf(Math.max(status.refresh.startedAt, gapEndedAt ?? 0), now);
  return lastsMs !== null && lastsMs >= PATIENCE_MS;
}

function lastEndOf({ gaps }: Watch, now: EpochMs): EpochMs | null {
  const ends = gaps.map(({ to }) => to).filter((to) => to <= now + CLOCK_TOLERANCE_MS);
  return ends.length === 0 ? null : Math.max(...ends);
}
