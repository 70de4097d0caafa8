import type { Overview, StepView } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { stepFailure, stepTitle } from '../../lib/text/plan';
import { OperationProgress } from '../popup/progress';
import { StepOwner } from './step-owner';

type Props = {
  readonly view: StepView;
  readonly isBulk: boolean;
  /** It keeps the current state before a restore. */
  readonly isSafety: boolean;
  readonly isOver: boolean;
  readonly overview: Overview;
};

/** One step: what it is, how it stands, and what stood in its way. */
export function PlanStepLine({ view, isBulk, isSafety, isOver, overview }: Props) {
  const { step, state, operation } = view;
  const accounts = overview.accounts.map(({ account }) => account);
  const failure = stepFailure(view, accounts, overview.now);
  return (
    <li class={`plan-step plan-${state}`}>
      <span class="plan-what">
        {isBulk ? (
          <>
            <bdi>{step.serverName}</bdi>{' '}
            <span class="plan-owner">
              <StepOwner step={step} overview={overview} />
            </span>
          </>
        ) : (
          stepTitle(view, isSafety, overview.now)
        )}
      </span>
      <span class="plan-how">
        {operation !== null && state === 'underWay' ? (
          <OperationProgress operation={operation} />
        ) : (
          t(state === 'waiting' && isOver ? 'plan.state.notStarted' : `plan.state.${state}`)
        )}
      </span>
      {failure !== null && <span class="plan-why">{failure}</span>}
    </li>
  );
}
