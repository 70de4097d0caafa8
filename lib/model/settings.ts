import { HOUR_MS, MINUTE_MS } from './time';

export type Settings = {
  readonly refreshEveryMs: number;
  /** The goal (RPO) where the provider's own rhythm does not set a longer one. */
  readonly goalMs: number;
  readonly notify: boolean;
};

export const defaultSettings: Settings = {
  refreshEveryMs: 15 * MINUTE_MS,
  goalMs: 24 * HOUR_MS,
  notify: true,
};
