import type { StoredState } from '../model/state';
import type { EpochMs } from '../model/time';
import { accountRowsOf } from './accounts';
import { recentDamage } from './damaged';
import { findingsOf } from './findings/find';
import { shownFindings } from './findings/shown';
import { groupBy } from './group';
import { worstFirst } from './order';
import { planViewOf } from './plan-course';
import { newestFirst } from './restore-points';
import { bareRowsOf } from './rows';
import type { BackupLine, Coverage, Overview, ServerRow, ShownFinding } from './types';

/** Judges the whole stored state at one moment: the rows of the popup, the findings, the counts of the badge. `now` is our clock. */
export function overview(state: StoredState, now: EpochMs): Overview {
  const bare = bareRowsOf(state, now);
  const accounts = accountRowsOf(state, now);
  const findings = shownFindings(findingsOf({ rows: bare, accounts, state, now }), bare, state, now);
  const byServer = groupBy(findings, ({ finding }) =>
    finding.subject.kind === 'server' ? finding.subject.key : '',
  );
  const all = bare
    .map((row): ServerRow => ({ ...row, findings: byServer.get(row.key) ?? [] }))
    .sort(worstFirst);
  const rows = all.filter((row) => row.stored.goneSince === null);
  const counts: Record<Coverage, number> = { covered: 0, overdue: 0, exposed: 0, unknown: 0 };
  for (const row of rows) counts[row.coverage]++;
  const operations = new Map(state.operations.map((operation) => [operation.id, operation]));
  return {
    now,
    settings: state.settings,
    accounts,
    rows,
    gone: all.filter((row) => row.stored.goneSince !== null),
    plans: [...state.plans]
      .sort((a, b) => b.createdAt - a.createdAt)
      .map((plan) => planViewOf(plan, operations)),
    counts,
    findings,
    attention: rows.filter((row) => row.findings.some(presses)).length,
    oldest: oldestOf(rows),
    damaged: recentDamage(state.faults, now),
    unreadableRows: sum(accounts.map(({ status }) => status.unreadableRows)),
    operations: state.operations,
    checkedAgoMs: longest(accounts.map((account) => account.checkedAgoMs)),
    refreshing: accounts.some((account) => account.refreshing),
  };
}

/** Whether a finding asks for attention: more than advice, and nobody asked for quiet. */
export function presses({ finding, hush }: ShownFinding): boolean {
  return finding.severity !== 'info' && hush === null;
}

/** Every backup of every account in one list, newest first, each with its server's row. */
export function backupLines(rows: readonly ServerRow[]): readonly BackupLine[] {
  const rowOfBackup = new Map(rows.flatMap((row) => row.backups.map((backup) => [backup, row] as const)));
  return newestFirst([...rowOfBackup.keys()]).flatMap((backup) => {
    const row = rowOfBackup.get(backup);
    return row ? [{ backup, row }] : [];
  });
}

function oldestOf(rows: readonly ServerRow[]): ServerRow | null {
  return rows.reduce<ServerRow | null>(
    (oldest, row) => ((row.restoreAgeMs ?? -1) > (oldest?.restoreAgeMs ?? -1) ? row : oldest),
    null,
  );
}

function longest(ages: readonly (number | null)[]): number | null {
  return ages.reduce((a, b) => (a === null || b === null ? null : Math.max(a, b)), ages[0] ?? null);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
