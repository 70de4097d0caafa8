import type { Overview } from '../../lib/fleet/types';
import { unfinishedPlans } from '../../lib/fleet/unfinished';
import { formatAgo } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { bulkSummary, planTitle } from '../../lib/text/plan';
import type { DashboardActions } from './actions';
import { PlaceLine } from './place-line';

type Props = { readonly overview: Overview; readonly actions: DashboardActions };

/** Plans that ended within a day and left something undone; each leads to what became of its steps. */
export function Unfinished({ overview, actions }: Props) {
  const plans = unfinishedPlans(overview);
  if (plans.length === 0) return null;
  return (
    <section class="under-way" aria-labelledby="unfinished-title">
      <h2 id="unfinished-title">{t('dashboard.unfinished')}</h2>
      <ul>
        {plans.map((view) => (
          <PlaceLine
            key={view.plan.id}
            name={planTitle(view)}
            onShow={() => void actions.confirm({ kind: 'plan', planId: view.plan.id })}
          >
            {view.plan.kind === 'bulk' && <span class="words">{bulkSummary(view)}</span>}
            {view.plan.end !== null && (
              <span class="muted">
                {t('dashboard.ended', { ago: formatAgo(Math.max(0, overview.now - view.plan.end.at)) })}
              </span>
            )}
          </PlaceLine>
        ))}
      </ul>
    </section>
  );
}
