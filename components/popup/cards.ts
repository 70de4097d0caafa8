import { whenFull } from '../../lib/fleet/create-offer';
import type { AccountRow, Overview, ServerRow } from '../../lib/fleet/types';
import type { Trouble } from '../../lib/model/trouble';
import { formatWhen } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { activeSchedule, isStarved } from '../../lib/text/words';

export type Card =
  | { readonly kind: 'account'; readonly account: AccountRow; readonly trouble: Trouble }
  | { readonly kind: 'quota'; readonly row: ServerRow };

/** What deserves a card above the list: accounts in trouble, then full quotas, then nearly full ones. */
export function cardsOf(overview: Overview): readonly Card[] {
  const accounts = overview.accounts.flatMap((account): readonly Card[] =>
    account.status.trouble === null ? [] : [{ kind: 'account', account, trouble: account.status.trouble }],
  );
  const quotas = (['full', 'near'] as const).flatMap((level) =>
    overview.rows.filter((row) => row.quotaLevel === level).map((row): Card => ({ kind: 'quota', row })),
  );
  return [...accounts, ...quotas];
}

/**
 * How many cards stand open: the pressing ones (accounts in trouble, full quotas), two at most. A quota that is only
 * nearly full waits behind the fold, unless it is all there is to say.
 */
export function openCards(cards: readonly Card[]): number {
  const pressing = cards.filter((card) => card.kind === 'account' || card.row.quotaLevel === 'full');
  return Math.max(1, Math.min(2, pressing.length));
}

/** Whether the trouble is one that only the settings can mend: otherwise trying again is what helps. */
export function isMendedInOptions(trouble: Trouble): boolean {
  return ['wrongKey', 'forbidden', 'permissionMissing', 'keyMissing'].includes(trouble.kind);
}

/** What a full or nearly full quota means for the next backup, as far as the provider says. */
export function quotaConsequence(row: ServerRow): string {
  const { reading } = row.stored;
  if (reading === null || reading.quota.kind !== 'limited') return '';
  if (row.quotaLevel === 'near') return t('popup.card.slotsLeft', { count: reading.quota.remaining });
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
