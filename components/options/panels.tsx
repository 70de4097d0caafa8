import type { Overview } from '../../lib/fleet/types';
import type { ProviderId } from '../../lib/model/account';
import type { Settings } from '../../lib/model/settings';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import type { OptionsActions } from './actions';
import { SwitchSetting } from './switch-setting';

type Props = {
  readonly overview: Overview;
  readonly settings: Settings;
  readonly providers: readonly ProviderInfo[];
  /** The providers whose panel the browser lets us into; null until that is known. */
  readonly allowed: ReadonlySet<ProviderId> | null;
  readonly onShow: OptionsActions['showInPanel'];
};

/** In which of the providers' own panels the badges are shown: a switch for each provider that has an account. */
export function Panels({ overview, settings, providers, allowed, onShow }: Props) {
  const used = new Set(overview.accounts.map(({ account }) => account.provider));
  const shown = providers.filter(({ id }) => used.has(id));
  if (shown.length === 0) return null;
  const { panelsOff } = settings;
  return (
    <section class="panel settings" aria-labelledby="panels-title">
      <h2 id="panels-title">{t('options.panels')}</h2>
      <p class="muted">{t('options.panels.help')}</p>
      {shown.map(({ id, name, panelOrigin, apiOrigin }) => (
        <SwitchSetting
          key={id}
          label={t('options.panels.provider', { provider: name })}
          help={panelOrigin === apiOrigin ? panelOrigin : t('options.panels.asks', { origin: panelOrigin })}
          on={!panelsOff.includes(id) && allowed !== null && allowed.has(id)}
          onSwitch={(on) => {
            const others = panelsOff.filter((other) => other !== id);
            return onShow(id, on ? others : [...others, id]);
          }}
        />
      ))}
    </section>
  );
}
