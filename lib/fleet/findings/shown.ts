import type { Finding, FindingKind, Severity, Snooze } from '../../model/finding';
import type { StoredState } from '../../model/state';
import type { EpochMs } from '../../model/time';
import type { BareRow } from '../rows';
import type { Hush, ShownFinding } from '../types';
import { actionFor } from './action';
import { isMuted, snoozeOf } from './hush';

/** The findings with what was asked to be quiet and with the action of each, most pressing first. */
export function shownFindings(
  findings: readonly Finding[],
  rows: readonly BareRow[],
  state: StoredState,
  now: EpochMs,
): readonly ShownFinding[] {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const snoozes: ReadonlyMap<string, Snooze> = new Map(
    state.snoozes.map((snooze) => [snooze.target, snooze]),
  );
  const hushOf = (finding: Finding): Hush | null => {
    const snooze = snoozeOf(finding, findings, snoozes, now);
    if (snooze !== null) return { by: 'snooze', snooze };
    return isMuted(finding, state.settings) ? { by: 'mute' } : null;
  };
  return findings
    .map((finding) => {
      const row = finding.subject.kind === 'server' ? byKey.get(finding.subject.key) : undefined;
      return { finding, hush: hushOf(finding), action: actionFor(finding, row ?? null) };
    })
    .sort((a, b) => pressingFirst(a.finding, b.finding));
}

const bySeverity: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

/** Within one severity: what is about all, then what cannot be undone, then what is late, then advice. */
const byKind: readonly FindingKind[] = [
  'accountTrouble',
  'vanished',
  'never',
  'exposed',
  'scheduleFailed',
  'starved',
  'expiring',
  'overdue',
  'unread',
  'scheduleLate',
  'quotaFull',
  'evicts',
  'shrunk',
  'stuck',
  'noAutomatic',
  'scheduleOff',
  'unreadableRows',
  'notWatched',
  'partUnread',
  'serverGone',
  'quotaNear',
  'scheduleMissing',
];

/** The order in which findings are shown and told. */
export function pressingFirst(a: Finding, b: Finding): number {
  return (
    bySeverity[b.severity] - bySeverity[a.severity] ||
    byKind.indexOf(a.kind) - byKind.indexOf(b.kind) ||
    a.beganAt - b.beganAt ||
    (a.id < b.id ? -1 : 1)
  );
}
