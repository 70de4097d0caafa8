import { isMendedInOptions } from '../../lib/fleet/findings/action';
import { costOf } from '../../lib/fleet/impact/cost';
import { evictionOf } from '../../lib/fleet/impact/eviction';
import type { ServerRow } from '../../lib/fleet/types';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { evictionSentence } from '../../lib/text/impact';
import { underWayWords } from '../../lib/text/operation-row';
import { isolate, named, type TroubleContext, troubleSentence } from '../../lib/text/trouble';
import { warningSentence } from '../../lib/text/words';

/** Why a row offers no backup by hand now; null where it does, or where its provider never does. */
export function withheldReason(row: ServerRow): string | null {
  const provider = row.providerName;
  const account = named(row.account.label);
  switch (row.create.kind) {
    case 'offered':
    case 'notOffered':
      return null;
    case 'blocked':
      return row.create.reason === null
        ? t('create.blockedPlain', { provider })
        : t('create.blocked', { provider, reason: isolate(row.create.reason) });
    case 'readOnlyKey':
      return t('create.readOnlyKey', { account });
    case 'running':
      return underWayWords(row.operation, named(row.stored.server.name));
    case 'unavailable':
      return row.trouble === null
        ? t('create.unavailable', { account })
        : troubleSentence(row.trouble, contextOf(row));
  }
}

/** Whether a backup takes the place of another or of a scheduled one: then the page that says so asks before it starts. */
export function asksFirst(row: ServerRow): boolean {
  return row.create.kind === 'offered' && costOf(row) !== null;
}

/** What the backup takes the place of, then what else is to be known of it. */
export function costSentences(row: ServerRow): readonly string[] {
  if (row.create.kind !== 'offered') return [];
  const eviction = evictionOf(row);
  const warnings = row.create.warnings.map(warningSentence);
  return eviction === null ? warnings : [evictionSentence(eviction, row), ...warnings];
}

/** Whether the settings are where a backup by hand becomes possible. */
export function leadsToOptions(row: ServerRow, failure: Trouble | null): boolean {
  if (failure !== null && isMendedInOptions(failure)) return true;
  if (row.create.kind === 'readOnlyKey') return true;
  return row.create.kind === 'unavailable' && row.trouble !== null && isMendedInOptions(row.trouble);
}

/** What a refused request says, in the row's names. */
export function failureSentence(row: ServerRow, failure: Trouble): string {
  if (failure.kind === 'forbidden' && row.create.kind === 'readOnlyKey') {
    const sentence = t('create.readOnlyKey', { account: named(row.account.label) });
    return failure.detail === null
      ? sentence
      : t('trouble.withDetail', { sentence, provider: row.providerName, detail: isolate(failure.detail) });
  }
  return troubleSentence(failure, { ...contextOf(row), asked: true });
}

function contextOf(row: ServerRow): TroubleContext {
  return { account: row.account.label, provider: row.providerName, server: row.stored.server.name };
}
