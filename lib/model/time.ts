/** Milliseconds since 1970-01-01 UTC. */
export type EpochMs = number;

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The end of the year 9999: what a provider dates later is no date that anybody meant, and may be none at all. */
export const LAST_DATE_MS: EpochMs = 253_402_300_799_999;

/** How far two clocks, or one clock and its past, may differ before that means something. */
export const CLOCK_TOLERANCE_MS = 5 * MINUTE_MS;
