import { useId, useState } from 'preact/hooks';
import type { EpochMs } from '../../lib/model/time';
import { dated } from '../../lib/text/file-name';
import { t } from '../../lib/text/i18n';
import type { OptionsActions } from './actions';
import { type Outcome, OutcomeLine } from './outcome';

type Props = {
  readonly now: EpochMs;
  readonly onExport: OptionsActions['exportSettings'];
  readonly onSave: OptionsActions['saveFile'];
};

export function ExportSettings({ now, onExport, onSave }: Props) {
  const [working, setWorking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const id = useId();

  const save = async () => {
    setWorking(true);
    setOutcome(null);
    const result = await onExport();
    setWorking(false);
    if (!result.ok) return setOutcome({ good: false, sentence: t('options.export.failed') });
    const file = dated('settings', now, 'json');
    onSave(file, result.value.text);
    setOutcome({ good: true, sentence: t('options.export.done', { file }) });
  };

  return (
    <div class="transfer">
      <button
        type="button"
        class="button"
        aria-disabled={working}
        aria-describedby={`${id}-help`}
        onClick={() => {
          if (!working) void save();
        }}
      >
        {t('options.export')}
      </button>
      <p class="muted" id={`${id}-help`}>
        {t('options.export.help')}
      </p>
      <OutcomeLine outcome={outcome} />
    </div>
  );
}
