import { Search } from 'lucide';
import type { ComponentChildren, Ref } from 'preact';
import type { Address } from '../../lib/fleet/dashboard/address';
import type { Coverage, Overview } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { coverageWord } from '../../lib/text/words';
import { Icon } from '../icon';
import { Choice } from './choice';
import type { Go } from './tab';

const COVERAGES: readonly Coverage[] = ['exposed', 'overdue', 'unknown', 'covered'];

type Props = {
  readonly overview: Overview;
  readonly address: Address;
  readonly go: Go;
  readonly searchRef?: Ref<HTMLInputElement>;
  /** What a tab has beside the filters. */
  readonly children?: ComponentChildren;
};

/** What is left out of a tab: by words, by account or provider, by coverage. */
export function FilterBar({ overview, address, go, searchRef, children }: Props) {
  const { accounts } = overview;
  const providers = new Map(accounts.map(({ account, providerName }) => [account.provider, providerName]));
  return (
    <div class="tools">
      <label class="search">
        <span class="hidden">{t('popup.filter')}</span>
        <Icon node={Search} size={14} />
        <input
          ref={searchRef ?? null}
          type="search"
          dir="auto"
          autocomplete="off"
          placeholder={t('popup.filter')}
          value={address.query}
          onInput={(event) => go({ query: event.currentTarget.value }, 'same')}
        />
      </label>
      {accounts.length > 1 && (
        <Choice
          label={t('popup.filter.account')}
          value={address.accountId ?? (address.provider === null ? '' : `/${address.provider}`)}
          options={[
            { value: '', text: t('popup.filter.allAccounts') },
            ...(providers.size > 1
              ? [...providers].map(([id, provider]) => ({
                  value: `/${id}`,
                  text: t('dashboard.filter.provider', { provider }),
                }))
              : []),
            ...accounts.map(({ account, providerName }) => ({
              value: account.id,
              text: t('popup.filter.account.option', { provider: providerName, account: account.label }),
            })),
          ]}
          onChange={(value) =>
            go(
              value.startsWith('/')
                ? { accountId: null, provider: value.slice(1) }
                : { accountId: value || null, provider: null },
            )
          }
        />
      )}
      <Choice
        label={t('dashboard.filter.coverage')}
        value={address.coverage ?? ''}
        options={[
          { value: '', text: t('dashboard.filter.allCoverages') },
          ...COVERAGES.map((coverage) => ({ value: coverage, text: coverageWord(coverage) })),
        ]}
        onChange={(value) => go({ coverage: COVERAGES.find((coverage) => coverage === value) ?? null })}
      />
      {children}
    </div>
  );
}
