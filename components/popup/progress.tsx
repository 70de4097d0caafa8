import type { ServerRow } from '../../lib/fleet/types';
import { hasEnded, type Operation } from '../../lib/model/operation';
import { number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';

/** True while something is under way for the server, as far as Lastgood or the provider says. */
export function isUnderWay(row: ServerRow): boolean {
  if (row.operation !== null && !hasEnded(row.operation)) return true;
  return row.create.kind === 'running' || row.backups.some((backup) => backup.state === 'running');
}

/** What is under way, with a bar; the bar has a length only where the provider states one. */
export function ProgressView({ row }: { readonly row: ServerRow }) {
  const open = row.operation !== null && !hasEnded(row.operation) ? row.operation : null;
  return <OperationProgress operation={open} />;
}

/** The same of an operation; null for work that is not Lastgood's. */
export function OperationProgress({ operation }: { readonly operation: Operation | null }) {
  const percent = operation?.state === 'running' ? operation.percent : null;
  return (
    <span class="progress">
      <span class={percent === null ? 'bar bar-unknown' : 'bar'} aria-hidden="true">
        <span class="bar-fill" style={percent === null ? {} : { width: `${percent}%` }} />
      </span>
      <span class="words">{wordsFor(operation)}</span>
    </span>
  );
}

/** What kind of work it is: words of their own for a restore and a deletion, those of a backup for it, plain ones else. */
function workOf({ task }: Operation): 'backup' | 'restore' | 'delete' | 'other' {
  if (task.kind === 'create') return 'backup';
  return task.kind === 'restore' || task.kind === 'delete' ? task.kind : 'other';
}

function wordsFor(operation: Operation | null): string {
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
