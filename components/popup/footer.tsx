import type { Overview } from '../../lib/fleet/types';
import { HOUR_MS } from '../../lib/model/time';
import { formatAgo } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';

/** How old everything above is. */
export function Footer({ overview }: { readonly overview: Overview }) {
  const stale = overview.checkedAgoMs === null || overview.checkedAgoMs > HOUR_MS;
  return (
    <footer class="footer">
      <span class={stale && !overview.refreshing ? 'is-overdue' : ''}>{checkedWords(overview)}</span>
      {overview.unreadableRows > 0 && (
        <span class="muted">{t('popup.footer.unreadable', { count: overview.unreadableRows })}</span>
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
