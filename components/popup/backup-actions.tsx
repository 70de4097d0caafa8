import { Trash2 } from 'lucide';
import type { ConfirmRequest } from '../../lib/fleet/confirm-address';
import { isRestorePoint } from '../../lib/fleet/restore-points';
import type { ServerRow } from '../../lib/fleet/types';
import type { Backup } from '../../lib/model/backup';
import { formatBackupWhen } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { IconButton } from '../icon-button';

type Props = {
  readonly row: ServerRow;
  readonly backup: Backup;
  /** Opens the page that asks; nothing happens before that. */
  readonly onAsk: (request: ConfirmRequest) => void;
  /** Where the keyboard reaches it in another way than one by one. */
  readonly tabIndex?: number;
};

/** "Restore…" and, quieter, "Delete…" of one backup; nothing where its server is gone. */
export function BackupActions({ row, backup, onAsk, tabIndex }: Props) {
  if (row.stored.goneSince !== null) return null;
  const about = { key: row.key, point: backup.id };
  const names = {
    server: named(row.stored.server.name),
    when:
      backup.createdAt === null ? t('backup.undated') : formatBackupWhen(backup.createdAt, row.providerNow),
  };
  const isOwn = row.backups.includes(backup);
  const canDelete = row.capabilities.includes('delete');
  return (
    <>
      {canDelete && backup.protected !== true && backup.state !== 'running' && (
        <IconButton
          icon={Trash2}
          tabIndex={tabIndex}
          class="backup-delete"
          label={t('backup.delete.named', names)}
          title={t('backup.delete')}
          onClick={() => onAsk({ kind: 'delete', ...about })}
        />
      )}
      {isOwn && isRestorePoint(backup, row.providerNow) && (
        <button
          type="button"
          class="link"
          tabIndex={tabIndex}
          aria-label={t('backup.restore.named', names)}
          onClick={() => onAsk({ kind: 'restore', ...about })}
        >
          {t('backup.restore')}
        </button>
      )}
    </>
  );
}
