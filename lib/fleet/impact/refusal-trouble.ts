import type { Trouble } from '../../model/trouble';
import type { ScheduleOffer } from '../schedules/types';
import type { CreateOffer, ServerRow } from '../types';
import type { DeleteRefusal, MakeRoom, RestoreRefusal } from './types';

/** A refusal as what was not done is spoken of. */
export function troubleOfRefusal(
  refusal: RestoreRefusal | DeleteRefusal | NonNullable<MakeRoom['refusal']>,
): Trouble {
  switch (refusal.kind) {
    case 'unavailable':
      return refusal.trouble;
    case 'readOnlyKey':
      return { kind: 'forbidden', detail: null };
    case 'unread':
      return refusal.trouble ?? { kind: 'changed' };
    case 'serverGone':
      return { kind: 'notFound', detail: null };
    case 'running':
      return { kind: 'alreadyRunning' };
    case 'locked':
      return { kind: 'busy', detail: null };
    case 'gateClosed':
    case 'closedWithRoom':
      return { kind: 'gateClosed', reason: refusal.reason };
    case 'gone':
    case 'expired':
      return { kind: 'restorePointGone' };
    case 'notOffered':
    case 'olderList':
    case 'needsNumber':
      return { kind: 'notOffered' };
    case 'protected':
      return { kind: 'protected' };
    case 'diskTooSmall':
      return { kind: 'diskTooSmall' };
    case 'notComplete':
    case 'noLimit':
    case 'nothingMayGo':
      return { kind: 'changed' };
  }
}

/** Why no backup is offered for a row; null where one is. */
export function troubleOfOffer(offer: CreateOffer, row: ServerRow): Trouble | null {
  switch (offer.kind) {
    case 'offered':
      return null;
    case 'blocked':
      return { kind: 'gateClosed', reason: offer.reason };
    case 'running':
      return { kind: 'alreadyRunning' };
    case 'readOnlyKey':
      return { kind: 'forbidden', detail: null };
    case 'unavailable':
      return row.trouble ?? { kind: 'changed' };
    case 'notOffered':
      return { kind: 'notOffered' };
  }
}

/** Why a server's schedules may not be changed; null where they may. */
export function troubleOfScheduleOffer(offer: ScheduleOffer): Trouble | null {
  switch (offer.kind) {
    case 'offered':
      return null;
    case 'notOffered':
      return { kind: 'notOffered' };
    case 'readOnlyKey':
      return { kind: 'forbidden', detail: null };
    case 'unavailable':
      return offer.trouble;
    case 'running':
      return { kind: 'alreadyRunning' };
    case 'notRead':
    case 'unread':
      return { kind: 'changed' };
  }
}
