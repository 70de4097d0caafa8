import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import { type EndedOperation, hasEnded, type Operation, type OperationId } from '../../lib/model/operation';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { doneSentence, operationTitle } from '../../lib/text/operation';
import { named, withDetail } from '../../lib/text/trouble';
import { OperationProgress } from '../popup/progress';
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

/** The record of what Lastgood did: a server's row shows its latest operation alone, and an ended one for a while. */
export const Recorded = createContext<readonly Operation[]>([]);

function useOperation({ operation }: ServerRow, id: OperationId): Operation | null {
  const recorded = useContext(Recorded);
  if (operation !== null && operation.id === id) return operation;
  return recorded.find((entry) => entry.id === id) ?? null;
}

/**
 * The operation that goes on though its request failed here: no answer came of it, or one that decides nothing. A form
 * that is left standing would start a second one. One that ended with the very failure that the form shows is over, and
 * one that was begun after the answer is another's. `before`: the row's operation when the request left.
 */
function goesOn(row: ServerRow, { failure, before, answeredAt }: Asking<unknown>): Operation | null {
  const { operation } = row;
  if (failure === null || operation === null || operation.id === before) return null;
  if (answeredAt !== null && operation.createdAt > answeredAt) return null;
  return isSaidBy(operation, failure) ? null : operation;
}

/** The operation that what was asked led to: the one that the answer names, or one that goes on without it; null for none. */
export function startedBy<Answer>(
  row: ServerRow,
  asking: Asking<Answer>,
  idOf: (answer: Answer) => OperationId,
): OperationId | null {
  if (asking.answer !== null) return idOf(asking.answer);
  const operation = goesOn(row, asking);
  return operation === null ? null : operation.id;
}

/** What becomes of the one operation that was confirmed, and how it ended. */
export function OperationView(props: Props) {
  const { row, operationId, failure = null, onClose } = props;
  const operation = useOperation(row, operationId);
  useTitle(operation === null ? null : operationTitle(operation, row.providerNow));
  const isOpen = operation === null || !hasEnded(operation);
  return (
    <>
      {/* Always the same element: a screen reader tells what changes in it, hardly what comes with it. */}
      <div class="confirm-said" role="status">
        <Said {...props} operation={operation} />
      </div>
      {isOpen && failure !== null && !isBusy(operation, failure) && (
        <FailureLine row={row} failure={failure} />
      )}
      {isOpen && operation !== null && <OperationProgress operation={operation} />}
      {operation !== null && hasEnded(operation) ? (
        <Ended {...props} operation={operation} />
      ) : (
        <Buttons over onClose={onClose} />
      )}
    </>
  );
}

type Known = Pick<Props, 'row' | 'asked' | 'failure'> & { readonly operation: Operation | null };

/** That it was asked for, what an answer that decides nothing means, and that it was done. */
function Said({ row, asked, failure = null, operation }: Known) {
  if (operation === null) return failure === null ? <p>{asked}</p> : null;
  if (operation.state === 'succeeded') return <p>{doneSentence(operation, row.providerNow)}</p>;
  if (hasEnded(operation) || !isBusy(operation, failure)) return null;
  const provider = row.providerName;
  const sentence = t('confirm.busy', { provider, server: named(row.stored.server.name) });
  return <p class="warning">{withDetail(sentence, failure, provider)}</p>;
}

/** A provider that is busy may have begun all the same: whether it has is being found out. */
function isBusy(operation: Operation | null, failure: Trouble | null): failure is Trouble {
  return operation !== null && failure !== null && failure.kind === 'busy';
}

function Ended(props: Omit<Props, 'operationId' | 'asked'> & { readonly operation: EndedOperation }) {
  const { row, operation, onClose, onAgain, children } = props;
  switch (operation.state) {
    case 'succeeded':
      return (
        <>
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
