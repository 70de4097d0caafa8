import type { ConfirmRequest } from '../../lib/fleet/confirm-address';
import { keyOf } from '../../lib/fleet/key';
import type { Overview, PlanView, StepView } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { courseSentence, deletedWords, planTitle, stopSentence } from '../../lib/text/plan';
import type { ConfirmActions } from './actions';
import { Buttons } from './parts';
import { PlanStepLine } from './plan-step';
import { StepOwner } from './step-owner';
import { Title } from './title';

type Props = { readonly view: PlanView; readonly overview: Overview; readonly actions: ConfirmActions };

/** How what was confirmed at once goes, step by step or server by server, and how it ended. */
export function PlanProgress({ view, overview, actions }: Props) {
  const { plan, steps } = view;
  const { end } = plan;
  const isBulk = plan.kind === 'bulk';
  const again = end === null ? null : askedAgain(view);
  const isSafety = (step: StepView) => plan.kind === 'restore' && step.step.task.kind === 'create';
  const last = steps.at(-1);
  const stopped = end === null ? null : stopSentence(plan, end);
  /** Backups are gone, and what they made room for is not there. */
  const hasLost = end !== null && end.kind !== 'done' && deletedWords(view, overview.now) !== null;
  return (
    <>
      <Title text={planTitle(view)} />
      {!isBulk && last !== undefined && (
        <p class="muted">
          <StepOwner step={last.step} overview={overview} withAddress />
        </p>
      )}
      <p class={hasLost ? 'warning' : 'muted'} role="status">
        {courseSentence(view, overview.now)}
      </p>
      {stopped !== null && (
        <p class="failure" role="alert">
          {stopped}
        </p>
      )}
      <ol class="plan-steps">
        {steps.map((step, at) => (
          <PlanStepLine
            key={at}
            view={step}
            isBulk={isBulk}
            isSafety={isSafety(step)}
            isOver={end !== null}
            overview={overview}
          />
        ))}
      </ol>
      <Buttons over onClose={actions.close}>
        {again !== null && (
          <button type="button" class="button primary" onClick={() => actions.turnTo(again)}>
            {again.kind === 'servers' ? t('plan.again', { count: again.keys.length }) : t('plan.askAgain')}
          </button>
        )}
      </Buttons>
    </>
  );
}

/** The question that leads to what did not come about; null where all did, or nobody knows how it ended. */
function askedAgain({ plan, steps }: PlanView): ConfirmRequest | null {
  if (plan.kind === 'bulk') {
    const keys = steps.filter(mayBeTriedAgain).map(serverKeyOf);
    return keys.length > 0 ? { kind: 'servers', keys } : null;
  }
  const last = steps.at(-1);
  if (last === undefined || !steps.some(mayBeTriedAgain)) return null;
  // While a step is under way the question would only be refused.
  const holds: readonly StepView['state'][] = ['undecided', 'unrecorded', 'underWay'];
  if (steps.some(({ state }) => holds.includes(state))) return null;
  const key = serverKeyOf(last);
  const { task } = last.step;
  if (task.kind !== 'restore') {
    const hasRoom = steps.slice(0, -1).every(({ state }) => state === 'succeeded');
    return { kind: hasRoom ? 'backup' : 'makeRoom', key };
  }
  return task.source === null
    ? { kind: 'restore', key, point: task.backup.id }
    : { kind: 'restoreFrom', key };
}

/** Not one whose end nobody knows: it may have a backup by now. */
function mayBeTriedAgain({ state }: StepView): boolean {
  return state === 'waiting' || state === 'notStarted' || state === 'failed';
}

function serverKeyOf({ step: { provider, serverId } }: StepView): string {
  return keyOf(provider, serverId);
}
