import { TriangleAlert } from 'lucide';
import { useId, useState } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import { number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { Icon } from '../icon';
import { quotaConsequence } from './cards';
import { WithName } from './with-name';

type Shows = { readonly onShowServer: (key: string) => void };

export function QuotaCard({ row, onShowServer }: Shows & { readonly row: ServerRow }) {
  const quota = row.stored.reading?.quota;
  if (quota?.kind !== 'limited') return null;
  const server = row.stored.server.name;
  const slots = { used: number(quota.used), limit: number(quota.limit) };
  return (
    <div class="card card-overdue">
      <Icon node={TriangleAlert} />
      <div class="card-text">
        <strong title={server}>
          <WithName
            name={server}
            sentence={(name) => t('popup.card.quotaUsed', { server: name, ...slots })}
          />
        </strong>
        <p>{quotaConsequence(row)}</p>
      </div>
      <button
        type="button"
        class="button"
        aria-label={t('popup.card.showServerNamed', { server: named(server) })}
        onClick={() => onShowServer(row.key)}
      >
        {t('popup.card.showServer')}
      </button>
    </div>
  );
}

/** Many full quotas in one card, which unfolds their servers. */
export function QuotasCard({ rows, onShowServer }: Shows & { readonly rows: readonly ServerRow[] }) {
  const [open, setOpen] = useState(false);
  const listId = useId();
  return (
    <div class="card card-overdue">
      <Icon node={TriangleAlert} />
      <div class="card-text">
        <strong>{t('popup.card.quotasFull', { count: rows.length })}</strong>
        {open && (
          <ul id={listId} class="card-servers">
            {rows.map((row) => (
              <li key={row.key}>
                <button
                  type="button"
                  class="link"
                  title={row.stored.server.name}
                  aria-label={t('popup.card.showServerNamed', { server: row.stored.server.name })}
                  onClick={() => onShowServer(row.key)}
                >
                  <bdi>{row.stored.server.name}</bdi>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      <button
        type="button"
        class="button"
        aria-expanded={open}
        aria-controls={open ? listId : undefined}
        onClick={() => setOpen(!open)}
      >
        {open ? t('popup.card.hideServers') : t('popup.card.showServers')}
      </button>
    </div>
  );
}
