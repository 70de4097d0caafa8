import type { SafetyBackup } from '../../lib/fleet/impact/types';
import type { ServerRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { evictionSentence, safetySentence } from '../../lib/text/impact';

type Props = {
  readonly safety: SafetyBackup;
  readonly row: ServerRow;
  /** Where it is possible: to be backed up first. Where it is not: agreed to without. */
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onCheck: (checked: boolean) => void;
  /** Null where no room can be made here. */
  readonly onMakeRoom: (() => void) | null;
};

/** Whether the current state is backed up first; where that cannot be, why, and the consent to do without. */
export function SafetyChoice({ safety, row, checked, disabled, onCheck, onMakeRoom }: Props) {
  const reason = safetySentence(safety, row);
  const eviction = safety.kind === 'possible' ? safety.eviction : null;
  return (
    <>
      {reason !== null && (
        <p class="warning">
          {reason}{' '}
          {onMakeRoom !== null && (
            <button type="button" class="link" onClick={onMakeRoom}>
              {t('confirm.toMakeRoom')}
            </button>
          )}
        </p>
      )}
      <label class="confirm-check">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          onChange={(event) => onCheck(event.currentTarget.checked)}
        />
        {t(reason === null ? 'confirm.safety.check' : 'confirm.safety.without')}
      </label>
      {reason === null && checked && eviction !== null && (
        <p class="warning">{evictionSentence(eviction, row)}</p>
      )}
      {reason === null && !checked && <p class="warning">{t('confirm.safety.off')}</p>}
    </>
  );
}
