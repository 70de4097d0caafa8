import { t } from '../../../lib/text/i18n';
import type { DashboardActions } from '../actions';
import type { Choosing } from './use-selection';

/** What can be done with the chosen servers; nothing while none is chosen. */
export function SelectionBar({
  selection,
  actions,
}: {
  readonly selection: Choosing;
  readonly actions: DashboardActions;
}) {
  const { list, hiddenCount, clear } = selection;
  if (list.length === 0) return null;
  return (
    <div class="selection-bar">
      <span>
        {t('dashboard.selected', { count: list.length })}
        {hiddenCount > 0 && (
          <span class="muted"> · {t('dashboard.selected.hidden', { count: hiddenCount })}</span>
        )}
      </span>
      <button type="button" class="link" onClick={clear}>
        {t('dashboard.selected.clear')}
      </button>
      <button
        type="button"
        class="button primary"
        onClick={() => void actions.confirm({ kind: 'servers', keys: list })}
      >
        {t('dashboard.selected.backUp', { count: list.length })}
      </button>
    </div>
  );
}
