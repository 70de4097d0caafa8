import type { Overview, PlanView, ServerRow } from '../../lib/fleet/types';
import { number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { bulkSummary, planTitle } from '../../lib/text/plan';
import { isUnderWay, ProgressView } from '../popup/progress';
import type { DashboardActions } from './actions';
import { PlaceLine } from './place-line';
import { Lasts, lastedMs } from './servers/cells';

/** So many stand here with their progress; of more, the table tells. */
const MOST_SHOWN = 5;

type Props = {
  readonly overview: Overview;
  readonly actions: DashboardActions;
  readonly onShowServer: (key: string) => void;
};

/**
 * What is under way in the whole fleet, plans and single operations, each with its progress and how long it has lasted. A
 * plan between two steps is one operation too.
 */
export function UnderWay({ overview, actions, onShowServer }: Props) {
  const { now } = overview;
  const rows = overview.rows.filter(isUnderWay);
  const plans = overview.plans.filter(({ plan }) => plan.end === null);
  if (rows.length + plans.length === 0) return null;
  const between = plans.filter(({ steps }) => steps.every(({ state }) => state !== 'underWay'));
  return (
    <section class="under-way" aria-labelledby="under-way-title">
      <h2 id="under-way-title">{t('dashboard.underWay', { count: rows.length + between.length })}</h2>
      <ul>
        {plans.map((view) => (
          <PlanLine
            key={view.plan.id}
            view={view}
            now={now}
            onShow={() => void actions.confirm({ kind: 'plan', planId: view.plan.id })}
          />
        ))}
        {rows.slice(0, MOST_SHOWN).map((row) => (
          <RowLine key={row.key} row={row} now={now} onShow={() => onShowServer(row.key)} />
        ))}
        {rows.length > MOST_SHOWN && (
          <li class="muted">{t('popup.card.andMore', { count: rows.length - MOST_SHOWN })}</li>
        )}
      </ul>
    </section>
  );
}

type Timed = { readonly now: number; readonly onShow: () => void };

function PlanLine({ view, now, onShow }: Timed & { readonly view: PlanView }) {
  const done = view.steps.filter(({ state }) => state === 'succeeded').length;
  const words =
    view.plan.kind === 'bulk'
      ? bulkSummary(view)
      : t('dashboard.plan.done', { done: number(done), all: number(view.steps.length) });
  return (
    <PlaceLine name={planTitle(view)} onShow={onShow}>
      <span class="words">{words}</span>
      <Lasts ms={now - view.plan.createdAt} />
    </PlaceLine>
  );
}

function RowLine({ row, now, onShow }: Timed & { readonly row: ServerRow }) {
  return (
    <PlaceLine name={row.stored.server.name} onShow={onShow}>
      <ProgressView row={row} />
      <Lasts ms={lastedMs(row, now)} />
    </PlaceLine>
  );
}
