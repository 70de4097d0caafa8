import { CircleAlert, Info, TriangleAlert } from 'lucide';
import type { Severity } from '../../lib/model/finding';
import { t } from '../../lib/text/i18n';
import { Icon } from '../icon';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

/** How grave something is, as a sign and, for who hears it, as a word. */
export function SeverityMark({
  severity,
  size = 18,
}: {
  readonly severity: Severity;
  readonly size?: number;
}) {
  return (
    <>
      <Icon node={icons[severity]} size={size} />
      <span class="hidden">{t(`severity.${severity}`)}</span>
    </>
  );
}
