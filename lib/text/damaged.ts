import type { Damage, Overview } from '../fleet/types';
import type { DamagedPart } from '../model/fault';
import { t } from './i18n';
import { named } from './trouble';

/** Sentences on the damaged records that were dropped: what each was, whose, and what follows. Each stands once. */
export function damageSentences(damaged: readonly Damage[], overview: Overview): readonly string[] {
  const counts = new Map<DamagedPart, number>();
  for (const { part } of damaged) counts.set(part, (counts.get(part) ?? 0) + 1);
  const sentences = damaged.map((damage) => sentenceOf(damage, counts.get(damage.part) ?? 1, overview));
  return [...new Set(sentences)];
}

function sentenceOf(damage: Damage, count: number, overview: Overview): string {
  const account = accountOf(damage, overview);
  switch (damage.part) {
    case 'server':
      return t('damaged.server', { server: serverOf(damage, overview), account });
    case 'status':
      return t('damaged.status', { account });
    default:
      return t(`damaged.${damage.part}`, { count });
  }
}

function accountOf({ accountId }: Damage, { accounts }: Overview): string {
  const row = accounts.find(({ account }) => account.id === accountId);
  return row === undefined ? t('damaged.someAccount') : named(row.account.label);
}

/** The name where the server was read anew, else the id, which is all that the place of its record says. */
function serverOf({ accountId, serverId }: Damage, { rows, gone }: Overview): string {
  const row = [...rows, ...gone].find(
    ({ stored }) => stored.accountId === accountId && stored.server.id === serverId,
  );
  if (row !== undefined) return named(row.stored.server.name);
  return serverId === null ? t('damaged.someServer') : t('damaged.serverId', { id: named(serverId) });
}
