import type { ComponentChildren } from 'preact';
import type { Bulk } from '../../lib/fleet/impact/bulk';
import type { ServerRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { withheldReason } from '../popup/create-reason';
import { Named } from './parts';

type Props = { readonly bulk: Bulk; readonly onMakeRoom: (row: ServerRow) => void };

/** Those that are not backed up with the others, each with its reason; nothing where there is none. */
export function LeftOut({ bulk, onMakeRoom }: Props) {
  const count = bulk.full.length + bulk.withheld.length;
  if (count === 0) return null;
  return (
    <details class="confirm-staying" open={count <= OPEN_UP_TO}>
      <summary>{t('bulk.leftOut', { count })}</summary>
      <ul>
        {bulk.full.map((row) => (
          <Reason key={row.key} row={row} why={t('bulk.full', { provider: row.providerName })}>
            {row.capabilities.includes('delete') && (
              <button
                type="button"
                class="button"
                aria-label={t('confirm.toMakeRoom.named', { server: named(row.stored.server.name) })}
                onClick={() => onMakeRoom(row)}
              >
                {t('confirm.toMakeRoom')}
              </button>
            )}
          </Reason>
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

function Reason(props: {
  readonly row: ServerRow;
  readonly why: string;
  readonly children?: ComponentChildren;
}) {
  const { row, why, children } = props;
  return (
    <li>
      <bdi>{row.stored.server.name}</bdi>{' '}
      <span class="muted">
        <Named parts={[row.providerName, row.account.label]} />: {why}
      </span>{' '}
      {children}
    </li>
  );
}
