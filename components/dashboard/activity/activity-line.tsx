import { Ban, CircleCheck, CircleHelp, CircleX, Copy, Hourglass, type IconNode } from 'lucide';
import type { Activity, ResultKind } from '../../../lib/fleet/activity';
import type { PlanId } from '../../../lib/model/plan';
import type { EpochMs } from '../../../lib/model/time';
import { planWords, taskWords } from '../../../lib/text/activity';
import { resultWords } from '../../../lib/text/activity-result';
import { formatDuration, formatMoment, formatWhen } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { named } from '../../../lib/text/trouble';
import { Icon } from '../../icon';
import { IconButton } from '../../icon-button';

type Props = {
  readonly entry: Activity;
  readonly now: EpochMs;
  readonly onShowServer: () => void;
  readonly onShowPlan: (planId: PlanId) => void;
  readonly onCopy: (operationId: string) => void;
};

const ICONS: Readonly<Record<ResultKind, IconNode>> = {
  open: Hourglass,
  succeeded: CircleCheck,
  failed: CircleX,
  undecided: CircleHelp,
  notStarted: Ban,
  unrecorded: CircleHelp,
};

/** One entry of the record: when, what, where, what became of it, how long it took, and what it is known by. */
export function ActivityLine({ entry, now, onShowServer, onShowPlan, onCopy }: Props) {
  const { result, operationId, account, plan, durationMs } = entry;
  const { word, sentence } = resultWords(entry, now);
  return (
    <li class="activity">
      <time class="activity-when" dateTime={new Date(entry.at).toISOString()} title={formatMoment(entry.at)}>
        {formatWhen(entry.at, now)}
      </time>
      <div class="activity-what">
        <p>
          <bdi>{taskWords(entry.task, now)}</bdi>
          {plan !== null && (
            <>
              {' · '}
              <button type="button" class="link" onClick={() => onShowPlan(plan.id)}>
                {planWords(plan.kind)}
              </button>
            </>
          )}
        </p>
        <p class="muted">
          <button type="button" class="link" onClick={onShowServer}>
            <bdi>{entry.serverName}</bdi>
          </button>{' '}
          · {entry.providerName}
          {account !== null && (
            <>
              {' · '}
              <bdi>{account.label}</bdi>
            </>
          )}
        </p>
      </div>
      <div class="activity-result">
        <p class={`activity-${result.kind}`}>
          <Icon node={ICONS[result.kind]} size={14} />
          {word}
          {durationMs !== null && result.kind !== 'notStarted' && (
            <span class="muted">{durationWords(entry, durationMs)}</span>
          )}
        </p>
        {sentence !== null && <p>{sentence}</p>}
      </div>
      <div class="activity-id">
        {operationId !== null && (
          <>
            <code class="clip" title={operationId}>
              {operationId}
            </code>
            <IconButton
              icon={Copy}
              label={t('activity.copy', { server: named(entry.serverName) })}
              title={t('activity.copy.title')}
              onClick={() => onCopy(operationId)}
            />
          </>
        )}
      </div>
    </li>
  );
}

function durationWords({ result }: Activity, durationMs: number): string {
  const span = durationMs < 60_000 ? t('age.underMinute') : formatDuration(durationMs);
  return result.kind === 'open' ? t('activity.soFar', { span }) : t('activity.took', { span });
}
