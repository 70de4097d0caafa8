import { presses } from '../fleet/overview';
import type { AccountRow, Overview } from '../fleet/types';
import { findingTitle } from '../text/finding';
import { t } from '../text/i18n';
import { accountName } from './notice-words';
import type { Badge } from './platform';

const colors = { error: '#b3261e', warning: '#8f5b00', unknown: '#5d6570' } as const;

/**
 * The toolbar badge: how many servers need attention, in the colour of the worst that is found of them, and a sentence
 * for each account. What a person muted or snoozed is not counted.
 */
export function badgeFor(view: Overview): Badge {
  if (view.accounts.length === 0) return { text: '', color: colors.unknown, title: t('badge.title.empty') };
  const title = view.accounts.map((account) => sentenceOf(account, view)).join('\n');
  if (view.attention > 0) return { text: String(view.attention), color: colorOf(view), title };
  const text = view.findings.some((shown) => presses(shown) && shown.finding.subject.kind === 'account')
    ? '!'
    : '';
  return { text, color: colors.unknown, title };
}

/** While it is locked nothing is known, and that is not the same as nothing being wrong. */
export function lockedBadge(): Badge {
  return { text: '?', color: colors.unknown, title: t('badge.title.locked') };
}

/** Nothing could be looked at: no badge at all would say that nothing presses. */
export function failedBadge(): Badge {
  return { text: '?', color: colors.unknown, title: t('badge.title.failed') };
}

function colorOf({ rows }: Overview): string {
  const pressing = rows.flatMap(({ findings }) => findings.filter(presses)).map(({ finding }) => finding);
  if (pressing.some(({ severity }) => severity === 'error')) return colors.error;
  return pressing.every(({ kind }) => kind === 'unread') ? colors.unknown : colors.warning;
}

/** What is to be said of one account: its trouble and how many of its servers need attention, or how many are covered. */
function sentenceOf(row: AccountRow, view: Overview): string {
  const account = accountName(row.account);
  const { id } = row.account;
  const trouble = view.findings.find(
    (shown) =>
      presses(shown) && shown.finding.subject.kind === 'account' && shown.finding.subject.accountId === id,
  );
  const rows = view.rows.filter(
    (server) => server.account.id === id || server.otherAccounts.some((other) => other.id === id),
  );
  const count = rows.filter(({ findings }) => findings.some(presses)).length;
  if (trouble) {
    const title = findingTitle(trouble.finding, view.now, account);
    return count === 0 ? title : t('badge.account.troubleAttention', { title, count });
  }
  if (row.status.checkedAt === null && rows.every(({ readAgoMs }) => readAgoMs === null)) {
    return t('badge.account.notRead', { account });
  }
  if (count > 0) return t('badge.account.attention', { account, count });
  const covered = rows.filter(({ coverage }) => coverage === 'covered').length;
  if (covered < rows.length) return t('badge.account.someCovered', { account, covered, count: rows.length });
  return rows.length === 0
    ? t('badge.account.noServers', { account })
    : t('badge.account.allCovered', { account, count: rows.length });
}
