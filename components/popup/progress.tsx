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
  const percent = open?.state === 'running' ? open.percent : null;
  return (
    <span class="progress">
      <span class={percent === null ? 'bar bar-unknown' : 'bar'} aria-hidden="true">
        <span class="bar-fill" style={percent === null ? {} : { width: `${percent}%` }} />
      </span>
      <span class="words">{wordsFor(open)}</span>
    </span>
  );
}

function wordsFor(operation: Operation | null): string {
  switch (operation?.state) {
    case 'sending':
      return t('operation.sending');
    case 'accepted':
      return t('operation.accepted');
    case 'unknown':
      return t(operation.answered ? 'operation.checking.answered' : 'operation.checking');
    default:
      return operation?.state === 'running' && operation.percent !== null
        ? t('operation.percent', { percent: number(operation.percent) })
        : t('operation.running');
  }
}
