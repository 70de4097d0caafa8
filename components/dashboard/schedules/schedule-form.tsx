import type { ComponentChildren } from 'preact';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { savingConsequences } from '../../../lib/fleet/schedules/consequences';
import { mayCostBackups } from '../../../lib/fleet/schedules/costly';
import {
  emptyForm,
  type FormProblems,
  formOf,
  readForm,
  type ScheduleForm,
} from '../../../lib/fleet/schedules/draft';
import { retentionLimitOf, roomForSchedules } from '../../../lib/fleet/schedules/room';
import type { ServerRow } from '../../../lib/fleet/types';
import type { Schedule } from '../../../lib/model/backup';
import type { ServerReading } from '../../../lib/model/server';
import { number, weekdayName } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { frequencyWord } from '../../../lib/text/words';
import { describedBy } from '../../setting';
import { Consequences } from './consequences';
import { FormField } from './form-field';
import { problemSentence } from './problem';
import type { Change } from './use-change';

const WEEK = [1, 2, 3, 4, 5, 6, 0];

type Props = {
  readonly row: ServerRow;
  readonly reading: ServerReading;
  /** Null for a new one. */
  readonly schedule: Schedule | null;
  readonly change: Change;
  readonly onClose: () => void;
  /** Why the request failed, in the row's names. */
  readonly failure: ComponentChildren;
};

/** A schedule to be made or changed. What is wrong is said at its field, before anything is asked of the provider. */
export function ScheduleEditor({ row, reading, schedule, change, onClose, failure }: Props) {
  const id = useId();
  const first = useRef<HTMLSelectElement>(null);
  const withMinute = Object.hasOwn(row.account.legacyIds, row.stored.server.id);
  const bounds = { retentionLimit: retentionLimitOf(reading) };
  const [form, setForm] = useState(() =>
    schedule === null ? emptyForm(bounds, roomForSchedules(reading)) : formOf(schedule, withMinute),
  );
  const [problems, setProblems] = useState<FormProblems>({});
  const read = useMemo(() => readForm(form, bounds), [form, bounds.retentionLimit]);
  const task = read.ok ? ({ kind: 'saveSchedule', schedule: read.draft } as const) : null;
  const asks = task !== null && mayCostBackups(task, reading);
  useEffect(() => first.current?.focus(), []);

  const set = (field: Partial<ScheduleForm>) => {
    setForm({ ...form, ...field });
    setProblems({});
  };
  const save = async () => {
    if (task === null) return setProblems(read.ok ? {} : read.problems);
    if (await change.ask(task)) onClose();
  };
  const problemAt = (field: keyof ScheduleForm) => problemSentence(field, problems[field], row, bounds);
  const numberField = (
    field: 'hour' | 'minute' | 'dayOfMonth' | 'retention',
    label: string,
    help?: string,
  ) => (
    <FormField id={`${id}-${field}`} label={label} help={help} problem={problemAt(field)}>
      <input
        id={`${id}-${field}`}
        class="input number"
        inputMode="numeric"
        autocomplete="off"
        value={form[field]}
        aria-invalid={problems[field] !== undefined}
        aria-describedby={describedBy(`${id}-${field}`, help, problemAt(field))}
        onInput={(event) => set({ [field]: event.currentTarget.value })}
      />
    </FormField>
  );

  return (
    <form
      class="schedule-form"
      aria-label={schedule === null ? t('schedules.create') : t('schedules.edit')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.sending) void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div class="schedule-fields">
        <FormField
          id={`${id}-frequency`}
          label={t('schedules.form.frequency')}
          problem={problemAt('frequency')}
        >
          <select
            ref={first}
            id={`${id}-frequency`}
            value={form.frequency}
            aria-invalid={problems.frequency !== undefined}
            aria-describedby={describedBy(`${id}-frequency`, undefined, problemAt('frequency'))}
            onChange={(event) => set({ frequency: event.currentTarget.value })}
          >
            {!FREQUENCIES.some((frequency) => frequency === form.frequency) && (
              <option value="">{t('schedules.form.frequency.choose')}</option>
            )}
            {FREQUENCIES.map((frequency) => (
              <option key={frequency} value={frequency}>
                {frequencyWord(frequency)}
              </option>
            ))}
          </select>
        </FormField>
        {form.frequency === 'weekly' && (
          <FormField id={`${id}-day`} label={t('schedules.form.weekday')} problem={problemAt('dayOfWeek')}>
            <select
              id={`${id}-day`}
              value={form.dayOfWeek}
              aria-invalid={problems.dayOfWeek !== undefined}
              aria-describedby={describedBy(`${id}-day`, undefined, problemAt('dayOfWeek'))}
              onChange={(event) => set({ dayOfWeek: event.currentTarget.value })}
            >
              {!WEEK.some((day) => String(day) === form.dayOfWeek) && (
                <option value={form.dayOfWeek}>{t('schedules.form.frequency.choose')}</option>
              )}
              {WEEK.map((day) => (
                <option key={day} value={String(day)}>
                  {weekdayName(day)}
                </option>
              ))}
            </select>
          </FormField>
        )}
        {form.frequency === 'monthly' && numberField('dayOfMonth', t('schedules.form.monthday'))}
        {numberField(
          'hour',
          t('schedules.form.hour'),
          t('schedules.form.zone', { provider: row.providerName }),
        )}
        {withMinute && numberField('minute', t('schedules.form.minute'), t('schedules.form.minute.empty'))}
        {numberField(
          'retention',
          t('schedules.form.retention'),
          bounds.retentionLimit === null
            ? undefined
            : t('schedules.form.retention.limit', { limit: number(bounds.retentionLimit) }),
        )}
        <FormField id={`${id}-name`} label={t('schedules.form.name')} problem={problemAt('name')}>
          <input
            id={`${id}-name`}
            class="input"
            dir="auto"
            autocomplete="off"
            value={form.name}
            aria-invalid={problems.name !== undefined}
            aria-describedby={describedBy(`${id}-name`, undefined, problemAt('name'))}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        </FormField>
      </div>
      {!withMinute && <p class="muted">{t('schedules.form.noMinute')}</p>}
      <label class="schedule-enabled">
        <input
          type="checkbox"
          checked={form.enabled}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
        {t('schedules.form.enabled')}
      </label>
      <Consequences row={row} consequences={read.ok ? savingConsequences(read.draft, reading) : []} />
      {failure}
      <FormButtons row={row} sending={change.sending} asks={asks} onClose={onClose} />
    </form>
  );
}

const FREQUENCIES = ['daily', 'weekly', 'monthly'] as const;

type ButtonProps = {
  readonly row: ServerRow;
  readonly sending: boolean;
  /** The page that asks comes first. */
  readonly asks: boolean;
  readonly onClose: () => void;
};

/** Cancel and save; an ellipsis where a confirmation follows. */
export function FormButtons({ row, sending, asks, onClose }: ButtonProps) {
  const save = asks ? t('schedules.form.saveAsks') : t('schedules.form.save');
  return (
    <>
      {asks && <p class="muted">{t('schedules.form.costs')}</p>}
      <p class="schedule-buttons">
        <button type="button" class="button" onClick={onClose}>
          {t('schedules.form.cancel')}
        </button>
        <button type="submit" class="button primary" aria-disabled={sending}>
          {sending ? t('schedules.form.saving', { provider: row.providerName }) : save}
        </button>
      </p>
    </>
  );
}
