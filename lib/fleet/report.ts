import type { EpochMs } from '../model/time';
import type { AccountRow, Coverage, Overview, ServerRow } from './types';

/**
 * A server that is not shown to be covered, and since when; null where no finding says so. `atLeast`: it was so when it was
 * first seen, and when that began nobody states.
 */
export type Gap = {
  readonly row: ServerRow;
  readonly since: { readonly at: EpochMs; readonly atLeast: boolean } | null;
};

/** Whether every server has a backup that is young enough, at one moment, as somebody else may be shown it. */
export type Report = {
  readonly now: EpochMs;
  /** Of all servers, rounded down: only all of them are 100. Null where there is none. */
  readonly coveredPercent: number | null;
  readonly counts: Readonly<Record<Coverage, number>>;
  readonly total: number;
  /** The shortest and the longest goal that a server has; null where there is no server. */
  readonly goalsMs: { readonly least: number; readonly most: number } | null;
  /** Accounts that could not be read, or never were: what they have is missing or old. */
  readonly unread: readonly AccountRow[];
  /** Worst first. */
  readonly gaps: readonly Gap[];
  /** Every server, by name. */
  readonly rows: readonly ServerRow[];
  /** Servers that their provider no longer lists, which are not counted. */
  readonly gone: readonly ServerRow[];
};

/** What stands between a server and being covered. */
const GAP_KINDS: readonly string[] = ['never', 'exposed', 'overdue', 'unread'];

export function reportOf({ now, rows, gone, counts, accounts, settings }: Overview): Report {
  const goals = rows.map(({ goalMs }) => goalMs);
  return {
    now,
    coveredPercent: rows.length === 0 ? null : Math.floor((counts.covered / rows.length) * 100),
    counts,
    total: rows.length,
    goalsMs: rows.length === 0 ? null : { least: Math.min(...goals), most: Math.max(...goals) },
    unread: accounts.filter(({ status }) => status.trouble !== null || status.checkedAt === null),
    gaps: rows
      .filter(({ coverage }) => coverage !== 'covered')
      .map((row) => ({
        row,
        since: sinceOf(row, settings.graceMs, now),
      })),
    rows: [...rows].sort(
      (a, b) => a.stored.server.name.localeCompare(b.stored.server.name) || (a.key < b.key ? -1 : 1),
    ),
    gone,
  };
}

/**
 * Quiet or not: what a person does not want to hear is a gap all the same. One that is exposed by now began to be a gap
 * when it was overdue.
 */
function sinceOf({ findings, providerNow }: ServerRow, graceMs: number, now: EpochMs): Gap['since'] {
  const found = findings.find(({ finding }) => GAP_KINDS.includes(finding.kind));
  if (found === undefined) return null;
  const { finding } = found;
  if (finding.kind === 'overdue' || finding.kind === 'exposed') {
    const ageMs = providerNow - finding.restorePointAt;
    return { at: Math.min(now, now - ageMs + finding.goalMs + graceMs), atLeast: false };
  }
  return { at: finding.beganAt, atLeast: true };
}
