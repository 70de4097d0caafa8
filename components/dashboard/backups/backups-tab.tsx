import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { ConfirmRequest } from '../../../lib/fleet/confirm-address';
import { backupSorts } from '../../../lib/fleet/dashboard/address';
import { backupListOf } from '../../../lib/fleet/dashboard/backup-list';
import { isFiltered, unfiltered } from '../../../lib/fleet/dashboard/select';
import { t } from '../../../lib/text/i18n';
import { Quiet } from '../../popup/messages';
import { Choice } from '../choice';
import { FilterBar } from '../filter-bar';
import { types } from '../grid/keys';
import { useSize } from '../grid/use-size';
import { VirtualGrid } from '../grid/virtual-grid';
import { NothingLeft } from '../nothing-left';
import type { TabProps } from '../tab';
import { BackupCells } from './backup-cells';
import { BackupsHead } from './head';

const ROW_PX = 47;

/** Every backup of every account in one table, and from the ledger those that went away. */
export function BackupsTab({ overview, address, go, actions }: TabProps) {
  const tools = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const { heightPx: toolsPx } = useSize(tools);
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const items = useMemo(() => backupListOf(overview, address), [overview, address]);
  const showServer = useCallback((key: string) => go({ view: 'servers', server: key }), [go]);
  const ask = useCallback((request: ConfirmRequest) => void actions.confirm(request), [actions]);
  if (overview.rows.length === 0 && overview.gone.length === 0) return <Quiet overview={overview} />;
  return (
    <div class="table-side" style={{ '--tools-height': `${toolsPx}px` }}>
      <div ref={tools} class="sticky-tools">
        <FilterBar overview={overview} address={address} go={go} searchRef={search}>
          <Choice
            label={t('dashboard.sort')}
            value={address.backupSort.by}
            options={backupSorts.map((by) => ({ value: by, text: t(`dashboard.backups.sort.${by}`) }))}
            onChange={(value) => {
              const by = backupSorts.find((sort) => sort === value);
              if (by !== undefined) go({ backupSort: { by, reversed: false } });
            }}
          />
          <label class="check-choice">
            <input
              type="checkbox"
              checked={address.goneOnly}
              onChange={(event) => go({ goneOnly: event.currentTarget.checked })}
            />
            {t('dashboard.backups.goneOnly')}
          </label>
        </FilterBar>
      </div>
      {items.length === 0 && !isFiltered(address) && !address.goneOnly ? (
        <p class="quiet">{t('popup.backups.none')}</p>
      ) : items.length === 0 ? (
        <NothingLeft address={address} onClear={() => go({ ...unfiltered, goneOnly: false })} />
      ) : (
        <VirtualGrid
          label={t('dashboard.backups.label')}
          class="backups-grid"
          items={items}
          activeKey={activeKey}
          onActive={setActiveKey}
          onKey={(event) => {
            if (types(event)) search.current?.focus();
            return types(event);
          }}
          rowClass={({ end }) => (end === null ? '' : 'backup-gone')}
          estimatePx={ROW_PX}
          stickyPx={toolsPx}
          head={<BackupsHead order={address.backupSort} onOrder={(backupSort) => go({ backupSort })} />}
          cells={(item) => (
            <BackupCells
              item={item}
              isActive={item.key === activeKey}
              onShowServer={showServer}
              onAsk={ask}
            />
          )}
        />
      )}
    </div>
  );
}
