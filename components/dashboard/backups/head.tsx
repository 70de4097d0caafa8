import type { BackupSort, Order } from '../../../lib/fleet/dashboard/address';
import { t } from '../../../lib/text/i18n';
import { ColumnHead } from '../grid/cell';
import { SortHead } from '../grid/sort-head';

type Props = {
  readonly order: Order<BackupSort>;
  readonly onOrder: (order: Order<BackupSort>) => void;
};

/** The heads of the columns of the list of all backups. */
export function BackupsHead({ order, onOrder }: Props) {
  const column = (by: BackupSort) => (
    <SortHead by={by} label={t(`dashboard.backups.sort.${by}`)} order={order} onOrder={onOrder} />
  );
  return (
    <>
      {column('server')}
      {column('date')}
      <ColumnHead name="age">{t('dashboard.backups.age')}</ColumnHead>
      {column('kind')}
      {column('size')}
      <ColumnHead name="note">{t('dashboard.backups.note')}</ColumnHead>
      {column('expiry')}
      {column('gone')}
      <ColumnHead name="act">
        <span class="hidden">{t('dashboard.backups.actions')}</span>
      </ColumnHead>
    </>
  );
}
