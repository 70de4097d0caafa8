import type { Overview } from '../../lib/fleet/types';
import type { ProviderId } from '../../lib/model/account';
import type { LockState } from '../../lib/model/lock';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { Mark } from '../mark';
import { Accounts } from './accounts';
import type { OptionsActions } from './actions';
import { AddAccount } from './add-account';
import { Goals } from './goals';
import { labelsAt } from './labels';
import { Language } from './language';
import { Notifications } from './notifications';
import { Panels } from './panels';
import { Passphrase } from './passphrase';
import { Report } from './report';
import type { Surroundings } from './system';
import { Transfer } from './transfer';
import { useSettings } from './use-settings';

type Props = {
  /** Null until the stored state was read. */
  readonly overview: Overview | null;
  readonly lock: LockState | null;
  readonly providers: readonly ProviderInfo[];
  /** The providers that the browser lets calls reach; null until that is known. */
  readonly allowed: ReadonlySet<ProviderId> | null;
  /** The same of the providers' own panels. */
  readonly allowedPanels: ReadonlySet<ProviderId> | null;
  readonly surroundings: Surroundings;
  readonly actions: OptionsActions;
};

export function Options({ overview, ...props }: Props) {
  return (
    <main class="options">
      <header class="options-head">
        <h1>
          <Mark size={24} /> {t('options.title')}
        </h1>
        {overview !== null && overview.accounts.length > 0 && (
          <a href="dashboard.html">{t('popup.openDashboard')}</a>
        )}
      </header>
      {overview !== null && <Sections overview={overview} {...props} />}
    </main>
  );
}

type SectionsProps = Omit<Props, 'overview'> & { readonly overview: Overview };

function Sections(props: SectionsProps) {
  const { overview, lock, providers, allowed, allowedPanels, surroundings, actions } = props;
  const { settings, change } = useSettings(overview.settings, actions.changeSettings);
  return (
    <>
      <Accounts
        overview={overview}
        settings={settings}
        onChange={change}
        providers={providers}
        allowed={allowed}
        actions={actions}
      />
      <AddAccount
        providers={providers}
        accounts={overview.accounts}
        labelsAt={(provider) => labelsAt(provider, overview.accounts)}
        onAdd={actions.addAccount}
      />
      <Goals overview={overview} settings={settings} onChange={change} />
      <Notifications
        settings={settings}
        surroundings={surroundings}
        onChange={change}
        onTest={actions.testNotification}
      />
      <Panels
        overview={overview}
        settings={settings}
        providers={providers}
        allowed={allowedPanels}
        onShow={actions.showInPanel}
      />
      <Language language={settings.language} onChange={change} />
      <Passphrase lock={lock} settings={settings} onChange={change} actions={actions} />
      <Transfer now={overview.now} providers={providers} actions={actions} />
      <Report diagnostics={actions.diagnostics} copyText={actions.copyText} />
    </>
  );
}
