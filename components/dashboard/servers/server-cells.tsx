import type { SpanDays } from '../../../lib/fleet/dashboard/address';
import type { ServerRow } from '../../../lib/fleet/types';
import type { EpochMs } from '../../../lib/model/time';
import { t } from '../../../lib/text/i18n';
import { named } from '../../../lib/text/trouble';
import { coverageWord } from '../../../lib/text/words';
import { CreateAction } from '../../popup/create-action';
import { isUnderWay } from '../../popup/progress';
import { Age, Remarks } from '../../popup/server-line';
import { Cell, RowHead } from '../grid/cell';
import { memo } from '../grid/memo';
import { NoteCell, QuotaCell } from './cells';
import { ScheduleCell } from './schedule-cell';
import { SizeCell } from './size-cell';
import { Timeline } from './timeline';

type Props = {
  readonly row: ServerRow;
  readonly now: EpochMs;
  readonly graceMs: number;
  readonly days: SpanDays;
  readonly lineWidthPx: number;
  /** The point of the timeline that the keyboard is at. */
  readonly step: number | null;
  /** It is the row that has the keyboard: what is in it can be reached by Tab. */
  readonly isActive: boolean;
  /** Null where it cannot be chosen. */
  readonly isSelected: boolean | null;
  readonly isOpen: boolean;
  readonly onSelect: (key: string, withRange: boolean) => void;
  readonly onOpen: (key: string, backUp: boolean) => void;
};

/** The cells of one server. */
export const ServerCells = memo((props: Props) => {
  const { row, now, days, isActive, isSelected } = props;
  const { server, goneSince } = row.stored;
  const underWay = isUnderWay(row);
  const tabIndex = isActive ? 0 : -1;
  const subtitle = t('server.subtitle', { provider: row.providerName, account: row.account.label });
  return (
    <>
      <Cell name="check">
        {isSelected !== null && (
          <input
            type="checkbox"
            tabIndex={tabIndex}
            checked={isSelected}
            aria-label={t('dashboard.select', { server: named(server.name) })}
            onClick={(event) => props.onSelect(row.key, event.shiftKey)}
          />
        )}
      </Cell>
      <RowHead name="name">
        <span class={`dot dot-${underWay ? 'running' : row.coverage}`} aria-hidden="true" />
        <span class="hidden">{coverageWord(row.coverage)}</span>{' '}
        <button
          type="button"
          class="name-button"
          tabIndex={tabIndex}
          aria-expanded={props.isOpen}
          title={server.name}
          onClick={() => props.onOpen(row.key, false)}
        >
          <bdi>{server.name}</bdi>
        </button>
        <span class="cell-sub muted" title={subtitle}>
          <bdi>{subtitle}</bdi>
        </span>
        <Remarks row={row} now={now} />
      </RowHead>
      <Cell name="age">
        <Age row={row} />
      </Cell>
      <Cell name="line">
        <Timeline
          row={row}
          graceMs={props.graceMs}
          days={days}
          widthPx={props.lineWidthPx}
          step={props.step}
        />
      </Cell>
      <Cell name="quota">
        <QuotaCell row={row} />
      </Cell>
      <Cell name="schedule">
        <ScheduleCell row={row} />
      </Cell>
      <Cell name="size">
        <SizeCell row={row} />
      </Cell>
      <Cell name="note">
        <NoteCell row={row} now={now} />
      </Cell>
      <Cell name="act">
        {goneSince === null && (
          <CreateAction
            row={row}
            asking={false}
            buttonRef={null}
            tabIndex={tabIndex}
            onToggle={() => props.onOpen(row.key, true)}
            onAsk={() => props.onOpen(row.key, true)}
          />
        )}
      </Cell>
    </>
  );
});
