import type { PointKind, TimelinePoint } from '../../../lib/fleet/dashboard/timeline';

/** Half of what the drawing of a line takes up and down from its middle. */
export const MIDDLE_PX = 9;

type Outline = (x: number, y: number) => string;

/** Each kind has a shape of its own, so that the colour is not what tells them apart. */
const outlines: Record<PointKind, Outline> = {
  manual: (x, y) => `M${x},${y - 5}l5,5l-5,5l-5,-5z`,
  scheduled: (x, y) => `M${x - 3},${y}a3,3 0 1,0 6,0a3,3 0 1,0 -6,0z`,
  automatic: (x, y) => `M${x - 2.5},${y - 2.5}h5v5h-5z`,
  snapshot: (x, y) => `M${x},${y - 4}l4,7h-8z`,
  unknown: (x, y) => `M${x - 1.5},${y - 5}h3v10h-3z`,
};

/** In the order in which they are drawn: what a person made lies on top, what is gone below. */
const layers: readonly PointKind[] = ['automatic', 'scheduled', 'unknown', 'snapshot', 'manual'];

export type Drawing = { readonly kind: PointKind; readonly gone: boolean; readonly path: string };

/** All points of a line as a few paths, one for each kind that is there and one for each that is gone. */
export function drawingsOf(
  points: readonly TimelinePoint[],
  xOf: (at: number) => number,
): readonly Drawing[] {
  return [true, false].flatMap((gone) =>
    layers.flatMap((kind) => {
      const path = points
        .filter((point) => point.kind === kind && (point.end !== null) === gone)
        .map(({ at }) => outlines[kind](xOf(at), MIDDLE_PX))
        .join('');
      return path === '' ? [] : [{ kind, gone, path }];
    }),
  );
}
