import { whenFull } from '../../lib/fleet/create-offer';
import type { AccountRow, Overview, ServerRow } from '../../lib/fleet/types';
import type { Trouble } from '../../lib/model/trouble';
import { formatWhen } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { activeSchedule, isStarved } from '../../lib/text/words';

export type Card =
  | { readonly kind: 'account'; readonly account: AccountRow; readonly trouble: Trouble }
  /** Several accounts that could not be reached: most likely it is the network. `all`: no account could. */
  | { readonly kind: 'network'; readonly accounts: readonly AccountRow[]; readonly all: boolean }
  | { readonly kind: 'quota'; readonly row: ServerRow }
  /** More full quotas than deserve a card each. */
  | { readonly kind: 'quotas'; readonly rows: readonly ServerRow[] };

/** Full quotas that are told one by one. */
const QUOTA_CARDS = 2;
/** Cards that stand open; the others wait behind the fold. */
const OPEN_CARDS = 2;

/** What deserves a card above the list: accounts in trouble, then full quotas; all of it presses. */
export function cardsOf(overview: Overview): readonly Card[] {
  return [...accountCards(overview.accounts), ...quotaCards(overview.rows)];
}

function accountCards(accounts: readonly AccountRow[]): readonly Card[] {
  const unreached = accounts.filter(({ status }) => status.trouble?.kind === 'unreachable');
  const isNetwork = unreached.length > 1;
  const single = accounts.flatMap((account): readonly Card[] => {
    const { trouble } = account.status;
    if (trouble === null || (isNetwork && trouble.kind === 'unreachable')) return [];
    return [{ kind: 'account', account, trouble }];
  });
  if (!isNetwork) return single;
  return [...single, { kind: 'network', accounts: unreached, all: unreached.length === accounts.length }];
}

function quotaCards(servers: readonly ServerRow[]): readonly Card[] {
  const rows = servers.filter((row) => row.quotaLevel === 'full');
  return rows.length > QUOTA_CARDS ? [{ kind: 'quotas', rows }] : rows.map((row) => ({ kind: 'quota', row }));
}

/** How many cards stand open: the first two, which is where the accounts are. */
export function openCards(cards: readonly Card[]): number {
  return Math.min(OPEN_CARDS, cards.length);
}

/** Whether the trouble is one that only the settings can mend: otherwise trying again is what helps. */
export function isMendedInOptions(trouble: Trouble): boolean {
  return ['wrongKey', 'forbidden', 'permissionMissing', 'keyMissing'].includes(trouble.kind);
}

/** What a full quota means for the next backup, as far as the provider says. */
export function quotaConsequence(row: ServerRow): string {
  const { reading } = row.stored;
  if (reading === null || reading.quota.kind !== 'limited') return '';
  if (isStarved(reading)) {
    const next = activeSchedule(reading)?.nextRunAt ?? null;
    return next === null
      ? t('popup.card.noSlotScheduled')
      : t('popup.card.noSlotScheduledAt', { when: formatWhen(next, row.providerNow) });
  }
  const consequence = {
    evictsOldest: 'popup.card.evicts',
    mayEvict: 'popup.card.mayEvict',
    quotaFull: 'popup.card.noSlot',
  } as const;
  return t(consequence[whenFull(reading)]);
}
