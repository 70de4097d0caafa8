import type { Overview } from '../../lib/fleet/types';
import { uncoveredOf } from '../../lib/fleet/uncovered';
import { HOUR_MS } from '../../lib/model/time';
import { formatAgo, number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';

type Props = { readonly overview: Overview; readonly onBackUpUncovered: () => void };

/** How old everything above is, and the way to back up all that is not covered. */
export function Footer({ overview, onBackUpUncovered }: Props) {
  const { rows, word, panelOnly } = uncoveredOf(overview);
  const stale = overview.checkedAgoMs === null || overview.checkedAgoMs > HOUR_MS;
  return (
    <footer class="footer">
      <span class={stale && !overview.refreshing ? 'is-overdue' : ''}>{checkedWords(overview)}</span>
      {overview.unreadableRows > 0 && (
        <span class="muted">{t('popup.footer.unreadable', { count: overview.unreadableRows })}</span>
      )}
      {rows.length > 0 && (
        <span>
          <button type="button" class="link" onClick={onBackUpUncovered}>
            {t(`popup.footer.backUp.${word}`, { number: number(rows.length) })}
          </button>
          {panelOnly > 0 && <span class="muted"> {t('popup.footer.panelOnly', { count: panelOnly })}</span>}
        </span>
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
