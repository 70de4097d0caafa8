import type { EpochMs } from '../../lib/model/time';

export type Clock = {
  readonly now: () => EpochMs;
  readonly advance: (ms: number) => void;
  /** Stops the clock at `at`, or where it stands. */
  readonly freeze: (at?: EpochMs) => void;
  /** Lets a frozen clock run on from where it stands. */
  readonly run: () => void;
  /** Shifts the `Date` header alone. */
  readonly skewHeader: (ms: number) => void;
  readonly headerNow: () => EpochMs;
};

/** Runs with real time from `startAt` until it is frozen. */
export function createClock(startAt?: EpochMs): Clock {
  let offsetMs = startAt === undefined ? 0 : startAt - Date.now();
  let frozenAt: EpochMs | null = null;
  let skewMs = 0;
  const now = () => frozenAt ?? Date.now() + offsetMs;
  return {
    now,
    advance: (ms) => {
      if (frozenAt === null) offsetMs += ms;
      else frozenAt += ms;
    },
    freeze: (at) => {
      frozenAt = at ?? now();
    },
    run: () => {
      if (frozenAt !== null) offsetMs = frozenAt - Date.now();
      frozenAt = null;
    },
    skewHeader: (ms) => {
      skewMs = ms;
    },
    headerNow: () => now() + skewMs,
  };
}
