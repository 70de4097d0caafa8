import { useMemo } from 'preact/hooks';
import { type SizeTrend, sizeTrendOf } from '../../../lib/fleet/dashboard/size-trend';
import { pointsOf } from '../../../lib/fleet/dashboard/timeline';
import type { ServerRow } from '../../../lib/fleet/types';
import { formatSize, percent } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';

const WIDTH_PX = 44;
const HEIGHT_PX = 16;

/** The size of the newest restore point and how it came to it; nothing where the provider states no stored size. */
export function SizeCell({ row }: { readonly row: ServerRow }) {
  const trend = useMemo(() => sizeTrendOf(pointsOf(row)), [row]);
  if (trend === null) {
    return row.lastGood === null ? null : <span class="muted">{t('dashboard.size.notStated')}</span>;
  }
  const words = wordsOf(trend);
  return (
    <span class="size-trend" title={words}>
      <span aria-hidden="true">{formatSize(trend.newestBytes)}</span>
      <span class="hidden">{words}</span>
      {trend.sizes.length > 1 && (
        <svg
          class="trend"
          width={WIDTH_PX}
          height={HEIGHT_PX}
          viewBox={`0 0 ${WIDTH_PX} ${HEIGHT_PX}`}
          aria-hidden="true"
          focusable="false"
        >
          <path d={pathOf(trend)} />
        </svg>
      )}
    </span>
  );
}

function wordsOf({ newestBytes, sizes, change }: SizeTrend): string {
  const size = formatSize(newestBytes);
  if (change === null) return t('dashboard.size.newest', { size });
  return t('dashboard.size.trend', {
    size,
    count: sizes.length,
    change: percent(change),
  });
}

/** From nothing at the bottom to the largest at the top: a small change looks small. */
function pathOf({ sizes }: SizeTrend): string {
  const first = sizes[0]?.at ?? 0;
  const spanMs = Math.max(1, (sizes.at(-1)?.at ?? 0) - first);
  const most = sizes.reduce((largest, { sizeBytes }) => Math.max(largest, sizeBytes), 0);
  const points = sizes.map(({ at, sizeBytes }) => {
    const x = 1 + ((at - first) / spanMs) * (WIDTH_PX - 2);
    const y = HEIGHT_PX - 2 - (sizeBytes / most) * (HEIGHT_PX - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}
