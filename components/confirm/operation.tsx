import type { ComponentChildren } from 'preact';
import type { ServerRow } from '../../lib/fleet/types';
import { hasEnded, type Operation, type OperationId } from '../../lib/model/operation';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { doneSentence, operationTitle } from '../../lib/text/operation';
import { named, withDetail } from '../../lib/text/trouble';
import { ProgressView } from '../popup/progress';
import { FailureLine, isForPanel, isSaidBy, mentionsPanel } from './failure';
import { Buttons, PanelLink } from './parts';
import { useTitle } from './title';
import type { Asking } from './use-asking';

type Props = {
  readonly row: ServerRow;
  readonly operationId: OperationId;
  /** Said while nothing is known of it yet. */
  readonly asked: string;
  readonly failure?: Trouble | null;
  readonly onClose: () => void;
  /** Puts the question anew, on another reading. */
  readonly onAgain: () => void;
  /** What else is to be known once it was done. */
  readonly children?: ComponentChildren;
};

/**
 * The operation that goes on though its request failed here: no answer came of it, or one that decides nothing. A form
 * that is left standing would start a second one. One that ended with the very failure that the form shows is over.
 * `before`: the row's operation when the request left.
 */
export function goesOn(row: ServerRow, { failure, before }: Asking<unknown>): Operation | null {
  const { operation } = row;
  if (failure === null || operation === null || operation.id === before) return null;
  return isSaidBy(operation, failure) ? null : operation;
}

/** What becomes of the one operation that was confirmed, and how it ended. */
export function OperationView(props: Props) {
  const { row, operationId, asked, failure = null, onClose, onAgain, children } = props;
  const operation = row.operation !== null && row.operation.id === operationId ? row.operation : null;
  useTitle(operation === null ? null : operationTitle(operation, row.providerNow));
  if (operation === null || !hasEnded(operation)) {
    return (
      <>
        <Unanswered row={row} operation={operation} failure={failure} />
        {operation === null ? failure === null && <p role="status">{asked}</p> : <ProgressView row={row} />}
        <Buttons over onClose={onClose} />
      </>
    );
  }
  switch (operation.state) {
    case 'succeeded':
      return (
        <>
          <p role="status">{doneSentence(operation, row.providerNow)}</p>
          {children}
          <Buttons over onClose={onClose} />
        </>
      );
    case 'failed':
      return (
        <>
          <FailureLine row={row} failure={operation.trouble} />
          <Buttons over onClose={onClose}>
            {mentionsPanel(operation.trouble) && <PanelLink row={row} />}
            {!isForPanel(operation.trouble) && (
              <button type="button" class="button" onClick={onAgain}>
                {t('confirm.examine.again')}
              </button>
            )}
          </Buttons>
        </>
      );
    case 'undecided':
      return (
        <>
          <p class="warning" role="alert">
            {t('confirm.undecided', { provider: row.providerName })}
          </p>
          <Buttons over onClose={onClose}>
            <PanelLink row={row} />
          </Buttons>
        </>
      );
  }
}

/** What the request was answered with, where that decides nothing: a provider that is busy may have begun all the same. */
function Unanswered(props: {
  readonly row: ServerRow;
  readonly operation: Operation | null;
  readonly failure: Trouble | null;
}) {
  const { row, operation, failure } = props;
  if (operation === null || failure === null || failure.kind !== 'busy') {
    return <FailureLine row={row} failure={failure} />;
  }
  const provider = row.providerName;
  const sentence = t('confirm.busy', { provider, server: named(row.stored.server.name) });
  return (
    <p class="warning" role="status">
      {withDetail(sentence, failure, provider)}
    </p>
  );
}
