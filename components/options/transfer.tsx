import type { EpochMs } from '../../lib/model/time';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import type { OptionsActions } from './actions';
import { ExportSettings } from './export-settings';
import { ImportSettings } from './import-settings';

type Props = {
  readonly now: EpochMs;
  readonly providers: readonly ProviderInfo[];
  readonly actions: Pick<OptionsActions, 'exportSettings' | 'saveFile' | 'importSettings'>;
};

/** Settings out into a file and back in. */
export function Transfer({ now, providers, actions }: Props) {
  return (
    <section class="panel settings" aria-labelledby="transfer-title">
      <h2 id="transfer-title">{t('options.transfer')}</h2>
      <ExportSettings now={now} onExport={actions.exportSettings} onSave={actions.saveFile} />
      <ImportSettings providers={providers} onImport={actions.importSettings} />
    </section>
  );
}
