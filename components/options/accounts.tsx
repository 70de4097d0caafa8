import { useEffect, useRef, useState } from 'preact/hooks';
import type { AccountRow, Overview } from '../../lib/fleet/types';
import type { Account, AccountId, ProviderId } from '../../lib/model/account';
import type { Server } from '../../lib/model/server';
import type { Settings } from '../../lib/model/settings';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { AccountCard } from './account-card';
import type { OptionsActions } from './actions';
import { labelsAt } from './labels';
import { usePassing } from './passing';
import type { ChangeSettings } from './use-settings';

type Props = {
  readonly overview: Overview;
  readonly settings: Settings;
  readonly onChange: ChangeSettings;
  readonly providers: readonly ProviderInfo[];
  readonly allowed: ReadonlySet<ProviderId> | null;
  readonly actions: OptionsActions;
};

/** The accounts, each in a card of its own. */
export function Accounts({ overview, settings, onChange, providers, allowed, actions }: Props) {
  const { accounts } = overview;
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
    <section>
      <div class="accounts-head">
        <h2 ref={heading} tabIndex={-1}>
          {t('options.accounts')}
        </h2>
        <p class="muted" role="status">
          {isGone && t('options.remove.done', { account: named(removed.label) })}
        </p>
      </div>
      {accounts.length === 0 && <p class="muted">{t('options.accounts.none')}</p>}
      <ul class="accounts">
        {accounts.flatMap((row) => {
          const provider = providers.find(({ id }) => id === row.account.provider);
          if (!provider) return [];
          return [
            <AccountCard
              key={row.account.id}
              row={row}
              provider={provider}
              servers={serversOf(overview, row.account.id)}
              takenLabels={labelsAt(
                provider.id,
                accounts.filter((other) => other !== row),
              )}
              now={overview.now}
              hasPermission={allowed === null || allowed.has(provider.id)}
              settings={settings}
              onChange={onChange}
              actions={{ ...actions, removeAccount: () => removeAccount(row) }}
            />,
          ];
        })}
      </ul>
    </section>
  );
}

function serversOf(overview: Overview, accountId: AccountId): readonly Server[] {
  return overview.rows
    .filter((row) => [row.account, ...row.otherAccounts].some(({ id }) => id === accountId))
    .map((row) => row.stored.server)
    .sort((a, b) => a.name.localeCompare(b.name));
}
