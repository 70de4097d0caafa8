import { HOUR_MS, MINUTE_MS } from '../../lib/model/time';
import { formatAgeLong } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { SelectSetting } from './select-setting';
import type { ChangeSettings } from './use-settings';

type Props = { readonly lockAfterMs: number | null; readonly onChange: ChangeSettings };

const NEVER = 'never';
const SPANS: readonly number[] = [5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 4 * HOUR_MS];

/** How long after its last use Lastgood locks itself. */
export function LockAfter({ lockAfterMs, onChange }: Props) {
  return (
    <SelectSetting
      label={t('options.lockAfter')}
      help={t('options.lockAfter.help')}
      value={lockAfterMs === null ? NEVER : String(lockAfterMs)}
      options={[{ value: NEVER, text: t('options.lockAfter.never') }, ...spansWith(lockAfterMs)]}
      onChoose={(value) => onChange({ lockAfterMs: value === NEVER ? null : Number(value) })}
    />
  );
}

/** The spans that can be chosen, with the present one where an imported file set another. */
function spansWith(presentMs: number | null) {
  return [...new Set([...SPANS, ...(presentMs === null ? [] : [presentMs])])]
    .sort((a, b) => a - b)
    .map((spanMs) => ({
      value: String(spanMs),
      text: t('options.lockAfter.span', { span: formatAgeLong(spanMs) }),
    }));
}
