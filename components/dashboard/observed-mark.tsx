import { t } from '../../lib/text/i18n';

/** Marks what was worked out here and is nobody's promise. */
export function ObservedMark() {
  return (
    <span class="chip" title={t('schedules.observed.note')}>
      {t('schedules.observed')}
    </span>
  );
}
