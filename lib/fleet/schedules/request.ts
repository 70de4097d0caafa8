import type { BackupSettingsChange, ScheduleDraft } from '../../model/backup';
import type { ScheduleTask } from './costly';
import { formOfDraft, readForm, whole } from './draft';

/** What the confirm page is asked about a server's schedules; the address carries it in texts that are read like a form. */
export type ScheduleRequest = {
  readonly kind: 'schedule';
  readonly key: string;
  readonly task: ScheduleTask;
};

/** The parts of an address that `scheduleRequestOf` reads back. */
export function partsOfRequest({ key, task }: ScheduleRequest): Readonly<Record<string, string>> {
  switch (task.kind) {
    case 'saveSchedule':
      return { saveSchedule: key, ...partsOfDraft(task.schedule) };
    case 'deleteSchedule':
      return { deleteSchedule: key, schedule: task.scheduleId };
    case 'changeSettings':
      return { limits: key, ...partsOfChange(task.change) };
  }
}

/** Null where the address asks for nothing of the kind, or for something that no form would let through. */
export function scheduleRequestOf(values: URLSearchParams): ScheduleRequest | null {
  const [saving, deleting, limits] = ['saveSchedule', 'deleteSchedule', 'limits'].map((name) =>
    values.get(name),
  );
  if (typeof saving === 'string') {
    const schedule = draftIn(values);
    return schedule && { kind: 'schedule', key: saving, task: { kind: 'saveSchedule', schedule } };
  }
  if (typeof deleting === 'string') {
    const scheduleId = values.get('schedule');
    return scheduleId
      ? { kind: 'schedule', key: deleting, task: { kind: 'deleteSchedule', scheduleId } }
      : null;
  }
  if (typeof limits !== 'string') return null;
  const change = changeIn(values);
  return change && { kind: 'schedule', key: limits, task: { kind: 'changeSettings', change } };
}

function partsOfDraft(draft: ScheduleDraft): Readonly<Record<string, string>> {
  const { enabled, ...texts } = formOfDraft(draft);
  return { ...texts, enabled: enabled ? 'yes' : 'no' };
}

/** The limit of copies is the page's to check: it has the server as it stands. */
function draftIn(values: URLSearchParams): ScheduleDraft | null {
  const text = (name: string) => values.get(name) ?? '';
  const read = readForm(
    {
      frequency: text('frequency'),
      hour: text('hour'),
      minute: text('minute'),
      dayOfWeek: text('dayOfWeek'),
      dayOfMonth: text('dayOfMonth'),
      retention: text('retention'),
      enabled: text('enabled') === 'yes',
      name: text('name'),
    },
    { retentionLimit: null },
  );
  return read.ok && ['yes', 'no'].includes(text('enabled')) ? read.draft : null;
}

function partsOfChange({
  totalLimit,
  autoDeleteOldest,
}: BackupSettingsChange): Readonly<Record<string, string>> {
  return {
    ...(totalLimit === undefined ? {} : { total: String(totalLimit) }),
    ...(autoDeleteOldest === undefined ? {} : { deleteOldest: autoDeleteOldest ? 'yes' : 'no' }),
  };
}

function changeIn(values: URLSearchParams): BackupSettingsChange | null {
  const [total, deleteOldest] = [values.get('total'), values.get('deleteOldest')];
  const totalLimit = total === null ? null : whole(total, 1, Number.MAX_SAFE_INTEGER);
  if (typeof totalLimit === 'string' || (total === null && deleteOldest === null)) return null;
  if (deleteOldest !== null && !['yes', 'no'].includes(deleteOldest)) return null;
  return {
    ...(totalLimit === null ? {} : { totalLimit }),
    ...(deleteOldest === null ? {} : { autoDeleteOldest: deleteOldest === 'yes' }),
  };
}
