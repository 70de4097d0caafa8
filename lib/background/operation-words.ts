import type { Account } from '../model/account';
import type { EndedOperation, OperationTask } from '../model/operation';
import type { EpochMs } from '../model/time';
import { providerInfo } from '../providers/origins';
import { type MessageKey, type MessageValues, t } from '../text/i18n';
import { withinWords } from '../text/impact';
import { troubleSentence } from '../text/trouble';
import type { NoticeWords } from './notice-words';

type Words = {
  readonly [State in EndedOperation['state']]: { readonly title: MessageKey; readonly body: MessageKey };
};

const failed = 'notice.failed.body';
const unknown = 'notice.unknown.body';
const wordsOf: { readonly [Kind in OperationTask['kind']]: Words } = {
  create: {
    succeeded: { title: 'notice.succeeded.title', body: 'notice.succeeded.body' },
    failed: { title: 'notice.failed.title', body: failed },
    undecided: { title: 'notice.undecided.title', body: 'notice.undecided.body' },
  },
  delete: {
    succeeded: { title: 'notice.delete.succeeded.title', body: 'notice.delete.succeeded.body' },
    failed: { title: 'notice.delete.failed.title', body: failed },
    undecided: { title: 'notice.delete.undecided.title', body: unknown },
  },
  restore: {
    succeeded: { title: 'notice.restore.succeeded.title', body: 'notice.restore.succeeded.body' },
    failed: { title: 'notice.restore.failed.title', body: failed },
    undecided: { title: 'notice.restore.undecided.title', body: 'notice.restore.undecided.body' },
  },
  saveSchedule: {
    succeeded: { title: 'notice.saveSchedule.succeeded.title', body: 'notice.done.body' },
    failed: { title: 'notice.saveSchedule.failed.title', body: failed },
    undecided: { title: 'notice.saveSchedule.undecided.title', body: unknown },
  },
  deleteSchedule: {
    succeeded: { title: 'notice.deleteSchedule.succeeded.title', body: 'notice.done.body' },
    failed: { title: 'notice.deleteSchedule.failed.title', body: failed },
    undecided: { title: 'notice.deleteSchedule.undecided.title', body: unknown },
  },
  changeSettings: {
    succeeded: { title: 'notice.changeSettings.succeeded.title', body: 'notice.done.body' },
    failed: { title: 'notice.changeSettings.failed.title', body: failed },
    undecided: { title: 'notice.changeSettings.undecided.title', body: unknown },
  },
};

/** How an operation ended; `account` is missing where it was removed meanwhile. */
export function operationWords(
  operation: EndedOperation,
  account: Account | undefined,
  now: EpochMs,
): NoticeWords {
  const provider = providerInfo(operation.provider).name;
  const label = account ? account.label : '';
  const { task, serverName, state } = operation;
  const values: MessageValues = {
    server: serverName,
    account: `${provider} · ${label}`,
    provider,
    backup: 'backup' in task ? withinWords(task.backup, now) : '',
    why:
      state === 'failed'
        ? troubleSentence(operation.trouble, {
            account: label,
            provider,
            server: serverName,
            now,
            asked: true,
          })
        : '',
  };
  const { title, body } = wordsOf[task.kind][state];
  return { title: t(title, values), body: t(body, values) };
}
