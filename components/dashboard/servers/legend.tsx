import type { PointKind } from '../../../lib/fleet/dashboard/timeline';
import { t } from '../../../lib/text/i18n';
import { drawingsOf } from './shapes';

const KINDS: readonly PointKind[] = ['manual', 'scheduled', 'automatic', 'snapshot', 'unknown'];

/** What the shapes on the timelines stand for. */
export function Legend() {
  return (
    <ul class="legend" aria-label={t('dashboard.legend')}>
      {KINDS.map((kind) => (
        <li key={kind}>
          <Shape kind={kind} gone={false} />
          {t(kind === 'snapshot' ? 'dashboard.legend.snapshot' : `timeline.kind.${kind}`)}
        </li>
      ))}
      <li>
        <Shape kind="scheduled" gone />
        {t('dashboard.legend.gone')}
      </li>
      <li>
        <svg width="14" height="18" viewBox="0 0 14 18" aria-hidden="true" focusable="false">
          <line class="line-gap" x1="0" x2="14" y1="13" y2="13" />
        </svg>
        {t('dashboard.legend.gap')}
      </li>
    </ul>
  );
}

function Shape({ kind, gone }: { readonly kind: PointKind; readonly gone: boolean }) {
  const point = { id: kind, kind, at: 0, expiresAt: null, size: null, note: null };
  const end = gone ? { at: 0, why: 'rotated' as const } : null;
  return (
    <svg width="14" height="18" viewBox="0 0 14 18" aria-hidden="true" focusable="false">
      {drawingsOf([{ ...point, end }], () => 7).map(({ path }) => (
        <path key={path} class={`point point-${kind} ${gone ? 'point-gone' : ''}`} d={path} />
      ))}
    </svg>
  );
}
