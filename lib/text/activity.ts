import type { NamedBackup, ScheduleDraft } from '../model/backup';
import type { OperationTask } from '../model/operation';
import type { Plan } from '../model/plan';
import type { EpochMs } from '../model/time';
import { formatBackupWhen, number } from './format';
import { t } from './i18n';
import { isolate, named } from './trouble';
import { frequencyWord } from './words';

/** What was asked for, as the button said it: "Back up now", "Delete the backup from Sat 22:00". Plain text. */
export function taskWords(task: OperationTask, now: EpochMs): string {
  switch (task.kind) {
    case 'create':
      return task.note === null
        ? t('activity.task.create')
        : t('activity.task.createNoted', { note: isolate(task.note) });
    case 'delete':
      return t('activity.task.delete', { backup: backupWords(task.backup, now) });
    case 'restore': {
      const backup = backupWords(task.backup, now);
      return task.source === null
        ? t('activity.task.restore', { backup })
        : t('activity.task.restoreFrom', { backup, server: named(task.source.name) });
    }
    case 'saveSchedule':
      return t('activity.task.saveSchedule', { schedule: draftWords(task.schedule) });
    case 'deleteSchedule':
      return t('activity.task.deleteSchedule');
    case 'changeSettings':
      return t('activity.task.changeSettings', { change: changeWords(task.change) });
  }
}

/** What several steps were confirmed as. */
export function planWords(plan: Plan['kind']): string {
  return t(`activity.plan.${plan}`);
}

function backupWords({ createdAt }: NamedBackup, now: EpochMs): string {
  return createdAt === null
    ? t('activity.backup.undated')
    : t('activity.backup', { when: formatBackupWhen(createdAt, now) });
}

function draftWords({ frequency, retentionCount, enabled }: ScheduleDraft): string {
  const schedule = t('rhythm.keeps', { rhythm: frequencyWord(frequency), count: retentionCount });
  return enabled ? schedule : t('activity.schedule.off', { schedule });
}

type SettingsChange = Extract<OperationTask, { readonly kind: 'changeSettings' }>['change'];

function changeWords({ totalLimit, autoDeleteOldest }: SettingsChange): string {
  const parts = [];
  if (totalLimit !== undefined) parts.push(t('activity.settings.limit', { limit: number(totalLimit) }));
  if (autoDeleteOldest !== undefined) {
    parts.push(t(autoDeleteOldest ? 'activity.settings.deletes' : 'activity.settings.keeps'));
  }
  return parts.join(', ');
}
