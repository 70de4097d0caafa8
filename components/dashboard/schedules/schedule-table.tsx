import type { ScheduleLine } from '../../../lib/fleet/schedules/types';
import type { EpochMs } from '../../../lib/model/time';
import { t } from '../../../lib/text/i18n';
import { useGrowth } from '../../popup/growing-list';
import type { DashboardActions } from '../actions';
import { ScheduleRow } from './schedule-row';

const COLUMNS = ['server', 'schedule', 'next', 'last', 'slots', 'actions'] as const;

type Props = {
  readonly lines: readonly ScheduleLine[];
  readonly now: EpochMs;
  /** The key of the server that the address leads to. */
  readonly target: string | null;
  readonly actions: DashboardActions;
  readonly announce: (sentence: string) => void;
};

/** The table, drawn as far as the reader has come. */
export function ScheduleTable({ lines, now, target, actions, announce }: Props) {
  const wanted = target === null ? 0 : lines.findIndex(({ row }) => row.key === target) + 1;
  const { count, more, grow } = useGrowth(lines.length, wanted);
  const left = lines.length - count;
  return (
    <div class="schedules-scroll" data-scrolls>
      <table class="schedules">
        <caption class="hidden">{t('schedules.label')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`schedules.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        {lines.slice(0, count).map((line) => (
          <ScheduleRow
            key={line.key}
            line={line}
            now={now}
            isTarget={line.row.key === target}
            actions={actions}
            announce={announce}
          />
        ))}
      </table>
      {left > 0 && (
        <button ref={more} type="button" class="link more" onClick={grow}>
          {t('popup.more', { count: left })}
        </button>
      )}
    </div>
  );
}
