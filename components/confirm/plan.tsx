import type { Overview, PlanView, StepView } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { bulkSummary, deletedWords, planTitle, stopSentence } from '../../lib/text/plan';
import type { ConfirmActions } from './actions';
import { Buttons, Title } from './parts';
import { PlanStepLine } from './plan-step';

type Props = { readonly view: PlanView; readonly overview: Overview; readonly actions: ConfirmActions };

/** How what was confirmed at once goes, step by step or server by server, and how it ended. */
export function PlanProgress({ view, overview, actions }: Props) {
  const { plan, steps } = view;
  const { end } = plan;
  const isBulk = plan.kind === 'bulk';
  const again = end === null || !isBulk ? [] : steps.filter(mayBeTriedAgain);
  const isSafety = (step: StepView) => plan.kind === 'restore' && step.step.task.kind === 'create';
  const stopped = end === null ? null : stopSentence(plan, end);
  const deleted = end === null ? null : deletedWords(view, overview.now);
  return (
    <>
      <Title text={planTitle(view)} />
      <p class="muted" role="status">
        {end === null ? t('plan.goesOn') : isBulk ? bulkSummary(view) : t('plan.over')}
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
      {deleted !== null && end !== null && end.kind !== 'done' && <p class="warning">{deleted}</p>}
      <Buttons over onClose={actions.close}>
        {again.length > 0 && (
          <button
            type="button"
            class="button primary"
            onClick={() => actions.turnTo({ kind: 'servers', keys: again.map(keyOf) })}
          >
            {t('plan.again', { count: again.length })}
          </button>
        )}
      </Buttons>
    </>
  );
}

/** Not one whose end nobody knows: it may have a backup by now. */
function mayBeTriedAgain({ state }: StepView): boolean {
  return state === 'waiting' || state === 'notStarted' || state === 'failed';
}

function keyOf({ step }: StepView): string {
  return `${step.provider}/${step.serverId}`;
}
