import { Search } from 'lucide';
import { resultKinds } from '../../../lib/fleet/activity';
import type { Address } from '../../../lib/fleet/dashboard/address';
import type { Overview } from '../../../lib/fleet/types';
import { t } from '../../../lib/text/i18n';
import { Icon } from '../../icon';
import { Choice } from '../choice';
import type { Go } from '../tab';

type Props = { readonly overview: Overview; readonly address: Address; readonly go: Go };

/** What is left out of the record: by words, by account, by what became of it. */
export function ActivityTools({ overview, address, go }: Props) {
  const { accounts } = overview;
  return (
    <div class="tools">
      <label class="search">
        <span class="hidden">{t('activity.filter')}</span>
        <Icon node={Search} size={14} />
        <input
          type="search"
          dir="auto"
          autocomplete="off"
          placeholder={t('activity.filter')}
          value={address.query}
          onInput={(event) => go({ query: event.currentTarget.value }, 'same')}
        />
      </label>
      {accounts.length > 1 && (
        <Choice
          label={t('popup.filter.account')}
          value={address.accountId ?? ''}
          options={[
            { value: '', text: t('popup.filter.allAccounts') },
            ...accounts.map(({ account, providerName }) => ({
              value: account.id,
              text: t('popup.filter.account.option', { provider: providerName, account: account.label }),
            })),
          ]}
          onChange={(value) => go({ accountId: value || null, provider: null })}
        />
      )}
      <Choice
        label={t('activity.filter.result')}
        value={address.result ?? ''}
        options={[
          { value: '', text: t('activity.filter.allResults') },
          ...resultKinds.map((kind) => ({ value: kind, text: t(`activity.result.${kind}`) })),
        ]}
        onChange={(value) => go({ result: resultKinds.find((kind) => kind === value) ?? null })}
      />
    </div>
  );
}
