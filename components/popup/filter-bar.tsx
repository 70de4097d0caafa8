import { Search } from 'lucide';
import type { Filter } from '../../lib/fleet/filter';
import type { AccountRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { Icon } from '../icon';

export type View = 'servers' | 'backups';

type Props = {
  readonly filter: Filter;
  readonly view: View;
  readonly accounts: readonly AccountRow[];
  readonly onFilter: (filter: Filter) => void;
  readonly onView: (view: View) => void;
};

export function FilterBar({ filter, view, accounts, onFilter, onView }: Props) {
  return (
    <div class="filter-bar">
      <label class="search">
        <span class="hidden">{t('popup.filter')}</span>
        <Icon node={Search} size={14} />
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          placeholder={t('popup.filter.short')}
          value={filter.query}
          onInput={(event) => onFilter({ ...filter, query: event.currentTarget.value })}
        />
      </label>
      {accounts.length > 1 && (
        <select
          class="account-select"
          aria-label={t('popup.filter.account')}
          value={filter.accountId ?? ''}
          onChange={(event) => onFilter({ ...filter, accountId: event.currentTarget.value || null })}
        >
          <option value="">{t('popup.filter.allAccounts')}</option>
          {accounts.map(({ account, providerName }) => (
            <option key={account.id} value={account.id}>
              {t('popup.filter.account.option', { provider: providerName, account: account.label })}
            </option>
          ))}
        </select>
      )}
      <fieldset class="segmented">
        <legend class="hidden">{t('popup.view')}</legend>
        {(['servers', 'backups'] as const).map((choice) => (
          <label key={choice} class="segment-choice">
            <input
              type="radio"
              name="view"
              value={choice}
              checked={view === choice}
              onChange={() => onView(choice)}
            />
            <span>{t(`popup.view.${choice}`)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
