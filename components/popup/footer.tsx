import { overdueRows } from '../../lib/fleet/overdue';
import type { Overview } from '../../lib/fleet/types';
import { HOUR_MS } from '../../lib/model/time';
import { formatAgo, number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';

type Props = { readonly overview: Overview; readonly onBackUpOverdue: () => void };

/** How old everything above is, and the way to back up all that is overdue. */
export function Footer({ overview, onBackUpOverdue }: Props) {
  const overdue = overdueRows(overview).length;
  const stale = overview.checkedAgoMs === null || overview.checkedAgoMs > HOUR_MS;
  return (
    <footer class="footer">
      <span class={stale && !overview.refreshing ? 'is-overdue' : ''}>{checkedWords(overview)}</span>
      {overview.unreadableRows > 0 && (
        <span class="muted">{t('popup.footer.unreadable', { count: overview.unreadableRows })}</span>
      )}
      {overdue > 0 && (
        <button type="button" class="link" onClick={onBackUpOverdue}>
          {t('popup.footer.backUpOverdue', { number: number(overdue) })}
        </button>
      )}
    </footer>
  );
}

function checkedWords(overview: Overview): string {
  const count = overview.accounts.length;
  if (overview.refreshing) return t('popup.footer.checking', { count });
  if (overview.checkedAgoMs === null) return t('popup.footer.never', { count });
  return t('popup.footer.checked', { ago: formatAgo(overview.checkedAgoMs), count });
}
