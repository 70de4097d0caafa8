import { hasEnded, type Operation, type OperationTask } from '../model/operation';
import type { EpochMs } from '../model/time';
import { type MessageKey, t } from './i18n';
import { withinWords } from './impact';
import { named } from './trouble';

type EndTitles = { readonly [How in 'succeeded' | 'failed' | 'undecided']: MessageKey };

/** How each kind ended, in words that need no name of the backup: titles of notifications. */
export const endTitles: { readonly [Kind in OperationTask['kind']]: EndTitles } = {
  create: {
    succeeded: 'notice.succeeded.title',
    failed: 'notice.failed.title',
    undecided: 'notice.undecided.title',
  },
  delete: {
    succeeded: 'notice.delete.succeeded.title',
    failed: 'notice.delete.failed.title',
    undecided: 'notice.delete.undecided.title',
  },
  restore: {
    succeeded: 'notice.restore.succeeded.title',
    failed: 'notice.restore.failed.title',
    undecided: 'notice.restore.undecided.title',
  },
  saveSchedule: {
    succeeded: 'notice.saveSchedule.succeeded.title',
    failed: 'notice.saveSchedule.failed.title',
    undecided: 'notice.saveSchedule.undecided.title',
  },
  deleteSchedule: {
    succeeded: 'notice.deleteSchedule.succeeded.title',
    failed: 'notice.deleteSchedule.failed.title',
    undecided: 'notice.deleteSchedule.undecided.title',
  },
  changeSettings: {
    succeeded: 'notice.changeSettings.succeeded.title',
    failed: 'notice.changeSettings.failed.title',
    undecided: 'notice.changeSettings.undecided.title',
  },
};

/** On the page that confirmed it, a deletion names the backup. */
const pageTitles: typeof endTitles = {
  ...endTitles,
  delete: {
    succeeded: 'confirm.deleted.succeeded',
    failed: 'confirm.deleted.failed',
    undecided: 'confirm.deleted.undecided',
  },
};

/** What is being done, or how it ended: what takes the place of the question that was confirmed. */
export function operationTitle(operation: Operation, now: EpochMs): string {
  const { task, serverName } = operation;
  const backup = 'backup' in task ? withinWords(task.backup, now) : '';
  const values = { server: named(serverName), backup };
  return hasEnded(operation)
    ? t(pageTitles[task.kind][operation.state], values)
    : t(`confirm.underWay.${task.kind}`, values);
}

/** What the one who confirmed it is told at its good end, beside the title. */
export function doneSentence({ task }: Operation, now: EpochMs): string {
  switch (task.kind) {
    case 'create':
      return t('confirm.backup.done');
    case 'delete':
      return t('confirm.delete.done');
    case 'restore':
      return t('plan.restored', { backup: withinWords(task.backup, now) });
    default:
      return t('confirm.schedule.done');
  }
}
