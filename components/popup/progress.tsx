import type { ServerRow } from '../../lib/fleet/types';
import { hasEnded, type Operation } from '../../lib/model/operation';
import { progressWords } from '../../lib/text/operation-row';

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
      <span class="words">{progressWords(operation)}</span>
    </span>
  );
}
