import type { Frequency, Schedule, ScheduleDraft } from '../../model/backup';

/** A schedule as it is typed into a form or carried in an address: texts, which may be nothing that can be saved. */
export type ScheduleForm = {
  readonly frequency: string;
  readonly hour: string;
  /** Empty for the full hour, and where the provider's call knows no minutes. */
  readonly minute: string;
  readonly dayOfWeek: string;
  readonly dayOfMonth: string;
  readonly retention: string;
  readonly enabled: boolean;
  readonly name: string;
};

export type FormProblem = 'missing' | 'outOfRange' | 'overLimit' | 'tooLong';
export type FormProblems = { readonly [Field in keyof ScheduleForm]?: FormProblem };

export type FormRead =
  | { readonly ok: true; readonly draft: ScheduleDraft }
  | { readonly ok: false; readonly problems: FormProblems };

/** What a form accepts at most: the provider's stated limit of copies, null where it states none. */
export type FormBounds = { readonly retentionLimit: number | null };

const NAME_LENGTH = 80;
const frequencies: readonly string[] = ['daily', 'weekly', 'monthly'] satisfies readonly Frequency[];

/**
 * A new schedule before anybody typed: daily at 2, on, and as many copies as a week has where that many may be kept and
 * find a slot. `room`: the slots that schedules can fill, null where that is not known.
 */
export function emptyForm({ retentionLimit }: FormBounds, room: number | null): ScheduleForm {
  return {
    frequency: 'daily',
    hour: '2',
    minute: '',
    dayOfWeek: '1',
    dayOfMonth: '1',
    retention: String(Math.max(1, Math.min(7, retentionLimit ?? 7, room ?? 7))),
    enabled: true,
    name: '',
  };
}

/**
 * A schedule as it stands, to be changed. `withMinute`: a call that knows minutes can save it; a full hour needs none.
 * What is not stated, or is no time of day, is left empty for a person to fill in.
 */
export function formOf(schedule: Schedule, withMinute: boolean): ScheduleForm {
  const time = clockOf(schedule.timeText);
  const day = /^\d{1,2}$/.test(schedule.dayText ?? '') ? (schedule.dayText ?? '') : '';
  const { frequency } = schedule;
  return {
    frequency: frequency ?? '',
    hour: time === null ? '' : String(time.hour),
    minute: !withMinute || time === null || time.minute === 0 ? '' : String(time.minute),
    dayOfWeek: frequency === 'weekly' ? day : '1',
    dayOfMonth: frequency === 'monthly' ? day : '1',
    retention: schedule.retentionCount === null ? '' : String(schedule.retentionCount),
    enabled: schedule.enabled !== false,
    name: schedule.name ?? '',
  };
}

/** The hour and minute of "02:00"; null where the text is no time of day. */
export function clockOf(text: string | null): { readonly hour: number; readonly minute: number } | null {
  const match = /^(\d{1,2}):(\d{2})(?::\d{2})?$/.exec(text ?? '');
  if (match === null) return null;
  const [hour, minute] = [Number(match[1]), Number(match[2])];
  return hour <= 23 && minute <= 59 ? { hour, minute } : null;
}

/** The form as a schedule that can be saved, or what is wrong with each field. Fields of another frequency do not count. */
export function readForm(form: ScheduleForm, { retentionLimit }: FormBounds): FormRead {
  const { frequency } = form;
  const hour = whole(form.hour, 0, 23);
  const minute = form.minute.trim() === '' ? null : whole(form.minute, 0, 59);
  const weekday = frequency === 'weekly' ? whole(form.dayOfWeek, 0, 6) : 0;
  const monthday = frequency === 'monthly' ? whole(form.dayOfMonth, 1, 31) : 1;
  const retention = whole(form.retention, 1, Number.MAX_SAFE_INTEGER);
  const name = form.name.trim();
  const problems: FormProblems = {
    ...(frequencies.includes(frequency) ? {} : { frequency: 'missing' as const }),
    ...problemIn('hour', hour),
    ...(minute === null ? {} : problemIn('minute', minute)),
    ...problemIn('dayOfWeek', weekday),
    ...problemIn('dayOfMonth', monthday),
    ...(typeof retention === 'number' && retentionLimit !== null && retention > retentionLimit
      ? { retention: 'overLimit' as const }
      : problemIn('retention', retention)),
    ...(name.length > NAME_LENGTH ? { name: 'tooLong' as const } : {}),
  };
  if (typeof hour !== 'number' || typeof minute === 'string' || typeof retention !== 'number') {
    return { ok: false, problems };
  }
  if (typeof weekday !== 'number' || typeof monthday !== 'number' || Object.keys(problems).length > 0) {
    return { ok: false, problems };
  }
  const { enabled } = form;
  const common = { hour, minute, retentionCount: retention, enabled, name: name === '' ? null : name };
  if (frequency === 'weekly') return { ok: true, draft: { ...common, frequency, dayOfWeek: weekday } };
  if (frequency === 'monthly') return { ok: true, draft: { ...common, frequency, dayOfMonth: monthday } };
  return { ok: true, draft: { ...common, frequency: 'daily' } };
}

/** A draft as the form that reads back as it. */
export function formOfDraft(draft: ScheduleDraft): ScheduleForm {
  return {
    frequency: draft.frequency,
    hour: String(draft.hour),
    minute: draft.minute === null ? '' : String(draft.minute),
    dayOfWeek: draft.frequency === 'weekly' ? String(draft.dayOfWeek) : '',
    dayOfMonth: draft.frequency === 'monthly' ? String(draft.dayOfMonth) : '',
    retention: String(draft.retentionCount),
    enabled: draft.enabled,
    name: draft.name ?? '',
  };
}

/** A whole number within bounds, both included, or what is wrong with the text. */
export function whole(text: string, min: number, max: number): number | 'missing' | 'outOfRange' {
  if (text.trim() === '') return 'missing';
  if (!/^\d{1,9}$/.test(text.trim())) return 'outOfRange';
  const value = Number(text);
  return value >= min && value <= max ? value : 'outOfRange';
}

function problemIn(field: keyof ScheduleForm, value: number | 'missing' | 'outOfRange'): FormProblems {
  return typeof value === 'number' ? {} : { [field]: value };
}
