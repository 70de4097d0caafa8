import type { Bulk } from '../../lib/fleet/impact/bulk';
import type { ServerRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { withheldReason } from '../popup/create-reason';

/** Those that are not backed up with the others, each with its reason; nothing where there is none. */
export function LeftOut({ bulk }: { readonly bulk: Bulk }) {
  const count = bulk.full.length + bulk.withheld.length;
  if (count === 0) return null;
  return (
    <details class="confirm-staying" open={count <= OPEN_UP_TO}>
      <summary>{t('bulk.leftOut', { count })}</summary>
      <ul>
        {bulk.full.map((row) => (
          <Reason key={row.key} row={row} why={t('bulk.full', { provider: row.providerName })} />
        ))}
        {bulk.withheld.map((row) => (
          <Reason
            key={row.key}
            row={row}
            why={withheldReason(row) ?? t('bulk.notOffered', { provider: row.providerName })}
          />
        ))}
      </ul>
    </details>
  );
}

/** So few take less room than the click that would show them. */
const OPEN_UP_TO = 6;

function Reason({ row, why }: { readonly row: ServerRow; readonly why: string }) {
  return (
    <li>
      <bdi>{row.stored.server.name}</bdi> <span class="muted">{why}</span>
    </li>
  );
}
