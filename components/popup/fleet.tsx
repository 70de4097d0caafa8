import { useEffect, useState } from 'preact/hooks';
import { type Filter, filterLines, filterRows, isEmptyFilter } from '../../lib/fleet/filter';
import type { BackupLine, Overview, ServerRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { AllBackups } from './all-backups';
import type { View } from './filter-bar';
import { GrowingList } from './growing-list';
import { NoMatch, Quiet } from './messages';
import { type ItemContext, ServerItem } from './server-item';

type Props = ItemContext & {
  readonly overview: Overview;
  readonly lines: readonly BackupLine[];
  readonly view: View;
  readonly filter: Filter;
  readonly onClear: () => void;
};

/** The list under the filter: servers worst first, or all backups by date. */
export function Fleet({ overview, lines, view, filter, onClear, ...context }: Props) {
  if (overview.rows.length === 0 && overview.gone.length === 0) return <Quiet overview={overview} />;
  if (view === 'backups') {
    const shown = filterLines(lines, filter);
    if (shown.length > 0) return <AllBackups lines={shown} />;
    return isEmptyFilter(filter) ? (
      <p class="quiet">{t('popup.backups.none')}</p>
    ) : (
      <NoMatch filter={filter} onClear={onClear} />
    );
  }
  const rows = filterRows(overview.rows, filter);
  const gone = filterRows(overview.gone, filter);
  if (rows.length === 0 && gone.length === 0) return <NoMatch filter={filter} onClear={onClear} ofServers />;
  return (
    <>
      {rows.length > 0 && <Servers rows={rows} label={t('popup.servers.label')} {...context} />}
      {gone.length > 0 && <Gone rows={gone} {...context} />}
    </>
  );
}

type ListProps = ItemContext & { readonly rows: readonly ServerRow[] };

function Servers({ rows, label, ...context }: ListProps & { readonly label: string }) {
  const { target } = context;
  return (
    <GrowingList
      items={rows}
      label={label}
      class="servers"
      {...(target === null ? {} : { until: (row: ServerRow) => row.key === target.key })}
    >
      {(row) => <ServerItem key={row.key} row={row} {...context} />}
    </GrowingList>
  );
}

function Gone({ rows, ...context }: ListProps) {
  const [open, setOpen] = useState(false);
  const { target } = context;
  const hasTarget = target !== null && rows.some((row) => row.key === target.key);
  useEffect(() => {
    if (hasTarget) setOpen(true);
  }, [hasTarget, target]);
  const title = t('popup.gone', { count: rows.length });
  return (
    <section class="gone">
      <button type="button" class="link fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {title}
      </button>
      {open && <Servers rows={rows} label={title} {...context} />}
    </section>
  );
}
