import type { ScheduleOffer } from '../../../lib/fleet/schedules/types';
import type { ServerRow } from '../../../lib/fleet/types';
import type { Trouble } from '../../../lib/model/trouble';
import { t } from '../../../lib/text/i18n';
import { named, type TroubleContext, troubleSentence } from '../../../lib/text/trouble';

/** Why a server's schedules cannot be changed from here now; null where they can. */
export function withheldSentence(row: ServerRow, offer: ScheduleOffer): string | null {
  switch (offer.kind) {
    case 'offered':
      return null;
    case 'notOffered':
      return t('schedules.why.notOffered', { provider: row.providerName });
    case 'readOnlyKey':
      return t('schedules.why.readOnlyKey', { account: named(row.account.label) });
    case 'running':
      return t('schedules.why.running', { server: named(row.stored.server.name) });
    case 'notRead':
      return t('schedules.why.notRead', { server: named(row.stored.server.name) });
    case 'unread':
      return t('confirm.refusal.unread', { server: named(row.stored.server.name) });
    case 'unavailable':
      return troubleSentence(offer.trouble, contextOf(row));
  }
}

/** What a refused change says, in the row's names. */
export function refusalSentence(row: ServerRow, failure: Trouble): string {
  return troubleSentence(failure, { ...contextOf(row), asked: true });
}

export function contextOf(row: ServerRow): TroubleContext {
  return { account: row.account.label, provider: row.providerName, server: row.stored.server.name };
}
