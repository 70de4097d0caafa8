import { freshForMs } from '../../../lib/fleet/coverage';
import { topicOf } from '../../../lib/fleet/findings/topics';
import { overview } from '../../../lib/fleet/overview';
import type { Finding } from '../../../lib/model/finding';
import type { StoredState } from '../../../lib/model/state';
import { DAY_MS, type EpochMs, MINUTE_MS } from '../../../lib/model/time';

const TEN_MINUTES = 10 * MINUTE_MS;
const TOLERANCE = 5 * MINUTE_MS;

/** One beginning of a finding, as the oracle follows it. */
export type Beginning = {
  readonly key: string;
  finding: Finding;
  isOpen: boolean;
  closedAt: EpochMs;
  /** It has been seen, settled, neither muted nor snoozed, at or after the time to tell it. */
  isRipe: boolean;
  /** Muted, or over while snoozed, before it was told: nobody may tell it, or nobody need. */
  isExcused: boolean;
  /** It was muted before it was ripe: it is not told when the mute is taken back. */
  isSilent: boolean;
  readonly toldUnder: Set<string>;
  tells: number;
};

/** Follows the same moments as the judge by its own, plain bookkeeping: what must be told, and what must not. */
export class Oracle {
  readonly beginnings = new Map<string, Beginning>();

  /** The judge has looked at this state and stored what came of it. */
  judged(state: StoredState, now: EpochMs): void {
    const current = overview(state, now).findings.map(({ finding }) => finding);
    for (const beginning of this.beginnings.values()) {
      if (!beginning.isOpen) continue;
      const same = current.find((finding) => isSame(finding, beginning.finding));
      if (same) beginning.finding = same;
      else if (isSettled(beginning.finding, state, now)) {
        beginning.isOpen = false;
        beginning.closedAt = now;
      }
    }
    for (const finding of current) {
      const isKnown = [...this.beginnings.values()].some(
        (known) => known.isOpen && known.finding.id === finding.id,
      );
      if (!isKnown && isSettled(finding, state, now)) this.begin(finding, now);
    }
    for (const beginning of this.beginnings.values()) this.weigh(beginning, current, state, now);
  }

  /** Whether a beginning is kept quiet at this moment by a snooze. */
  isSnoozedNow(key: string, state: StoredState, now: EpochMs): boolean {
    const beginning = this.beginnings.get(key);
    const current = overview(state, now).findings.map(({ finding }) => finding);
    return beginning !== undefined && isSnoozed(beginning.finding, current, state, now);
  }

  private begin(finding: Finding, now: EpochMs): void {
    const key = `${finding.id}#${finding.occurrence ?? now}`;
    const earlier = finding.occurrence === null ? this.flickering(finding, now) : this.beginnings.get(key);
    if (earlier) {
      Object.assign(earlier, { finding, isOpen: true, isSilent: false });
      return;
    }
    this.beginnings.set(key, {
      key,
      finding,
      isOpen: true,
      closedAt: 0,
      isRipe: false,
      isExcused: false,
      isSilent: false,
      toldUnder: new Set(),
      tells: 0,
    });
  }

  /** The last beginning of the same finding, if it was over less than a day ago. */
  private flickering(finding: Finding, now: EpochMs): Beginning | undefined {
    return [...this.beginnings.values()]
      .filter(
        (known) => known.finding.id === finding.id && known.finding.occurrence === null && !known.isOpen,
      )
      .filter(({ closedAt }) => now - closedAt < DAY_MS)
      .sort((a, b) => a.closedAt - b.closedAt)
      .at(-1);
  }

  private weigh(beginning: Beginning, current: readonly Finding[], state: StoredState, now: EpochMs): void {
    const { finding, isOpen, isRipe } = beginning;
    const muted = isMuted(finding, state);
    const snoozed = isSnoozed(finding, current, state, now);
    if (isRipe) {
      if (beginning.tells === 0 && (muted || (!isOpen && snoozed))) beginning.isExcused = true;
      return;
    }
    if (muted) beginning.isSilent = true;
    if (!isOpen || muted || snoozed || beginning.isSilent) return;
    const isSeen = current.some((seen) => isSame(seen, finding));
    const { tellFrom } = finding;
    if (isSeen && isSettled(finding, state, now) && tellFrom !== null && tellFrom <= now) {
      beginning.isRipe = true;
    }
  }
}

function isSame(a: Finding, b: Finding): boolean {
  return a.id === b.id && a.occurrence === b.occurrence;
}

export function isMuted({ kind, subject }: Finding, { settings }: StoredState): boolean {
  if (!settings.notify || settings.mutedTopics.includes(topicOf[kind])) return true;
  return 'accountId' in subject && settings.mutedAccounts.includes(subject.accountId);
}

function isSnoozed(
  finding: Finding,
  current: readonly Finding[],
  { snoozes }: StoredState,
  now: EpochMs,
): boolean {
  const key = finding.subject.kind === 'server' ? finding.subject.key : null;
  return snoozes.some(({ target, setAt, until, fingerprint }) => {
    const ofServer = target === `server:${key}`;
    if (!ofServer && target !== `finding:${finding.id}`) return false;
    if (setAt > now + TOLERANCE) return false;
    const isOwn = target === `finding:${finding.id}`;
    if (!isOwn && finding.severity === 'error' && finding.beganAt > setAt) return false;
    if (until !== null) return now < until;
    const meant = current.filter((seen) =>
      ofServer ? seen.subject.kind === 'server' && seen.subject.key === key : seen.id === finding.id,
    );
    const lines = meant.map((seen) => `${seen.id} ${seen.fingerprint}`);
    return lines.sort().join('\n') === fingerprint;
  });
}

function isSettled(finding: Finding, state: StoredState, now: EpochMs): boolean {
  const { subject, kind } = finding;
  const ends = state.watch.gaps.map(({ to }) => to).filter((to) => to <= now + TOLERANCE);
  const back = ends.length > 0 ? Math.max(...ends) : null;
  const busy = state.statuses
    .filter(({ refresh, nextRefreshAt }) => {
      if (refresh !== null) {
        const startedAt = Math.max(refresh.startedAt, back ?? 0);
        return startedAt > now + TOLERANCE || now - startedAt < TEN_MINUTES;
      }
      return nextRefreshAt <= now || nextRefreshAt > now + 2 * state.settings.refreshEveryMs;
    })
    .map(({ accountId }) => accountId);
  const isBack = back !== null && now - back < TEN_MINUTES;
  if (busy.length > 0 && (isBack || subject.kind === 'browser')) return false;
  if (subject.kind === 'browser') return true;
  if (busy.includes(subject.accountId)) return false;
  if (subject.kind === 'account' || ['unread', 'serverGone'].includes(kind)) return true;
  if (finding.kind === 'stuck' && finding.what === 'operation') return true;
  const stored = state.servers.find(({ server }) => `${server.provider}/${server.id}` === subject.key);
  if (!stored || stored.goneSince !== null) return true;
  const { readAt } = stored;
  return readAt !== null && readAt <= now + TOLERANCE && now - readAt <= freshForMs(state.settings);
}
