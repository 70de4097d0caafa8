import type { Account } from '../model/account';
import type { EndedOperation, OperationTask } from '../model/operation';
import type { EpochMs } from '../model/time';
import { providerInfo } from '../providers/origins';
import { type MessageKey, type MessageValues, t } from '../text/i18n';
import { withinWords } from '../text/impact';
import { endTitles } from '../text/operation';
import { troubleSentence } from '../text/trouble';
import type { NoticeWords } from './notice-words';

type Bodies = { readonly [State in EndedOperation['state']]: MessageKey };

const failed = 'notice.failed.body';
const ofSettings: Bodies = { succeeded: 'notice.done.body', failed, undecided: 'notice.unknown.body' };
const bodies: { readonly [Kind in OperationTask['kind']]: Bodies } = {
  create: { succeeded: 'notice.succeeded.body', failed, undecided: 'notice.undecided.body' },
  delete: { succeeded: 'notice.delete.succeeded.body', failed, undecided: 'notice.unknown.body' },
  restore: {
    succeeded: 'notice.restore.succeeded.body',
    failed,
    undecided: 'notice.restore.undecided.body',
  },
  saveSchedule: ofSettings,
  deleteSchedule: ofSettings,
  changeSettings: ofSettings,
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
  return { title: t(endTitles[task.kind][state], values), body: t(bodies[task.kind][state], values) };
}
