import { useMemo, useState } from 'preact/hooks';
import type { SpanDays } from '../../../lib/fleet/dashboard/address';
import { ticksOf } from '../../../lib/fleet/dashboard/axis';
import { type Timeline as Line, timelineOf } from '../../../lib/fleet/dashboard/timeline';
import type { ServerRow } from '../../../lib/fleet/types';
import { gapWords, pointParts, timelineSummary } from '../point-words';
import { type Scale, scaleOf } from './scale';
import { drawingsOf, MIDDLE_PX } from './shapes';
import { Tip } from './tip';

const HEIGHT_PX = 22;
/** Under the points, where a gap is drawn. */
const GAP_Y_PX = 19;
/** How near the pointer has to be to a point. */
const REACH_PX = 10;

type Props = {
  readonly row: ServerRow;
  readonly graceMs: number;
  readonly days: SpanDays;
  readonly widthPx: number;
  /** The point that the keyboard is at, counted from the newest; null for none. */
  readonly step: number | null;
};

/** The restore points of one server in time, now at its end. A point is told exactly where the pointer or the keyboard is. */
export function Timeline({ row, graceMs, days, widthPx, step }: Props) {
  const [pointedPx, setPointedPx] = useState<number | null>(null);
  const scale = useMemo(() => scaleOf(row.providerNow, days, widthPx), [row, days, widthPx]);
  const line = useMemo(() => timelineOf(row, scale.from, row.goalMs + graceMs), [row, scale, graceMs]);
  const told = step === null ? toldAt(line, scale, pointedPx, row) : toldOf(line, scale, step, row);
  return (
    <span class="timeline" onPointerLeave={() => setPointedPx(null)}>
      <span class="hidden">{timelineSummary(line, days)}</span>
      {widthPx > 0 && (
        <svg
          class="line-drawing"
          width={widthPx}
          height={HEIGHT_PX}
          viewBox={`0 0 ${widthPx} ${HEIGHT_PX}`}
          aria-hidden="true"
          focusable="false"
          onPointerMove={(event) => setPointedPx(alongLine(event, widthPx))}
        >
          <Drawn line={line} scale={scale} days={days} now={row.providerNow} />
          {told !== null && <line class="line-told" x1={told.x} x2={told.x} y1={0} y2={HEIGHT_PX} />}
        </svg>
      )}
      {told !== null && <Tip x={told.x} widthPx={widthPx} parts={told.parts} />}
    </span>
  );
}

type DrawnProps = {
  readonly line: Line;
  readonly scale: Scale;
  readonly days: SpanDays;
  readonly now: number;
};

function Drawn({ line, scale, days, now }: DrawnProps) {
  const { xOf, widthPx } = scale;
  const known = line.knownUntil === null ? 0 : xOf(line.knownUntil);
  const ticks = ticksOf(now, days).map((at) => `M${xOf(at)},0v${HEIGHT_PX}`);
  return (
    <>
      <path class="line-tick" d={ticks.join('')} />
      <line class="line-known" x1={0} x2={known} y1={MIDDLE_PX} y2={MIDDLE_PX} />
      <line class="line-unknown" x1={known} x2={widthPx} y1={MIDDLE_PX} y2={MIDDLE_PX} />
      {line.gaps.map(({ from, to }) => (
        <line
          key={from}
          class="line-gap"
          x1={xOf(from)}
          x2={Math.max(xOf(from) + 2, xOf(to))}
          y1={GAP_Y_PX}
          y2={GAP_Y_PX}
        />
      ))}
      {drawingsOf(line.points, xOf).map(({ kind, gone, path }) => (
        <path key={`${kind} ${gone}`} class={`point point-${kind} ${gone ? 'point-gone' : ''}`} d={path} />
      ))}
    </>
  );
}

type Told = { readonly x: number; readonly parts: readonly string[] };

/** What is told where the pointer is: the nearest point, or else the gap there. */
function toldAt(line: Line, { xOf }: Scale, pointedPx: number | null, row: ServerRow): Told | null {
  if (pointedPx === null) return null;
  let nearest: Told | null = null;
  let leastPx = REACH_PX;
  for (const point of line.points) {
    const x = xOf(point.at);
    const awayPx = Math.abs(x - pointedPx);
    if (awayPx > leastPx) continue;
    leastPx = awayPx;
    nearest = { x, parts: pointParts(point, row.providerNow) };
  }
  if (nearest !== null) return nearest;
  const gap = line.gaps.find(({ from, to }) => pointedPx >= xOf(from) - 2 && pointedPx <= xOf(to) + 2);
  return gap === undefined ? null : { x: pointedPx, parts: [gapWords(gap)] };
}

function toldOf(line: Line, { xOf }: Scale, step: number, row: ServerRow): Told | null {
  const point = line.points.at(-1 - step);
  return point === undefined ? null : { x: xOf(point.at), parts: pointParts(point, row.providerNow) };
}

/** From the beginning of the line, which is on the right where people read that way. */
function alongLine(event: PointerEvent & { readonly currentTarget: Element }, widthPx: number): number {
  const { left } = event.currentTarget.getBoundingClientRect();
  const fromLeftPx = event.clientX - left;
  return getComputedStyle(event.currentTarget).direction === 'rtl' ? widthPx - fromLeftPx : fromLeftPx;
}
