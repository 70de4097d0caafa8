import { type EndedOperation, endOf, type Operation } from '../model/operation';
import type { EpochMs } from '../model/time';
import { taskWords } from './activity';
import { formatAgo, number } from './format';
import { t } from './i18n';
import { type TroubleContext, troubleSentence } from './trouble';

/** What kind of work it is: words of their own for a restore and a deletion, those of a backup for it, plain ones else. */
function workOf({ task }: Operation): 'backup' | 'restore' | 'delete' | 'other' {
  if (task.kind === 'create') return 'backup';
  return task.kind === 'restore' || task.kind === 'delete' ? task.kind : 'other';
}

/** What is under way, in a few words: "Backing up, 46 %". Null: a backup that the provider makes by itself. */
export function progressWords(operation: Operation | null): string {
  if (operation === null) return t('operation.running');
  const work = workOf(operation);
  switch (operation.state) {
    case 'sending':
      return t(work === 'backup' ? 'operation.sending' : `operation.sending.${work}`);
    case 'accepted':
      return t(work === 'backup' ? 'operation.accepted' : `operation.running.${work}`);
    case 'unknown':
      if (!operation.answered) return t('operation.checking');
      return t(work === 'backup' ? 'operation.checking.answered' : 'operation.checking.answered.other');
    default: {
      const running = t(work === 'backup' ? 'operation.running' : `operation.running.${work}`);
      return operation.state === 'running' && operation.percent !== null
        ? t('operation.percentOf', { running, percent: number(operation.percent) })
        : running;
    }
  }
}

/** Why nothing else can be asked for meanwhile: "app-01 is being restored". `server`: its name, fit for a sentence. */
export function underWayWords(operation: Operation | null, server: string): string {
  const work = operation === null ? 'backup' : workOf(operation);
  return t(work === 'backup' ? 'create.named.running' : `create.named.running.${work}`, { server });
}

/** How it ended, in a few words: "restored 5 min ago", "deletion not started (just now)". */
export function endWords(operation: EndedOperation, now: EpochMs): string {
  return t(`operation.${operation.task.kind}.${endOf(operation)}`, {
    ago: formatAgo(now - operation.endedAt),
  });
}

/** The same in a sentence or two, with what to do where it did not succeed. Plain text. */
export function endSentence(operation: EndedOperation, context: TroubleContext, now: EpochMs): string {
  const task = taskWords(operation.task, now);
  const isBackup = operation.task.kind === 'create';
  switch (operation.state) {
    case 'succeeded': {
      const ago = formatAgo(now - operation.endedAt);
      return t(isBackup ? 'operation.succeeded' : 'operation.succeeded.other', { task, ago });
    }
    case 'failed':
      return t('operation.failed', {
        task,
        why: troubleSentence(operation.trouble, { ...context, now, asked: true }),
      });
    case 'undecided': {
      const values = { task, provider: context.provider, ago: formatAgo(now - operation.createdAt) };
      if (isBackup) return t('operation.undecided', values);
      return t(
        operation.task.kind === 'restore' ? 'operation.undecided.restore' : 'operation.undecided.other',
        values,
      );
    }
  }
}
