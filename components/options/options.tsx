import type { Overview } from '../../lib/fleet/types';
import type { AccountId, ProviderId } from '../../lib/model/account';
import type { Server } from '../../lib/model/server';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { Mark } from '../mark';
import { AccountCard } from './account-card';
import type { OptionsActions } from './actions';
import { AddAccount } from './add-account';

type Props = {
  /** Null until the stored state was read. */
  readonly overview: Overview | null;
  readonly providers: readonly ProviderInfo[];
  /** The providers that the browser lets calls reach; null until that is known. */
  readonly allowed: ReadonlySet<ProviderId> | null;
  readonly actions: OptionsActions;
};

export function Options({ overview, providers, allowed, actions }: Props) {
  return (
    <main class="options">
      <h1>
        <Mark size={24} /> {t('options.title')}
      </h1>
      <section>
        <h2>{t('options.accounts')}</h2>
        {overview !== null && overview.accounts.length === 0 && (
          <p class="muted">{t('options.accounts.none')}</p>
        )}
        <ul class="accounts">
          {overview?.accounts.flatMap((row) => {
            const provider = providers.find(({ id }) => id === row.account.provider);
            if (!provider) return [];
            return [
              <AccountCard
                key={row.account.id}
                row={row}
                provider={provider}
                servers={serversOf(overview, row.account.id)}
                now={overview.now}
                hasPermission={allowed === null || allowed.has(provider.id)}
                actions={actions}
              />,
            ];
          })}
        </ul>
      </section>
      <AddAccount providers={providers} onAdd={actions.addAccount} />
    </main>
  );
}

function serversOf(overview: Overview, accountId: AccountId): readonly Server[] {
  return overview.rows
    .filter((row) => [row.account, ...row.otherAccounts].some(({ id }) => id === accountId))
    .map((row) => row.stored.server)
    .sort((a, b) => a.name.localeCompare(b.name));
}
