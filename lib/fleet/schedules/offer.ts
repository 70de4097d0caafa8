import type { Schedule } from '../../model/backup';
import { hasEnded } from '../../model/operation';
import { stopping } from '../create-offer';
import { isConfirmable } from '../impact/withheld';
import type { ServerRow } from '../types';
import { isUnread } from '../unread';
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
  const isRead = stored.reading !== null && !isUnread(stored.reading, 'schedules');
  return isRead ? { kind: 'offered' } : { kind: 'notRead' };
}

/** Whether a call deletes this schedule: none does where only the provider's older list names it. */
export function isDeletable({ id, historyId }: Schedule): boolean {
  return historyId !== id;
}

/** The same for what is asked back, which stands on a reading that is young enough to confirm anything on. */
export function scheduleQuestionOf(row: ServerRow): ScheduleOffer {
  const offer = scheduleOfferOf(row);
  return offer.kind === 'offered' && !isConfirmable(row) ? { kind: 'unread' } : offer;
}
