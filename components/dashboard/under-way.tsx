import type { ComponentChildren } from 'preact';
import type { Overview, PlanView, ServerRow } from '../../lib/fleet/types';
import { number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { planTitle } from '../../lib/text/plan';
import { isUnderWay, ProgressView } from '../popup/progress';
import type { DashboardActions } from './actions';
import { Lasts, lastedMs } from './servers/cells';

/** So many stand here with their progress; of more, the table tells. */
const MOST_SHOWN = 5;

type Props = {
  readonly overview: Overview;
  readonly actions: DashboardActions;
  readonly onShowServer: (key: string) => void;
};

/** What is under way in the whole fleet, plans and single operations, each with its progress and how long it has lasted. */
export function UnderWay({ overview, actions, onShowServer }: Props) {
  const { now } = overview;
  const rows = overview.rows.filter(isUnderWay);
  const plans = overview.plans.filter(({ plan }) => plan.end === null);
  if (rows.length + plans.length === 0) return null;
  return (
    <section class="under-way" aria-labelledby="under-way-title">
      <h2 id="under-way-title">{t('dashboard.underWay', { count: rows.length })}</h2>
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
      </ul>
    </section>
  );
}

type Timed = { readonly now: number; readonly onShow: () => void };

function PlanLine({ view, now, onShow }: Timed & { readonly view: PlanView }) {
  const done = view.steps.filter(({ state }) => state !== 'waiting' && state !== 'underWay').length;
  return (
    <Line name={planTitle(view)} lasted={now - view.plan.createdAt} onShow={onShow}>
      <span class="words">
        {t('dashboard.plan.done', { done: number(done), all: number(view.steps.length) })}
      </span>
    </Line>
  );
}

function RowLine({ row, now, onShow }: Timed & { readonly row: ServerRow }) {
  return (
    <Line name={row.stored.server.name} lasted={lastedMs(row, now)} onShow={onShow}>
      <ProgressView row={row} />
    </Line>
  );
}

type LineProps = {
  readonly name: string;
  /** In milliseconds; null where nobody knows. */
  readonly lasted: number | null;
  readonly onShow: () => void;
  readonly children: ComponentChildren;
};

function Line({ name, lasted, onShow, children }: LineProps) {
  return (
    <li>
      <button type="button" class="link" title={name} onClick={onShow}>
        <bdi class="clipped-name">{name}</bdi>
      </button>
      {children}
      <Lasts ms={lasted} />
    </li>
  );
}
