import { useCallback, useState } from 'preact/hooks';
import type { SpanDays } from '../../../lib/fleet/dashboard/address';
import { pointsOf } from '../../../lib/fleet/dashboard/timeline';
import type { ServerRow } from '../../../lib/fleet/types';
import { DAY_MS } from '../../../lib/model/time';
import { pointParts } from '../point-words';

/** The point of a server's line that the keyboard is at, counted from the newest. */
type At = { readonly key: string; readonly step: number };

/** Walking along a line with the arrow keys, from its newest point back, each told as it is reached. */
export function useSteps(days: SpanDays, announce: (sentence: string) => void) {
  const [at, setAt] = useState<At | null>(null);
  const handleKey = (event: KeyboardEvent, row: ServerRow): boolean => {
    if (event.key === 'Escape' && at !== null) {
      event.preventDefault();
      setAt(null);
      return true;
    }
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return false;
    event.preventDefault();
    const points = pointsOf(row).filter((point) => point.at >= row.providerNow - days * DAY_MS);
    const isBack = (event.key === 'ArrowLeft') !== isRightToLeft(event);
    const from = at !== null && at.key === row.key ? at.step : -1;
    const step = Math.min(points.length - 1, Math.max(0, from + (isBack ? 1 : -1)));
    const point = points.at(-1 - step);
    if (point === undefined) return true;
    setAt({ key: row.key, step });
    announce(pointParts(point, row.providerNow).join(', '));
    return true;
  };
  return { at, handleKey, leave: useCallback(() => setAt(null), []) };
}

function isRightToLeft({ target }: KeyboardEvent): boolean {
  return target instanceof Element && getComputedStyle(target).direction === 'rtl';
}
