import type { Account, AccountStatus } from '../model/account';
import { hasEnded, type Operation } from '../model/operation';
import type { StoredServer } from '../model/server';
import type { StoredState } from '../model/state';
import { CLOCK_TOLERANCE_MS, DAY_MS, type EpochMs } from '../model/time';
import { providerInfo } from '../providers/origins';
import { coverageOf, freshForMs } from './coverage';
import { createOfferOf } from './create-offer';
import { goalFor } from './goal';
import { groupBy } from './group';
import { isHeld } from './hold';
import { worstFirst } from './order';
import { quotaLevelOf } from './quota';
import { lastGoodOf, newestFirst } from './restore-points';
import type { AccountRow, BackupLine, Coverage, Overview, ServerRow } from './types';

type Reach = { readonly stored: StoredServer; readonly account: Account; readonly status: AccountStatus };

/** Judges the whole stored state at one moment: the rows of the popup, the counts of the badge. `now` is our clock. */
export function overview(state: StoredState, now: EpochMs): Overview {
  const reaches = reachesOf(state);
  const operations = groupBy(state.operations, (operation) => keyOf(operation.provider, operation.serverId));
  const all = [...groupBy(reaches, ({ stored }) => keyOf(stored.server.provider, stored.server.id))].map(
    ([key, group]) => rowOf(key, group, operations.get(key) ?? [], state, now),
  );
  const rows = all.filter((row) => row.stored.goneSince === null).sort(worstFirst);
  const counts: Record<Coverage, number> = { covered: 0, overdue: 0, exposed: 0, unknown: 0 };
  for (const row of rows) counts[row.coverage]++;
  const accounts = accountRowsOf(state, now);
  return {
    now,
    accounts,
    rows,
    gone: all.filter((row) => row.stored.goneSince !== null).sort(worstFirst),
    counts,
    attention: rows.length - counts.covered,
    oldest: oldestOf(rows),
    unreadableRows: sum(accounts.map(({ status }) => status.unreadableRows)),
    checkedAgoMs: longest(accounts.map((account) => account.checkedAgoMs)),
    refreshing: accounts.some((account) => account.refreshing),
  };
}

/** Every backup of every account in one list, newest first, each with its server's row. */
export function backupLines(rows: readonly ServerRow[]): readonly BackupLine[] {
  const rowOfBackup = new Map(rows.flatMap((row) => row.backups.map((backup) => [backup, row] as const)));
  return newestFirst([...rowOfBackup.keys()]).flatMap((backup) => {
    const row = rowOfBackup.get(backup);
    return row ? [{ backup, row }] : [];
  });
}

function reachesOf(state: StoredState): readonly Reach[] {
  const accounts = new Map(state.accounts.map((account) => [account.id, account]));
  const statuses = new Map(state.statuses.map((status) => [status.accountId, status]));
  return state.servers.flatMap((stored) => {
    const account = accounts.get(stored.accountId);
    const status = statuses.get(stored.accountId);
    return account && status ? [{ stored, account, status }] : [];
  });
}

/** One server, once: acted on through the key that may do more, shown by a reading that can still vouch for it. */
function rowOf(
  key: string,
  group: readonly Reach[],
  operations: readonly Operation[],
  state: StoredState,
  now: EpochMs,
): ServerRow {
  const [best, ...others] = [...group].sort(
    (a, b) => rankOf(b) - rankOf(a) || a.account.createdAt - b.account.createdAt,
  );
  if (!best) throw new Error('a group is never empty');
  const fresh = freshForMs(state.settings);
  const isFresh = ({ stored }: Reach) => {
    const agoMs = agoOf(stored.readAt, now);
    return agoMs !== null && agoMs <= fresh;
  };
  const listed = [best, ...others].filter(({ stored }) => stored.goneSince === null);
  const shown = isFresh(best) ? best : (listed.find(isFresh) ?? best);
  const { stored } = shown;
  const readAgoMs = agoOf(stored.readAt, now);
  const providerNow = now + shown.status.skewMs;
  const goalMs = goalFor(stored.server, state.settings);
  const lastGood = stored.reading && lastGoodOf(stored.reading.backups, providerNow);
  return {
    key,
    provider: stored.server.provider,
    providerName: providerInfo(stored.server.provider).name,
    stored,
    account: best.account,
    otherAccounts: others.map(({ account }) => account),
    coverage: coverageOf({ reading: stored.reading, readAgoMs, goalMs, providerNow, freshForMs: fresh }),
    goalMs,
    lastGood: lastGood && lastGood.backup,
    restoreAgeMs: lastGood && lastGood.restoreAgeMs,
    backups: stored.reading ? newestFirst(stored.reading.backups) : [],
    quotaLevel: stored.reading ? quotaLevelOf(stored.reading.quota) : 'notStated',
    trouble: stored.trouble ?? shown.status.trouble,
    readAgoMs,
    providerNow,
    operation: operationToShow(operations, now),
    create: createOfferOf({ status: best.status, reading: stored.reading, operations, now }),
  };
}

/**
 * Higher is better: a key that may write before one that was refused, then an account without trouble, then one that
 * has written before, then one whose number in the older API is known.
 */
function rankOf({ account, status, stored }: Reach): number {
  const facts = [
    stored.goneSince === null,
    status.writes !== 'refused',
    status.trouble === null,
    status.writes === 'allowed',
    Object.hasOwn(account.legacyIds, stored.server.id),
  ];
  return facts.reduce((rank, fact) => rank * 2 + (fact ? 1 : 0), 0);
}

function operationToShow(operations: readonly Operation[], now: EpochMs): Operation | null {
  const latestFirst = [...operations].sort((a, b) => b.createdAt - a.createdAt);
  const open = latestFirst.find((operation) => !hasEnded(operation));
  const recent = latestFirst.find((operation) => hasEnded(operation) && now - operation.endedAt < DAY_MS);
  return open ?? recent ?? null;
}

function accountRowsOf(state: StoredState, now: EpochMs): readonly AccountRow[] {
  const servers = groupBy(state.servers, (stored) => stored.accountId);
  return [...state.accounts]
    .sort((a, b) => a.createdAt - b.createdAt)
    .flatMap((account) => {
      const status = state.statuses.find((entry) => entry.accountId === account.id);
      if (!status) return [];
      return {
        account,
        status,
        providerName: providerInfo(account.provider).name,
        serverCount: (servers.get(account.id) ?? []).filter((stored) => stored.goneSince === null).length,
        checkedAgoMs: agoOf(status.checkedAt, now),
        refreshing: status.refresh !== null && !isHeld(status, now),
      };
    });
}

/** How long ago something was; null where it was never, or lies so far ahead that the clock must have been set back. */
function agoOf(at: EpochMs | null, now: EpochMs): number | null {
  return at === null || at > now + CLOCK_TOLERANCE_MS ? null : Math.max(0, now - at);
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

function keyOf(provider: string, serverId: string): string {
  return `${provider}/${serverId}`;
}
