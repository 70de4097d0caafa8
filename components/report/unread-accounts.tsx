import type { AccountRow } from '../../lib/fleet/types';
import type { EpochMs } from '../../lib/model/time';
import { formatMoment } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named, troubleSentence } from '../../lib/text/trouble';

type Props = { readonly accounts: readonly AccountRow[]; readonly now: EpochMs };

/** What the report cannot vouch for, before anything else is read. */
export function UnreadAccounts({ accounts, now }: Props) {
  if (accounts.length === 0) return null;
  return (
    <section class="report-unread" aria-labelledby="unread">
      <h2 id="unread">{t('report.unread', { count: accounts.length })}</h2>
      <ul>
        {accounts.map((row) => (
          <li key={row.account.id}>
            <bdi>{wordsOf(row, now)}</bdi>{' '}
            {row.status.checkedAt === null
              ? t('report.neverRead')
              : t('report.lastRead', { when: formatMoment(row.status.checkedAt) })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordsOf({ account, status, providerName }: AccountRow, now: EpochMs): string {
  return status.trouble === null
    ? t('report.account', { provider: providerName, account: named(account.label) })
    : troubleSentence(status.trouble, { account: account.label, provider: providerName, now });
}
