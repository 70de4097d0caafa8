import type { SpanDays } from '../../../lib/fleet/dashboard/address';
import { ticksOf } from '../../../lib/fleet/dashboard/axis';
import type { EpochMs } from '../../../lib/model/time';
import { formatDay, formatMonth } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { scaleOf } from './scale';

/** The least room from one date to the next, and from the last of them to the end, where "today" stands. */
const LABEL_PX = 54;
const TODAY_PX = 68;

type Props = { readonly now: EpochMs; readonly days: SpanDays; readonly widthPx: number };

/** The dates that all timelines share; where there is little room, every second or fourth of them. */
export function Axis({ now, days, widthPx }: Props) {
  const { xOf } = scaleOf(now, days, widthPx);
  const ticks = ticksOf(now, days);
  const step = [1, 2, 3, 4, 6].find((every) => (widthPx * every) / ticks.length >= LABEL_PX) ?? ticks.length;
  const shown = [...ticks]
    .reverse()
    .filter((_, index) => index % step === 0)
    .filter((at) => widthPx - xOf(at) > TODAY_PX);
  return (
    <span class="axis" aria-hidden="true">
      {shown.map((at) => (
        <span key={at} class="axis-date" style={{ insetInlineStart: `${xOf(at)}px` }}>
          {days === 365 ? formatMonth(at) : formatDay(at)}
        </span>
      ))}
      <span class="axis-today">{t('dashboard.today')}</span>
    </span>
  );
}
