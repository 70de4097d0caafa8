import { isRestorePoint } from '../../lib/fleet/restore-points';
import type { ServerRow } from '../../lib/fleet/types';
import { DAY_MS } from '../../lib/model/time';
import { t } from '../../lib/text/i18n';

const SPAN_MS = 30 * DAY_MS;
const WIDTH = 116;
const PADDING = 3;

/** The restore points of the last 30 days, oldest where reading begins. Made by hand: larger and in the accent colour. */
export function Strip({ row }: { readonly row: ServerRow }) {
  const points = row.backups.flatMap((backup) => {
    if (!isRestorePoint(backup, row.providerNow) || backup.createdAt === null) return [];
    const age = row.providerNow - backup.createdAt;
    if (age < 0 || age > SPAN_MS) return [];
    const x = PADDING + (1 - age / SPAN_MS) * (WIDTH - 2 * PADDING);
    return [{ id: backup.id, x, manual: backup.kind === 'manual' }];
  });
  const manual = points.filter((point) => point.manual).length;
  const summary = t('strip.label', { count: points.length });
  const label = manual === 0 ? summary : t('strip.manual', { summary, count: manual });
  return (
    <svg class="strip" role="img" aria-label={label} width={WIDTH} height="12" viewBox={`0 0 ${WIDTH} 12`}>
      <title>{label}</title>
      <line class="strip-line" x1="0" x2={WIDTH} y1="6" y2="6" />
      {[...points]
        .sort((a, b) => Number(a.manual) - Number(b.manual))
        .map((point) => (
          <circle
            key={point.id}
            class={point.manual ? 'strip-manual' : 'strip-scheduled'}
            cx={point.x.toFixed(1)}
            cy="6"
            r={point.manual ? 3 : 2.25}
          />
        ))}
    </svg>
  );
}
