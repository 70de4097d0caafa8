import type { StoredState } from '../model/state';
import type { EpochMs } from '../model/time';
import { providerInfo } from '../providers/origins';
import { agoOf } from './ago';
import { groupBy } from './group';
import { isHeld } from './hold';
import type { AccountRow } from './types';

/** The accounts in the order in which they were added. */
export function accountRowsOf(state: StoredState, now: EpochMs): readonly AccountRow[] {
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
