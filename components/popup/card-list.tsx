import { CircleAlert, WifiOff } from 'lucide';
import { useState } from 'preact/hooks';
import type { AccountRow } from '../../lib/fleet/types';
import type { AccountId } from '../../lib/model/account';
import type { Trouble } from '../../lib/model/trouble';
import { formatAgo } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { troubleSentence } from '../../lib/text/trouble';
import { Icon } from '../icon';
import { type Card, isMendedInOptions, openCards } from './cards';
import { QuotaCard, QuotasCard } from './quota-cards';

type Handlers = {
  readonly onOpenOptions: () => void;
  /** `null`: all accounts. */
  readonly onRetry: (accountId: AccountId | null) => void;
  readonly onShowServer: (key: string) => void;
};

export function CardList({ cards, ...handlers }: Handlers & { readonly cards: readonly Card[] }) {
  const [all, setAll] = useState(false);
  if (cards.length === 0) return null;
  const open = openCards(cards);
  const folded = cards.length - open;
  return (
    <section class="cards" aria-label={t('popup.cards.label')}>
      {(all ? cards : cards.slice(0, open)).map((card) => (
        <OneCard key={keyOf(card)} card={card} {...handlers} />
      ))}
      {folded > 0 && (
        <button type="button" class="link fold" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('popup.cards.fewer') : t('popup.cards.more', { count: folded })}
        </button>
      )}
    </section>
  );
}

function keyOf(card: Card): string {
  if (card.kind === 'account') return card.account.account.id;
  return card.kind === 'quota' ? card.row.key : card.kind;
}

function OneCard({ card, ...handlers }: Handlers & { readonly card: Card }) {
  switch (card.kind) {
    case 'account':
      return <AccountCard {...card} {...handlers} />;
    case 'network':
      return <NetworkCard {...card} {...handlers} />;
    case 'quota':
      return <QuotaCard row={card.row} {...handlers} />;
    case 'quotas':
      return <QuotasCard rows={card.rows} {...handlers} />;
  }
}

type AccountCardProps = Handlers & { readonly account: AccountRow; readonly trouble: Trouble };

function AccountCard({ account, trouble, onOpenOptions, onRetry }: AccountCardProps) {
  const { label, id } = account.account;
  return (
    <div class={isMendedInOptions(trouble) ? 'card card-exposed' : 'card card-overdue'}>
      <Icon node={CircleAlert} />
      <div class="card-text">
        <p>{troubleSentence(trouble, { account: label, provider: account.providerName })}</p>
        <p class="card-action">
          <span class="muted">{asOfWords([account])}</span>
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

type NetworkCardProps = Handlers & { readonly accounts: readonly AccountRow[]; readonly all: boolean };

function NetworkCard({ accounts, all, onRetry }: NetworkCardProps) {
  return (
    <div class="card card-overdue">
      <Icon node={WifiOff} />
      <div class="card-text">
        <p>{all ? t('popup.card.noneReached') : t('popup.card.notReached', { count: accounts.length })}</p>
        <p class="card-action">
          <span class="muted">{asOfWords(accounts)}</span>
          <button type="button" class="button" onClick={() => onRetry(null)}>
            {t('popup.card.retry')}
          </button>
        </p>
      </div>
    </div>
  );
}

/** How old what is shown of these accounts is: as old as the oldest of it. */
function asOfWords(accounts: readonly AccountRow[]): string {
  const ages = accounts.map(({ checkedAgoMs }) => checkedAgoMs ?? Number.POSITIVE_INFINITY);
  const oldest = Math.max(...ages);
  return Number.isFinite(oldest)
    ? t('popup.card.asOf', { ago: formatAgo(oldest) })
    : t('popup.card.neverRead');
}
