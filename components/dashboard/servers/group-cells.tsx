import type { ListItem } from '../../../lib/fleet/dashboard/list';
import { number } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { coverageWord } from '../../../lib/text/words';
import { RowHead } from '../grid/cell';

type Group = Extract<ListItem, { readonly kind: 'group' }>;

/** The head of a group: what its servers have in common, and how many of them are covered. */
export function GroupCells({ group }: { readonly group: Group }) {
  return (
    <RowHead name="group" span={9}>
      <bdi>{titleOf(group)}</bdi>
      {group.of !== 'gone' && (
        <span class="muted">
          {t(group.of === 'coverage' ? 'dashboard.group.count' : 'dashboard.group.covered', {
            covered: number(group.covered),
            count: group.rows.length,
          })}
        </span>
      )}
    </RowHead>
  );
}

function titleOf({ of, rows }: Group): string {
  const [first] = rows;
  if (of === 'gone' || first === undefined) return t('popup.gone', { count: rows.length });
  if (of === 'provider') return first.providerName;
  if (of === 'coverage') return coverageWord(first.coverage);
  return t('server.subtitle', { provider: first.providerName, account: first.account.label });
}
