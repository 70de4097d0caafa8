import type { ServerRow } from '../../../lib/fleet/types';
import { hasEnded, type Operation } from '../../../lib/model/operation';
import { type EpochMs, HOUR_MS } from '../../../lib/model/time';
import { formatAgo } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { refusalSentence } from './reasons';

type Props = { readonly row: ServerRow; readonly now: EpochMs };

/** What was asked of the provider about a server's schedules last: under way, or how it ended within the last hour. */
export function TaskLine({ row, now }: Props) {
  const { operation } = row;
  if (operation === null) return null;
  const words = wordsFor(row, operation, now);
  if (words === null) return null;
  if (hasEnded(operation) && now - operation.endedAt > HOUR_MS) return null;
  const isBad = operation.state === 'failed' || operation.state === 'undecided';
  return (
    <p class={isBad ? 'failure' : 'task-line'} role="status">
      {words}
    </p>
  );
}

/** Null for what is asked about backups themselves. */
function wordsFor(row: ServerRow, operation: Operation, now: EpochMs): string | null {
  const { kind } = operation.task;
  if (kind !== 'saveSchedule' && kind !== 'deleteSchedule' && kind !== 'changeSettings') return null;
  switch (operation.state) {
    case 'unknown':
      return t('schedules.task.checking');
    case 'succeeded':
      return t(`schedules.task.${kind}.succeeded`, { ago: formatAgo(now - operation.endedAt) });
    case 'failed':
      return refusalSentence(row, operation.trouble);
    case 'undecided':
      return t('schedules.task.undecided', { ago: formatAgo(now - operation.endedAt) });
    default:
      return t(`schedules.task.${kind}.open`);
  }
}
