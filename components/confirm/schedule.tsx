import { consequencesOf, limitOf } from '../../lib/fleet/schedules/consequences';
import type { ScheduleTask } from '../../lib/fleet/schedules/costly';
import { scheduleQuestionOf } from '../../lib/fleet/schedules/offer';
import type { ServerRow } from '../../lib/fleet/types';
import type { OperationId } from '../../lib/model/operation';
import type { ServerReading } from '../../lib/model/server';
import { formatWhen } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { draftWords, limitChangeWords, presentWords, ruleChangeWords } from '../../lib/text/schedules';
import { named } from '../../lib/text/trouble';
import { Consequences } from '../dashboard/schedules/consequences';
import { withheldSentence } from '../dashboard/schedules/reasons';
import type { ConfirmActions } from './actions';
import { DangerButton } from './danger-button';
import { Examined } from './examined';
import { FailureLine, isForPanel, OnlyInPanel } from './failure';
import { OperationView, startedBy } from './operation';
import { Buttons, Facts, PanelLink } from './parts';
import { useAsking } from './use-asking';

type Props = { readonly row: ServerRow; readonly task: ScheduleTask; readonly actions: ConfirmActions };

/** A change of a server's schedules that may cost backups: what is set, what would be, and the question. */
export function ConfirmSchedule(props: Props) {
  const { row, task, actions } = props;
  const title = t(`confirm.${task.kind}.title`, { server: named(row.stored.server.name) });
  return (
    <Examined row={row} title={title} actions={actions}>
      {(again) => <ScheduleQuestion {...props} onAgain={again} />}
    </Examined>
  );
}

function ScheduleQuestion({ row, task, actions, onAgain }: Props & { readonly onAgain: () => void }) {
  const [asking, ask] = useAsking<{ readonly operationId: OperationId }>(row);
  const { reading } = row.stored;
  const offer = scheduleQuestionOf(row);
  const withheld = asking.isSending ? null : withheldSentence(row, offer);

  const startedId = startedBy(row, asking, ({ operationId }) => operationId);
  if (startedId !== null) {
    return (
      <OperationView
        row={row}
        operationId={startedId}
        failure={asking.failure}
        asked={t('confirm.schedule.asked', { provider: row.providerName })}
        onClose={actions.close}
        onAgain={onAgain}
      />
    );
  }
  const isGone = reading !== null && !asking.isSending && isMissing(task, reading);
  if (reading === null || withheld !== null || isGone) {
    return (
      <>
        <p class="warning" role="status">
          {isGone ? t('confirm.schedule.gone', { provider: row.providerName }) : withheld}
        </p>
        <Buttons over onClose={actions.close}>
          {!isGone && offer.kind === 'unread' && (
            <button type="button" class="button" onClick={onAgain}>
              {t('confirm.examine.again')}
            </button>
          )}
          {!isGone && offer.kind !== 'unread' && <PanelLink row={row} />}
        </Buttons>
      </>
    );
  }
  if (isForPanel(asking.failure))
    return <OnlyInPanel row={row} failure={asking.failure} onClose={actions.close} />;
  return (
    <>
      <ScheduleFacts row={row} task={task} reading={reading} />
      <Consequences row={row} consequences={consequencesOf(task, reading, row.providerNow)} />
      <FailureLine row={row} failure={asking.failure} />
      <Buttons over={false} onClose={actions.close}>
        <DangerButton
          label={t(`confirm.${task.kind}.button`)}
          missing={null}
          asking={asking.isSending ? row.providerName : null}
          onConfirm={() => void ask(() => actions.changeSchedule(row, reading, task))}
          onMissing={() => undefined}
        />
      </Buttons>
    </>
  );
}

type FactsProps = {
  readonly row: ServerRow;
  readonly task: ScheduleTask;
  readonly reading: ServerReading;
};

function ScheduleFacts({ row, task, reading }: FactsProps) {
  const { settings } = reading;
  const present = reading.schedules.map(presentWords).join(', ');
  const newest = row.lastGood === null ? null : row.lastGood.createdAt;
  return (
    <Facts
      facts={[
        ...(task.kind === 'changeSettings'
          ? ([
              [t('confirm.fact.limit'), limitChangeWords(task.change, limitOf(reading))],
              [
                t('confirm.fact.whenFull'),
                ruleChangeWords(task.change, settings && settings.autoDeleteOldest),
              ],
            ] as const)
          : ([
              [t('confirm.fact.scheduleNow'), present === '' ? t('schedules.none') : present],
              [
                t('confirm.fact.scheduleThen'),
                task.kind === 'saveSchedule' ? draftWords(task.schedule) : null,
              ],
            ] as const)),
        [t('confirm.fact.lastGood'), newest === null ? null : formatWhen(newest, row.providerNow)],
      ]}
    />
  );
}

function isMissing(task: ScheduleTask, { schedules }: ServerReading): boolean {
  return task.kind === 'deleteSchedule' && !schedules.some(({ id }) => id === task.scheduleId);
}
