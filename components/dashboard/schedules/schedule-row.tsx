import { useEffect, useRef, useState } from 'preact/hooks';
import { scheduleOfferOf } from '../../../lib/fleet/schedules/offer';
import type { ScheduleLine } from '../../../lib/fleet/schedules/types';
import type { EpochMs } from '../../../lib/model/time';
import { QuotaView } from '../../popup/quota';
import type { DashboardActions } from '../actions';
import { LastCell, NextCell, RhythmCell, ServerCell } from './cells';
import { LimitsEditor } from './limits-form';
import { refusalSentence } from './reasons';
import { type Panel, RowActions } from './row-actions';
import { ScheduleEditor } from './schedule-form';
import { TaskLine } from './task-line';
import { useChange } from './use-change';

const COLUMNS = 6;

type Props = {
  readonly line: ScheduleLine;
  readonly now: EpochMs;
  /** The address leads to this server. */
  readonly isTarget: boolean;
  readonly actions: DashboardActions;
  readonly announce: (sentence: string) => void;
};

/** One schedule, or one server without any, and below it the form that was asked for. */
export function ScheduleRow({ line, now, isTarget, actions, announce }: Props) {
  const { row, rhythm } = line;
  const [panel, setPanel] = useState<Panel | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const element = useRef<HTMLTableRowElement>(null);
  const change = useChange(row, actions, announce);
  const { reading } = row.stored;
  const schedule = rhythm.kind === 'schedule' ? rhythm.schedule : null;

  useEffect(() => {
    if (isTarget) element.current?.scrollIntoView({ block: 'center' });
  }, [isTarget]);

  const open = (next: Panel, from: HTMLElement) => {
    opener.current = from;
    setPanel(panel === next ? null : next);
  };
  const close = () => {
    setPanel(null);
    opener.current?.focus();
  };
  const failure =
    change.failure === null ? null : (
      <p class="failure" role="alert">
        {refusalSentence(row, change.failure)}
      </p>
    );
  return (
    <tbody class={isTarget ? 'schedule schedule-target' : 'schedule'}>
      <tr ref={element}>
        <ServerCell line={line} />
        <RhythmCell line={line} />
        <NextCell line={line} />
        <LastCell line={line} />
        <td>
          <QuotaView row={row} />
        </td>
        <td>
          <RowActions
            row={row}
            schedule={schedule}
            offer={scheduleOfferOf(row)}
            panel={panel}
            change={change}
            onOpen={open}
          />
          {panel === null && failure}
          <TaskLine row={row} now={now} />
        </td>
      </tr>
      {panel !== null && reading !== null && (
        <tr class="schedule-panel">
          <td colSpan={COLUMNS}>
            {panel === 'limits' ? (
              <LimitsEditor row={row} reading={reading} change={change} onClose={close} failure={failure} />
            ) : (
              <ScheduleEditor
                row={row}
                reading={reading}
                schedule={schedule}
                change={change}
                onClose={close}
                failure={failure}
              />
            )}
          </td>
        </tr>
      )}
    </tbody>
  );
}
