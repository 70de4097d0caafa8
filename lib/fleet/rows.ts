import type { Account, AccountStatus } from '../model/account';
import { hasEnded, type Operation } from '../model/operation';
import type { StoredServer } from '../model/server';
import type { StoredState } from '../model/state';
import { DAY_MS, type EpochMs } from '../model/time';
import { providerInfo } from '../providers/origins';
import { agoOf } from './ago';
import { coverageOf, freshForMs } from './coverage';
import { createOfferOf } from './create-offer';
import { goalFor } from './goal';
import { groupBy } from './group';
import { keyOf } from './key';
import { quotaLevelOf } from './quota';
import { lastGoodOf, newestFirst } from './restore-points';
import type { ServerRow } from './types';

/** A row before its findings were judged, with what they are judged from beside it. */
export type BareRow = Omit<ServerRow, 'findings'> & {
  /** The status of the account that the shown reading came from. */
  readonly status: AccountStatus;
  /** Whether the reading is young enough to vouch for anything. */
  readonly isFresh: boolean;
  /** All that is journalled for this server. */
  readonly operations: readonly Operation[];
};

type Reach = { readonly stored: StoredServer; readonly account: Account; readonly status: AccountStatus };

/** Every known server as a row, once, those that are gone among them; in no order. */
export function bareRowsOf(state: StoredState, now: EpochMs): readonly BareRow[] {
  const operations = groupBy(state.operations, (operation) => keyOf(operation.provider, operation.serverId));
  const servers = groupBy(reachesOf(state), ({ stored }) => keyOf(stored.server.provider, stored.server.id));
  return [...servers].map(([key, group]) => rowOf(key, group, operations.get(key) ?? [], state, now));
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
  { settings }: StoredState,
  now: EpochMs,
): BareRow {
  const [best, ...others] = [...group].sort(
    (a, b) =>
      rankOf(b) - rankOf(a) ||
      a.account.createdAt - b.account.createdAt ||
      (a.account.id < b.account.id ? -1 : 1),
  );
  if (!best) throw new Error('a group is never empty');
  const fresh = freshForMs(settings);
  const isFresh = ({ stored }: Reach) => {
    const agoMs = agoOf(stored.readAt, now);
    return agoMs !== null && agoMs <= fresh;
  };
  const listed = [best, ...others].filter(({ stored }) => stored.goneSince === null);
  const shown = isFresh(best) ? best : (listed.find(isFresh) ?? best);
  const { stored, status } = shown;
  const readAgoMs = agoOf(stored.readAt, now);
  const providerNow = now + status.skewMs;
  const goalMs = goalFor(stored.server, best.account.id, settings);
  const lastGood = stored.reading && lastGoodOf(stored.reading.backups, providerNow);
  return {
    key,
    provider: stored.server.provider,
    providerName: providerInfo(stored.server.provider).name,
    stored,
    status,
    isFresh: isFresh(shown),
    account: best.account,
    otherAccounts: others.map(({ account }) => account),
    coverage: coverageOf({
      reading: stored.reading,
      readAgoMs,
      goalMs,
      graceMs: settings.graceMs,
      providerNow,
      freshForMs: fresh,
    }),
    goalMs,
    lastGood: lastGood && lastGood.backup,
    restoreAgeMs: lastGood && lastGood.restoreAgeMs,
    backups: stored.reading ? newestFirst(stored.reading.backups) : [],
    quotaLevel: stored.reading ? quotaLevelOf(stored.reading.quota, settings.nearPercent) : 'notStated',
    trouble: stored.trouble ?? status.trouble,
    readAgoMs,
    providerNow,
    operations,
    operation: operationToShow(operations, now),
    create: createOfferOf({ status: best.status, reading: stored.reading, operations, now }),
    capabilities: best.status.capabilities,
    writes: best.status.writes,
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
