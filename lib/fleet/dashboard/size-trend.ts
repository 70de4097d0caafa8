import type { EpochMs } from '../../model/time';
import type { TimelinePoint } from './timeline';

/** How the stored size of a server's restore points went, oldest first; never empty. */
export type SizeTrend = {
  readonly sizes: readonly { readonly at: EpochMs; readonly sizeBytes: number }[];
  readonly newestBytes: number;
  /** The newest over the oldest, less one: 0.12 is twelve percent more. Null where there is one alone. */
  readonly change: number | null;
};

/** Null where no restore point has a size of its own: the size of a disk says nothing of a backup. */
export function sizeTrendOf(points: readonly TimelinePoint[]): SizeTrend | null {
  const sizes = points.flatMap(({ kind, at, size }) =>
    kind !== 'snapshot' && size !== null && size.basis === 'stored' && size.sizeBytes > 0
      ? [{ at, sizeBytes: size.sizeBytes }]
      : [],
  );
  const [oldest] = sizes;
  const newest = sizes.at(-1);
  if (oldest === undefined || newest === undefined) return null;
  return {
    sizes,
    newestBytes: newest.sizeBytes,
    change: sizes.length === 1 ? null : newest.sizeBytes / oldest.sizeBytes - 1,
  };
}
