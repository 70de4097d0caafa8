import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountRow, Overview } from '../../lib/fleet/types';
import type { Account, AccountId, ProviderId } from '../../lib/model/account';
import type { Server } from '../../lib/model/server';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { Mark } from '../mark';
import { AccountCard } from './account-card';
import type { OptionsActions } from './actions';
import { AddAccount } from './add-account';
import { usePassing } from './passing';

type Props = {
  /** Null until the stored state was read. */
  readonly overview: Overview | null;
  readonly providers: readonly ProviderInfo[];
  /** The providers that the browser lets calls reach; null until that is known. */
  readonly allowed: ReadonlySet<ProviderId> | null;
  readonly actions: OptionsActions;
};

export function Options({ overview, providers, allowed, actions }: Props) {
  const accounts = overview?.accounts ?? [];
  const heading = useRef<HTMLHeadingElement>(null);
  const [removed, setRemoved] = useState<Account | null>(null);
  const isGone = removed !== null && accounts.every(({ account }) => account.id !== removed.id);
  useEffect(() => {
    // The card took the focus with it; where a person has moved on meanwhile, it stays there.
    if (isGone && document.activeElement === document.body) heading.current?.focus();
  }, [isGone]);
  usePassing(isGone, () => setRemoved(null));

  const removeAccount = async (row: AccountRow) => {
    setRemoved(null);
    const result = await actions.removeAccount(row.account.id);
    if (result.ok) setRemoved(row.account);
    return result;
  };

  return (
    <main class="options">
      <h1>
        <Mark size={24} /> {t('options.title')}
      </h1>
      <section>
        <div class="accounts-head">
          <h2 ref={heading} tabIndex={-1}>
            {t('options.accounts')}
          </h2>
          <p class="muted" role="status">
            {isGone && t('options.remove.done', { account: named(removed.label) })}
          </p>
        </div>
        {overview !== null && accounts.length === 0 && <p class="muted">{t('options.accounts.none')}</p>}
        <ul class="accounts">
          {overview !== null &&
            accounts.flatMap((row) => {
              const provider = providers.find(({ id }) => id === row.account.provider);
              if (!provider) return [];
              const others = accounts.filter((other) => other !== row);
              return [
                <AccountCard
                  key={row.account.id}
                  row={row}
                  provider={provider}
                  servers={serversOf(overview, row.account.id)}
                  takenLabels={labelsAt(provider.id, others)}
                  now={overview.now}
                  hasPermission={allowed === null || allowed.has(provider.id)}
                  actions={{ ...actions, removeAccount: () => removeAccount(row) }}
                />,
              ];
            })}
        </ul>
      </section>
      <AddAccount
        providers={providers}
        accounts={accounts}
        labelsAt={(provider) => labelsAt(provider, accounts)}
        onAdd={actions.addAccount}
      />
    </main>
  );
}

function labelsAt(provider: ProviderId, rows: readonly AccountRow[]): readonly string[] {
  return rows.filter(({ account }) => account.provider === provider).map(({ account }) => account.label);
}

function serversOf(overview: Overview, accountId: AccountId): readonly Server[] {
  return overview.rows
    .filter((row) => [row.account, ...row.otherAccounts].some(({ id }) => id === accountId))
    .map((row) => row.stored.server)
    .sort((a, b) => a.name.localeCompare(b.name));
}
