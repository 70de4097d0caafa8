import type { Frequency } from '../model/backup';
import type { Server } from '../model/server';
import type { Settings } from '../model/settings';
import { DAY_MS, HOUR_MS } from '../model/time';

/** How long past its goal a server still counts as covered, so that a daily schedule does not flap. */
export const GRACE_MS = 3 * HOUR_MS;

const leastGoalMs: Record<Frequency, number> = { daily: 0, weekly: 8 * DAY_MS, monthly: 32 * DAY_MS };

/** The restore age that is accepted for a server: the fleet's goal, or the longer one that its provider's rhythm sets. */
export function goalFor(server: Server, settings: Settings): number {
  const rhythm = server.automatic.kind === 'stated' ? leastGoalMs[server.automatic.frequency] : 0;
  return Math.max(settings.goalMs, rhythm);
}
