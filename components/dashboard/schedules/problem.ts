import type { FormBounds, FormProblem, ScheduleForm } from '../../../lib/fleet/schedules/draft';
import type { ServerRow } from '../../../lib/fleet/types';
import { number } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';

/** What is wrong with a field and what would be right; null where nothing is wrong. */
export function problemSentence(
  field: keyof ScheduleForm,
  problem: FormProblem | undefined,
  { providerName }: ServerRow,
  { retentionLimit }: FormBounds,
): string | null {
  if (problem === undefined || field === 'enabled') return null;
  if (problem === 'overLimit' && retentionLimit !== null) {
    return t('schedules.problem.overLimit', { provider: providerName, limit: number(retentionLimit) });
  }
  return t(`schedules.problem.${field}`);
}
