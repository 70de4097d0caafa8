import { hasEnded } from '../../model/operation';
import { stopping } from '../create-offer';
import type { ServerRow } from '../types';
import type { ScheduleOffer } from './types';

/** Whether the schedules and the settings of a server may be changed from here, and why not. */
export function scheduleOfferOf({
  capabilities,
  operation,
  trouble,
  writes,
  stored,
}: ServerRow): ScheduleOffer {
  if (!capabilities.includes('schedule')) return { kind: 'notOffered' };
  if (operation !== null && !hasEnded(operation)) return { kind: 'running' };
  if (trouble !== null && stopping.has(trouble.kind)) return { kind: 'unavailable', trouble };
  if (writes === 'refused') return { kind: 'readOnlyKey' };
  const isRead =
    stored.reading !== null && !stored.reading.partTroubles.some(({ part }) => part === 'schedules');
  return isRead ? { kind: 'offered' } : { kind: 'notRead' };
}
