import type { BackupLine } from '../../lib/fleet/types';
import { formatAge } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { backupStateWords, expiryWords, kindWord, sizeWords } from '../../lib/text/words';
import { Moment, SizeCell, What } from './backup-line';
import { GrowingList } from './growing-list';

/** Every backup of every account by date: one flat list. */
export function AllBackups({ lines }: { readonly lines: readonly BackupLine[] }) {
  return (
    <GrowingList items={lines} label={t('popup.backups.label')} class="lines">
      {(line) => <Line key={`${line.row.key}/${line.backup.id}`} {...line} />}
    </GrowingList>
  );
}

function Line({ backup, row }: BackupLine) {
  const { server } = row.stored;
  return (
    <li class="line">
      <span class="server-title">
        <bdi class="server-name" title={server.name}>
          {server.name}
        </bdi>{' '}
        <bdi class="server-account">
          {t('server.subtitle', { provider: row.providerName, account: row.account.label })}
        </bdi>
      </span>
      <span class="line-age">
        {backup.createdAt === null ? '' : formatAge(row.providerNow - backup.createdAt)}
      </span>
      <span class="line-second">
        <Moment at={backup.createdAt} now={row.providerNow} />
        <What
          parts={[
            backupStateWords(backup),
            kindWord(backup),
            backup.note,
            expiryWords(backup.expiresAt, row.providerNow),
          ]}
        />
        <SizeCell words={sizeWords(backup.size)} />
      </span>
    </li>
  );
}
