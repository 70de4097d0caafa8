import { rhythmWithout } from '../../../lib/fleet/schedules/lines';
import type { ServerRow } from '../../../lib/fleet/types';
import type { ServerReading } from '../../../lib/model/server';
import type { EpochMs } from '../../../lib/model/time';
import { formatWhen } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { everyWords, rhythmTitle } from '../../../lib/text/schedules';
import { rhythmWords, scheduleWords, unreadWord } from '../../../lib/text/words';
import { ObservedMark } from '../observed-mark';

/** How often the server is backed up by itself, and when next: stated, or marked as worked out from what is listed. */
export function ScheduleCell({ row }: { readonly row: ServerRow }) {
  const { reading } = row.stored;
  if (reading === null) return <span class="muted">{unreadWord(row)}</span>;
  return reading.schedules.length === 0 ? (
    <WithoutSchedule row={row} reading={reading} />
  ) : (
    <WithSchedule row={row} reading={reading} />
  );
}

type Props = { readonly row: ServerRow; readonly reading: ServerReading };

function WithoutSchedule({ row, reading }: Props) {
  const rhythm = rhythmWithout(row, reading);
  if (rhythm.kind === 'automatic' && rhythm.stated === null && rhythm.observed !== null) {
    return (
      <>
        <span>{everyWords(rhythm.observed)}</span>
        <ObservedMark />
      </>
    );
  }
  const looks = rhythm.kind === 'none' ? 'is-overdue' : rhythm.kind === 'automatic' ? '' : 'muted';
  return (
    <span class={looks}>{rhythmTitle(rhythm, row.providerName, row.capabilities.includes('schedule'))}</span>
  );
}

function WithSchedule({ row, reading: { schedules } }: Props) {
  const active = schedules.filter(({ enabled }) => enabled !== false);
  const [first] = schedules;
  if (active.length === 0 && first !== undefined) {
    return (
      <span class="is-overdue">
        <bdi>{scheduleWords(first)}</bdi> · {t('schedule.off')}
      </span>
    );
  }
  const runs = active.flatMap(({ nextRunAt }): EpochMs[] => (nextRunAt === null ? [] : [nextRunAt]));
  return (
    <>
      <bdi>{rhythmWords(row)}</bdi>
      {runs.length > 0 && (
        <span class="muted">
          {t('schedule.next', { when: formatWhen(Math.min(...runs), row.providerNow) })}
        </span>
      )}
    </>
  );
}
