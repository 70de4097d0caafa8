import type { ServerRow } from '../../lib/fleet/types';
import type { Operation } from '../../lib/model/operation';
import type { Trouble, TroubleKind } from '../../lib/model/trouble';
import { operationTitle } from '../../lib/text/operation';
import { failureSentence } from '../popup/create-reason';
import { Buttons, PanelLink } from './parts';
import { useTitle } from './title';

/** Why the provider or the background turned down what was confirmed. */
export function FailureLine({ row, failure }: { readonly row: ServerRow; readonly failure: Trouble | null }) {
  if (failure === null) return null;
  return (
    <p class="failure" role="alert">
      {failureSentence(row, failure)}
    </p>
  );
}

/** Whether the API cannot do it at all: asking again is of no use, the provider's own panel does it. */
export function isForPanel(failure: Trouble | null): boolean {
  return failure !== null && (failure.kind === 'callNotFound' || failure.kind === 'notOffered');
}

/** Whether the operation ended with this very failure, at once: what met a busy server was in doubt before. */
export function isSaidBy(operation: Operation, failure: Trouble | null): boolean {
  if (failure === null || failure.kind === 'busy' || operation.state !== 'failed') return false;
  return operation.trouble.kind === failure.kind;
}

/** All that is left of a question whose answer is that only the panel can do it. */
export function OnlyInPanel(props: {
  readonly row: ServerRow;
  readonly failure: Trouble | null;
  readonly onClose: () => void;
}) {
  const { operation } = props.row;
  const isOfIt = operation !== null && isSaidBy(operation, props.failure);
  useTitle(isOfIt ? operationTitle(operation, props.row.providerNow) : null);
  return (
    <>
      <FailureLine row={props.row} failure={props.failure} />
      <Buttons over onClose={props.onClose}>
        <PanelLink row={props.row} />
      </Buttons>
    </>
  );
}

const sendsToPanel: ReadonlySet<TroubleKind> = new Set([
  'callNotFound',
  'notOffered',
  'notFound',
  'refused',
  'operationFailed',
  'protected',
]);

/** Whether its sentence sends a person to the provider's panel, so that a link belongs beside it. */
export function mentionsPanel(failure: Trouble): boolean {
  return sendsToPanel.has(failure.kind) || ('answered' in failure && failure.answered);
}
