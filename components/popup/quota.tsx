import type { ServerRow } from '../../lib/fleet/types';
import { number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';

const MOST_PIPS = 10;

/** Slots as pips, or as a bar where there are many. Nothing where the provider states no limit. */
export function QuotaView({ row }: { readonly row: ServerRow }) {
  const quota = row.stored.reading?.quota;
  if (!quota || quota.kind === 'notStated') return null;
  if (quota.kind === 'absent') return <span class="words">{t('quota.absent')}</span>;
  const { used, limit } = quota;
  return (
    <span class={`quota quota-${row.quotaLevel}`}>
      {limit <= MOST_PIPS ? <Pips used={used} limit={limit} /> : <Bar used={used} limit={limit} />}
      <span aria-hidden="true" class="words">
        {t('quota.used', { used: number(used), limit: number(limit) })}
      </span>
      <span class="hidden">{t('quota.label', { used: number(used), limit: number(limit) })}</span>
    </span>
  );
}

type Slots = { readonly used: number; readonly limit: number };

function Pips({ used, limit }: Slots) {
  return (
    <span class="pips" aria-hidden="true">
      {Array.from({ length: limit }, (_, slot) => (
        <span key={slot} class={slot < used ? 'pip pip-used' : 'pip'} />
      ))}
    </span>
  );
}

function Bar({ used, limit }: Slots) {
  return (
    <span class="bar" aria-hidden="true">
      <span class="bar-fill" style={{ width: `${Math.min(100, (100 * used) / limit)}%` }} />
    </span>
  );
}
