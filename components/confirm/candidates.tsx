import type { MakeRoom } from '../../lib/fleet/impact/types';
import type { ServerRow } from '../../lib/fleet/types';
import type { Backup, BackupId } from '../../lib/model/backup';
import { t } from '../../lib/text/i18n';
import { keptWords, pointWords } from '../../lib/text/impact';

type Props = {
  readonly row: ServerRow;
  readonly candidates: MakeRoom['candidates'];
  readonly chosen: ReadonlySet<BackupId>;
  readonly disabled: boolean;
  readonly onChoose: (id: BackupId, chosen: boolean) => void;
};

/** The backups that may go, oldest first, each to be chosen; below, those that stay and why, folded beside others. */
export function Candidates({ row, candidates, chosen, disabled, onChoose }: Props) {
  const free = candidates.filter(({ kept }) => kept === null);
  const staying = candidates.filter(({ kept }) => kept !== null);
  return (
    <>
      {free.length > 0 && (
        <fieldset class="confirm-choices">
          <legend>{t('confirm.makeRoom.choose')}</legend>
          {free.map(({ backup }) => (
            <label key={backup.id} class="confirm-check">
              <input
                type="checkbox"
                checked={chosen.has(backup.id)}
                disabled={disabled}
                onChange={(event) => onChoose(backup.id, event.currentTarget.checked)}
              />
              <Described backup={backup} row={row} />
            </label>
          ))}
        </fieldset>
      )}
      {staying.length > 0 && (
        <details class="confirm-staying" open={free.length === 0}>
          <summary>{t('confirm.makeRoom.stays', { count: staying.length })}</summary>
          <ul>
            {staying.map(({ backup, kept }) => (
              <li key={backup.id}>
                <Described backup={backup} row={row} />{' '}
                <span class="muted">({kept !== null && keptWords(kept)})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Described({ backup, row }: { readonly backup: Backup; readonly row: ServerRow }) {
  return (
    <span>
      {pointWords(backup, row.providerNow)}
      {backup.note !== null && (
        <>
          {' · '}
          <bdi>{backup.note}</bdi>
        </>
      )}
    </span>
  );
}
