import { useMemo } from 'preact/hooks';
import { rowsIn, unfiltered } from '../../../lib/fleet/dashboard/select';
import { scheduleLines } from '../../../lib/fleet/schedules/lines';
import { inOrder, linesShown, scheduleShows, scheduleSorts } from '../../../lib/fleet/schedules/select';
import { t } from '../../../lib/text/i18n';
import { Quiet } from '../../popup/messages';
import { Choice } from '../choice';
import { FilterBar } from '../filter-bar';
import { NothingLeft } from '../nothing-left';
import type { TabProps } from '../tab';
import { ScheduleTable } from './schedule-table';

/** Every schedule of every server, and what is known of the servers without one. */
export function SchedulesTab({ overview, address, go, actions, announce }: TabProps) {
  const all = useMemo(
    () => scheduleLines({ ...overview, rows: rowsIn(overview.rows, address) }),
    [overview, address.query, address.accountId, address.provider, address.coverage],
  );
  const lines = useMemo(
    () => inOrder(linesShown(all, address.scheduleShow), address.scheduleSort),
    [all, address.scheduleShow, address.scheduleSort],
  );
  if (overview.rows.length === 0) return <Quiet overview={overview} />;
  return (
    <>
      <FilterBar overview={overview} address={address} go={go}>
        <Choice
          label={t('schedules.show')}
          value={address.scheduleShow}
          options={scheduleShows.map((show) => ({ value: show, text: t(`schedules.show.${show}`) }))}
          onChange={(value) => go({ scheduleShow: scheduleShows.find((show) => show === value) ?? 'all' })}
        />
        <Choice
          label={t('schedules.order')}
          value={address.scheduleSort}
          options={scheduleSorts.map((sort) => ({ value: sort, text: t(`schedules.order.${sort}`) }))}
          onChange={(value) =>
            go({ scheduleSort: scheduleSorts.find((sort) => sort === value) ?? 'pressing' })
          }
        />
      </FilterBar>
      <p class="muted schedules-note">
        {t('schedules.zone')} {t('schedules.observed.note')}
      </p>
      {lines.length === 0 ? (
        <NothingLeft address={address} onClear={() => go({ ...unfiltered, scheduleShow: 'all' })} />
      ) : (
        <ScheduleTable
          lines={lines}
          now={overview.now}
          target={address.server}
          actions={actions}
          announce={announce}
        />
      )}
    </>
  );
}
