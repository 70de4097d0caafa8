import { CircleAlert, TriangleAlert } from 'lucide';
import { useState } from 'preact/hooks';
import type { AccountRow, ServerRow } from '../../lib/fleet/types';
import type { AccountId } from '../../lib/model/account';
import type { Trouble } from '../../lib/model/trouble';
import { formatAgo, number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named, troubleSentence } from '../../lib/text/trouble';
import { Icon } from '../icon';
import { type Card, isMendedInOptions, openCards, quotaConsequence } from './cards';

type Handlers = {
  readonly onOpenOptions: () => void;
  readonly onRetry: (accountId: AccountId) => void;
  readonly onShowServer: (key: string) => void;
};

export function CardList({ cards, ...handlers }: Handlers & { readonly cards: readonly Card[] }) {
  const [all, setAll] = useState(false);
  if (cards.length === 0) return null;
  const open = openCards(cards);
  const folded = cards.length - open;
  return (
    <section class="cards" aria-label={t('popup.cards.label')}>
      {(all ? cards : cards.slice(0, open)).map((card) =>
        card.kind === 'account' ? (
          <AccountCard key={card.account.account.id} {...card} {...handlers} />
        ) : (
          <QuotaCard key={card.row.key} row={card.row} {...handlers} />
        ),
      )}
      {folded > 0 && (
        <button type="button" class="link fold" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('popup.cards.fewer') : t('popup.cards.more', { count: folded })}
        </button>
      )}
    </section>
  );
}

type AccountCardProps = Handlers & { readonly account: AccountRow; readonly trouble: Trouble };

function AccountCard({ account, trouble, onOpenOptions, onRetry }: AccountCardProps) {
  const { label, id } = account.account;
  const asOf =
    account.checkedAgoMs === null
      ? t('popup.card.neverRead')
      : t('popup.card.asOf', { ago: formatAgo(account.checkedAgoMs) });
  return (
    <div class={isMendedInOptions(trouble) ? 'card card-exposed' : 'card card-overdue'}>
      <Icon node={CircleAlert} />
      <div class="card-text">
        <p>{troubleSentence(trouble, { account: label, provider: account.providerName })}</p>
        <p class="card-action">
          <span class="muted">{asOf}</span>
          {isMendedInOptions(trouble) ? (
            <button type="button" class="button" onClick={onOpenOptions}>
              {t('popup.card.openOptions')}
            </button>
          ) : (
            trouble.kind !== 'rateLimited' && (
              <button type="button" class="button" onClick={() => onRetry(id)}>
                {t('popup.card.retry')}
              </button>
            )
          )}
        </p>
      </div>
    </div>
  );
}

function QuotaCard({ row, onShowServer }: Handlers & { readonly row: ServerRow }) {
  const quota = row.stored.reading?.quota;
  if (quota?.kind !== 'limited') return null;
  const server = row.stored.server.name;
  const slots = { used: number(quota.used), limit: number(quota.limit) };
  return (
    <div class="card card-overdue">
      <Icon node={TriangleAlert} />
      <div class="card-text">
        <strong title={server}>{t('popup.card.quotaUsed', { server: named(server), ...slots })}</strong>
        <p>{quotaConsequence(row)}</p>
      </div>
      <button
        type="button"
        class="button"
        aria-label={t('popup.card.showServerNamed', { server: named(server) })}
        onClick={() => onShowServer(row.key)}
      >
        {t('popup.card.showServer')}
      </button>
    </div>
  );
}
