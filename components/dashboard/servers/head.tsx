import type { Ref } from 'preact';
import type { Address, ServerSort } from '../../../lib/fleet/dashboard/address';
import type { EpochMs } from '../../../lib/model/time';
import { t } from '../../../lib/text/i18n';
import { ColumnHead } from '../grid/cell';
import { SortHead } from '../grid/sort-head';
import type { Go } from '../tab';
import { Axis } from './axis';

type Props = {
  readonly address: Address;
  readonly go: Go;
  readonly now: EpochMs;
  readonly lineRef: Ref<HTMLSpanElement>;
  readonly lineWidthPx: number;
  readonly selected: 'none' | 'some' | 'all';
  readonly onSelectAll: () => void;
};

/** The heads of the columns, most of which sort by theirs; over the timelines stands the axis that they share. */
export function ServersHead({ address, go, now, lineRef, lineWidthPx, selected, onSelectAll }: Props) {
  const column = (by: ServerSort) => (
    <SortHead
      by={by}
      label={t(`dashboard.sort.${by}`)}
      order={address.sort}
      onOrder={(sort) => go({ sort })}
    />
  );
  return (
    <>
      <ColumnHead name="check">
        <input
          type="checkbox"
          checked={selected === 'all'}
          ref={(box) => {
            if (box !== null) box.indeterminate = selected === 'some';
          }}
          aria-label={t('dashboard.selectAll')}
          onClick={onSelectAll}
        />
      </ColumnHead>
      {column('name')}
      {column('age')}
      <ColumnHead name="line" cellRef={lineRef}>
        <span class="hidden">{t('dashboard.column.line', { count: address.days })}</span>
        <Axis now={now} days={address.days} widthPx={lineWidthPx} />
      </ColumnHead>
      {column('quota')}
      <ColumnHead name="schedule">{t('dashboard.column.schedule')}</ColumnHead>
      {column('size')}
      <ColumnHead name="note">{t('dashboard.column.note')}</ColumnHead>
      <ColumnHead name="act">
        <span class="hidden">{t('create.button')}</span>
      </ColumnHead>
    </>
  );
}
