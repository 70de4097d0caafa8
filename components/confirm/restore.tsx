import type { ServerRow } from '../../lib/fleet/types';
import type { BackupId } from '../../lib/model/backup';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import type { ConfirmActions } from './actions';
import { Examined } from './examined';
import { RestoreForm } from './restore-form';

type Props = { readonly row: ServerRow; readonly point: BackupId; readonly actions: ConfirmActions };

/** A server's disk is to be overwritten with one of its own backups. */
export function ConfirmRestore({ row, point, actions }: Props) {
  const title = t('confirm.restore.title', { server: named(row.stored.server.name) });
  return (
    <Examined row={row} title={title} actions={actions}>
      {(again) => (
        <RestoreForm row={row} chosen={{ kind: 'own', backupId: point }} actions={actions} onAgain={again} />
      )}
    </Examined>
  );
}
