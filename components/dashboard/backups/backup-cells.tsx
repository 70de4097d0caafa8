import type { ConfirmRequest } from '../../../lib/fleet/confirm-address';
import { type BackupItem, listedBackup } from '../../../lib/fleet/dashboard/backup-list';
import { formatAge, formatWhen } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { backupStateWords, expiryWords, kindWord, sizeWords } from '../../../lib/text/words';
import { BackupActions } from '../../popup/backup-actions';
import { Moment } from '../../popup/backup-line';
import { Cell, RowHead } from '../grid/cell';
import { memo } from '../grid/memo';
import { pointKindWord, whyWords } from '../point-words';

type Props = {
  readonly item: BackupItem;
  /** It is the row that has the keyboard. */
  readonly isActive: boolean;
  readonly onShowServer: (key: string) => void;
  /** Opens the page that asks. */
  readonly onAsk: (request: ConfirmRequest) => void;
};

/** The cells of one backup, or of one that went away. */
export const BackupCells = memo(({ item, isActive, onShowServer, onAsk }: Props) => {
  const { row, backup, end } = item;
  const { server, goneSince } = row.stored;
  const listed = listedBackup(item);
  const at = backup.createdAt;
  const tabIndex = isActive ? 0 : -1;
  return (
    <>
      <RowHead name="server">
        <button
          type="button"
          class="name-button"
          tabIndex={tabIndex}
          title={server.name}
          onClick={() => onShowServer(row.key)}
        >
          <bdi>{server.name}</bdi>
        </button>
        <span class="cell-sub muted">
          {goneSince !== null &&
            `${t('popup.gone.since', { when: formatWhen(goneSince, row.providerNow) })} · `}
          <bdi>{t('server.subtitle', { provider: row.providerName, account: row.account.label })}</bdi>
        </span>
      </RowHead>
      <Cell name="date">
        <Moment at={at} now={row.providerNow} />
      </Cell>
      <Cell name="age">{at === null ? null : formatAge(row.providerNow - at)}</Cell>
      <Cell name="kind">
        {(listed === null ? null : backupStateWords(listed)) ?? <bdi>{kindOf(item)}</bdi>}
      </Cell>
      <Cell name="size">{sizeWords(backup.size) || null}</Cell>
      <Cell name="note">
        {backup.note !== null && (
          <bdi class="note-text" title={backup.note}>
            {backup.note}
          </bdi>
        )}
      </Cell>
      <Cell name="expiry">{end === null ? expiryWords(backup.expiresAt, row.providerNow) : null}</Cell>
      <Cell name="gone">
        {end !== null &&
          t('dashboard.backups.gone', { when: formatWhen(end.at, row.providerNow), why: whyWords(end.why) })}
      </Cell>
      <Cell name="act">
        {listed !== null && <BackupActions row={row} backup={listed} onAsk={onAsk} tabIndex={tabIndex} />}
      </Cell>
    </>
  );
});

function kindOf(item: BackupItem): string {
  const listed = listedBackup(item);
  return (listed === null ? null : kindWord(listed)) ?? pointKindWord(item.backup);
}
