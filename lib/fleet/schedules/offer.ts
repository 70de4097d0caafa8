import type { AccountStatus } from '../../model/account';
import { hasEnded } from '../../model/operation';
import type { Trouble } from '../../model/trouble';
import type { Overview, ServerRow } from '../types';
import type { ScheduleOffer } from './types';

const stopping: ReadonlySet<Trouble['kind']> = new Set([
  'wrongKey',
  'permissionMissing',
  'keyMissing',
  'keyDamaged',
]);

/** Whether the schedules and the settings of a server may be changed from here, and why not. */
export function scheduleOfferOf(row: ServerRow, { accounts }: Overview): ScheduleOffer {
  const status = accounts.find(({ account }) => account.id === row.account.id)?.status;
  return status === undefined ? { kind: 'notOffered' } : offerBy(status, row);
}

function offerBy(status: AccountStatus, { operation, stored }: ServerRow): ScheduleOffer {
  if (!status.capabilities.includes('schedule')) return { kind: 'notOffered' };
  if (operation !== null && !hasEnded(operation)) return { kind: 'running' };
  if (status.trouble !== null && stopping.has(status.trouble.kind)) {
    return { kind: 'unavailable', trouble: status.trouble };
  }
  if (status.writes === 'refused') return { kind: 'readOnlyKey' };
  const isRead =
    stored.reading !== null && !stored.reading.partTroubles.some(({ part }) => part === 'schedules');
  return isRead ? { kind: 'offered' } : { kind: 'notRead' };
}
