import { formOf, readForm } from '../../../lib/fleet/schedules/draft';
import { isDeletable } from '../../../lib/fleet/schedules/offer';
import type { ScheduleOffer } from '../../../lib/fleet/schedules/types';
import type { ServerRow } from '../../../lib/fleet/types';
import type { Schedule } from '../../../lib/model/backup';
import { t } from '../../../lib/text/i18n';
import { timetableWords } from '../../../lib/text/schedules';
import { named } from '../../../lib/text/trouble';
import { withheldSentence } from './reasons';
import type { Change } from './use-change';

export type Panel = 'edit' | 'limits';

type Props = {
  readonly row: ServerRow;
  readonly schedule: Schedule | null;
  readonly offer: ScheduleOffer;
  readonly panel: Panel | null;
  readonly change: Change;
  readonly onOpen: (panel: Panel, from: HTMLElement) => void;
};

/** What can be done with a schedule, or why nothing can. */
export function RowActions({ row, schedule, offer, panel, change, onOpen }: Props) {
  const server = named(row.stored.server.name);
  const withheld = withheldSentence(row, offer);
  // A form that stands open stays: what is under way may be its own request.
  if (withheld !== null && panel === null) {
    return (
      <>
        {offer.kind !== 'running' && <p class="muted schedule-why">{withheld}</p>}
        {offer.kind === 'notOffered' && <ToPanel row={row} />}
      </>
    );
  }
  return (
    <div class="schedule-actions">
      {schedule !== null && <OnOff row={row} schedule={schedule} change={change} onOpen={onOpen} />}
      <button
        type="button"
        class="button small"
        aria-label={t(schedule === null ? 'schedules.createNamed' : 'schedules.editNamed', { server })}
        aria-expanded={panel === 'edit'}
        onClick={(event) => onOpen('edit', event.currentTarget)}
      >
        {schedule === null ? t('schedules.create') : t('schedules.edit')}
      </button>
      <button
        type="button"
        class="button small"
        aria-label={t('schedules.limitsNamed', { server })}
        aria-expanded={panel === 'limits'}
        onClick={(event) => onOpen('limits', event.currentTarget)}
      >
        {t('schedules.limits')}
      </button>
      {schedule !== null && !isDeletable(schedule) && (
        <span class="muted schedule-why">
          {t('schedules.why.olderList', { provider: row.providerName })} <ToPanel row={row} />
        </span>
      )}
      {schedule !== null && isDeletable(schedule) && (
        <button
          type="button"
          class="button small danger"
          aria-label={t('schedules.deleteNamed', { server })}
          onClick={() => void change.ask({ kind: 'deleteSchedule', scheduleId: schedule.id })}
        >
          {t('schedules.delete')}
        </button>
      )}
    </div>
  );
}

function ToPanel({ row }: Pick<Props, 'row'>) {
  const names = { server: named(row.stored.server.name), provider: row.providerName };
  return (
    <a
      class="link"
      href={row.stored.server.panelUrl}
      target="_blank"
      rel="noreferrer"
      aria-label={t('schedules.openPanelNamed', names)}
    >
      {t('schedules.openPanel')}
    </a>
  );
}

type OnOffProps = Pick<Props, 'row' | 'change' | 'onOpen'> & { readonly schedule: Schedule };

/** Switches a schedule on or off as it stands; where that is not known in full, its form asks for the rest. */
function OnOff({ row, schedule, change, onOpen }: OnOffProps) {
  const server = named(row.stored.server.name);
  const withMinute = Object.hasOwn(row.account.legacyIds, row.stored.server.id);
  const isOn = schedule.enabled !== false;
  const toggle = (from: HTMLElement) => {
    const read = readForm({ ...formOf(schedule, withMinute), enabled: !isOn }, { retentionLimit: null });
    if (!read.ok) onOpen('edit', from);
    else void change.ask({ kind: 'saveSchedule', schedule: read.draft });
  };
  return (
    <button
      type="button"
      role="switch"
      class="on-off"
      aria-checked={isOn}
      aria-disabled={change.sending}
      aria-label={t('schedules.switch', { server, schedule: timetableWords(schedule) })}
      onClick={(event) => {
        if (!change.sending) toggle(event.currentTarget);
      }}
    >
      <span class="on-off-track" aria-hidden="true" />
      <span aria-hidden="true">{isOn ? t('schedules.on') : t('schedules.off')}</span>
    </button>
  );
}
