import { DAY_MS, type EpochMs } from '../../../lib/model/time';

/** Room at both ends, so that what happened just now is drawn whole. */
const MARGIN_PX = 7;

/** Where a moment stands on a line of this width whose end is now: in px from its beginning, to the half. */
export type Scale = {
  readonly widthPx: number;
  readonly from: EpochMs;
  readonly xOf: (at: EpochMs) => number;
};

export function scaleOf(now: EpochMs, days: number, widthPx: number): Scale {
  const spanMs = days * DAY_MS;
  const from = now - spanMs;
  const roomPx = Math.max(0, widthPx - 2 * MARGIN_PX);
  const xOf = (at: EpochMs) => {
    const share = Math.min(1, Math.max(0, (at - from) / spanMs));
    return Math.round(2 * (MARGIN_PX + share * roomPx)) / 2;
  };
  return { widthPx, from, xOf };
}
