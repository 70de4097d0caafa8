import type { AccountId } from '../model/account';
import type { Frequency } from '../model/backup';
import type { Server } from '../model/server';
import type { Settings } from '../model/settings';
import { DAY_MS } from '../model/time';
import { keyOf } from './key';

const leastGoalMs: Record<Frequency, number> = { daily: 0, weekly: 8 * DAY_MS, monthly: 32 * DAY_MS };

/**
 * The restore age that is accepted for a server: the one that a person set for it or for its account, else the
 * fleet's, or the longer one that its provider's rhythm sets.
 */
export function goalFor(server: Server, accountId: AccountId, settings: Settings): number {
  const own = settings.serverGoalsMs[keyOf(server.provider, server.id)] ?? settings.accountGoalsMs[accountId];
  return own ?? usualGoalFor(server, settings);
}

/** The goal of a server for which a person set none: the fleet's, or its provider's rhythm where that is longer. */
export function usualGoalFor(server: Server, settings: Settings): number {
  const rhythm = server.automatic.kind === 'stated' ? leastGoalMs[server.automatic.frequency] : 0;
  return Math.max(settings.goalMs, rhythm);
}
