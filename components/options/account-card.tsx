import { useId, useRef, useState } from 'preact/hooks';
import type { AccountRow } from '../../lib/fleet/types';
import type { Server } from '../../lib/model/server';
import type { Settings } from '../../lib/model/settings';
import type { EpochMs } from '../../lib/model/time';
import type { ProviderInfo } from '../../lib/providers/origins';
import { formatAgo } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named, troubleSentence } from '../../lib/text/trouble';
import { RemoveForm, RenameForm, ReplaceKeyForm } from './account-forms';
import { AccountSettings } from './account-settings';
import type { OptionsActions } from './actions';
import { LegacyIds } from './legacy-ids';
import { sinceSentence } from './since';
import type { ChangeSettings } from './use-settings';

type Props = {
  readonly row: AccountRow;
  readonly provider: ProviderInfo;
  readonly servers: readonly Server[];
  /** The labels of the other accounts at the same provider. */
  readonly takenLabels: readonly string[];
  readonly now: EpochMs;
  /** False once the browser no longer lets calls reach the provider. */
  readonly hasPermission: boolean;
  readonly settings: Settings;
  readonly onChange: ChangeSettings;
  readonly actions: OptionsActions;
};

const FORMS = ['rename', 'replaceKey', 'remove'] as const;
type FormName = (typeof FORMS)[number];

/** One account: how it stands, and what can be done with it. */
export function AccountCard(props: Props) {
  const { row, provider, servers, takenLabels, now, hasPermission, settings, onChange, actions } = props;
  const [form, setForm] = useState<FormName | null>(null);
  const id = useId();
  const { account, status } = row;
  const openers = useRef<HTMLDivElement>(null);
  const close = () => {
    openers.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
    setForm(null);
  };
  const formProps = { account, providerName: provider.name, onClose: close };
  return (
    <li class="panel account" id={account.id}>
      <div class="account-head">
        <h3>
          <bdi class="account-label">{account.label}</bdi>
        </h3>
        <span class="muted">{provider.name}</span>
      </div>
      <p class="muted">{factsOf(row, now).join(' · ')}</p>
      {!hasPermission ? (
        <div class="failure with-action">
          <p>{t('options.account.noPermission', { origin: provider.apiOrigin })}</p>
          <button type="button" class="button" onClick={() => void actions.allowAccess(provider.id)}>
            {t('options.account.allow')}
          </button>
        </div>
      ) : (
        status.trouble !== null && (
          <p class={status.trouble.kind === 'rateLimited' ? 'warning' : 'failure'}>
            {troubleSentence(status.trouble, {
              account: account.label,
              provider: provider.name,
              now,
              inSettings: true,
            })}{' '}
            {status.troubleSince !== null && sinceSentence(status.troubleSince, now)}
          </p>
        )
      )}
      {rightsOf(row) !== null && <p class="muted">{rightsOf(row)}</p>}
      <div class="actions" ref={openers}>
        {FORMS.map((name) => (
          <button
            key={name}
            type="button"
            class={name === 'remove' ? 'button danger' : 'button'}
            aria-label={t(`options.${name}.named`, { account: named(account.label) })}
            aria-expanded={form === name}
            aria-controls={form === name ? `${id}-form` : undefined}
            onClick={() => setForm(form === name ? null : name)}
          >
            {t(`options.${name}`)}
          </button>
        ))}
      </div>
      <div id={`${id}-form`}>
        {form === 'rename' && (
          <RenameForm {...formProps} takenLabels={takenLabels} onRename={actions.renameAccount} />
        )}
        {form === 'replaceKey' && (
          <ReplaceKeyForm {...formProps} checkedAt={status.checkedAt} onReplace={actions.replaceKey} />
        )}
        {form === 'remove' && <RemoveForm {...formProps} onRemove={actions.removeAccount} />}
      </div>
      <AccountSettings account={account} servers={servers} settings={settings} onChange={onChange} />
      {provider.hasLegacyIds && servers.length > 0 && (
        <LegacyIds
          account={account}
          providerName={provider.name}
          servers={servers}
          onSet={(serverId, legacyId) => actions.setLegacyId(account.id, serverId, legacyId)}
        />
      )}
    </li>
  );
}

function factsOf(
  { status, checkedAgoMs, serverCount, refreshing }: AccountRow,
  now: EpochMs,
): readonly string[] {
  if (status.refresh !== null && refreshing && checkedAgoMs === null) {
    return [t('options.account.checking'), formatAgo(now - status.refresh.startedAt)];
  }
  if (checkedAgoMs === null) return [t('options.account.neverChecked')];
  return [
    t('options.account.servers', { count: serverCount }),
    t('options.account.checked', { ago: formatAgo(checkedAgoMs) }),
    ...(status.unreadableRows > 0 ? [t('options.account.unreadable', { count: status.unreadableRows })] : []),
  ];
}

function rightsOf({ status, providerName }: AccountRow): string | null {
  if (!status.capabilities.includes('create')) {
    return t('options.account.watchOnly', { provider: providerName });
  }
  return status.writes === 'refused' ? t('options.account.readOnly') : null;
}
