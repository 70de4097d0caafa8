import type { ServerRow } from '../../lib/fleet/types';
import { hasEnded, type Operation, type OperationId } from '../../lib/model/operation';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { troubleSentence } from '../../lib/text/trouble';
import { failureSentence } from '../popup/create-reason';
import { ProgressView } from '../popup/progress';
import { Buttons } from './parts';
import type { Asking } from './use-asking';

type Props = {
  readonly row: ServerRow;
  readonly operationId: OperationId;
  readonly asked: string;
  readonly done: string;
  readonly failure?: Trouble | null;
  readonly onClose: () => void;
};

/**
 * The operation that goes on though its request failed here: no answer came of it, or one that decides nothing. A form
 * that is left standing would start a second one. `before`: the row's operation when the request left.
 */
export function goesOn(row: ServerRow, { failure, before }: Asking<unknown>): Operation | null {
  const { operation } = row;
  if (failure === null || operation === null || operation.id === before) return null;
  return operation.state === 'failed' ? null : operation;
}

/** What became of the one operation that was confirmed. */
export function OperationView({ row, operationId, asked, done, failure = null, onClose }: Props) {
  const operation = row.operation !== null && row.operation.id === operationId ? row.operation : null;
  const context = { account: row.account.label, provider: row.providerName, server: row.stored.server.name };
  return (
    <>
      {(operation === null || !hasEnded(operation)) && <FailureLine row={row} failure={failure} />}
      {operation !== null && !hasEnded(operation) && <ProgressView row={row} />}
      {operation !== null && operation.state === 'failed' ? (
        <p class="failure" role="alert">
          {troubleSentence(operation.trouble, { ...context, asked: true })}
        </p>
      ) : operation !== null && operation.state === 'undecided' ? (
        <p class="warning" role="alert">
          {t('confirm.undecided', { provider: row.providerName })}
        </p>
      ) : (
        <p role="status">
          {operation !== null && operation.state === 'succeeded' ? done : failure === null && asked}
        </p>
      )}
      <Buttons over onClose={onClose} />
    </>
  );
}

/** Why the provider or the background turned down what was confirmed. */
export function FailureLine({ row, failure }: { readonly row: ServerRow; readonly failure: Trouble | null }) {
  if (failure === null) return null;
  return (
    <p class="failure" role="alert">
      {failureSentence(row, failure)}
    </p>
  );
}
