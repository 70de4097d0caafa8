import { useId, useState } from 'preact/hooks';
import type { ChosenPoint } from '../../lib/fleet/impact/types';
import { keyOf } from '../../lib/fleet/key';
import type { Overview, ServerRow } from '../../lib/fleet/types';
import type { ServerId } from '../../lib/model/account';
import type { RestoreSource } from '../../lib/model/restore-source';
import { t } from '../../lib/text/i18n';
import { pointWords } from '../../lib/text/impact';
import { isolate } from '../../lib/text/trouble';

type Props = {
  readonly row: ServerRow;
  readonly overview: Overview;
  readonly sources: readonly RestoreSource[];
  /** Null while the choice is not complete. */
  readonly onChoose: (chosen: ChosenPoint | null) => void;
};

/** Chooses the other server and one of its backups, newest first. */
export function SourcePicker({ row, overview, sources, onChoose }: Props) {
  const [serverId, setServerId] = useState<ServerId>('');
  const [backupId, setBackupId] = useState('');
  const source = sources.find(({ id }) => id === serverId);
  const backups = [...(source === undefined ? [] : source.backups)].sort(
    (a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0),
  );

  const chooseBackup = (id: string) => {
    setBackupId(id);
    const backup = backups.find((entry) => entry.id === id);
    onChoose(
      source === undefined || backup === undefined
        ? null
        : {
            kind: 'other',
            serverId: source.id,
            serverName: source.name,
            backup,
            diskBytes: diskOf(overview, row, source.id),
          },
    );
  };
  return (
    <>
      <Choice
        label={t('confirm.restoreFrom.server')}
        value={serverId}
        options={sources.map(({ id, name, kind }) => ({
          value: id,
          text:
            kind === 'retained'
              ? t('confirm.restoreFrom.retained', { server: isolate(name) })
              : isolate(name),
        }))}
        onChange={(id) => {
          setServerId(id);
          setBackupId('');
          onChoose(null);
        }}
      />
      <Choice
        label={t('confirm.restoreFrom.backup')}
        value={backupId}
        options={backups.map((backup) => ({
          value: backup.id,
          text: pointWords({ ...backup, kind: 'unknown', kindText: '' }, row.providerNow),
        }))}
        onChange={chooseBackup}
      />
    </>
  );
}

/** The other server's disk, where Lastgood lists that server too. */
function diskOf(overview: Overview, row: ServerRow, serverId: ServerId): number | null {
  const key = keyOf(row.provider, serverId);
  const other = [...overview.rows, ...overview.gone].find((entry) => entry.key === key);
  return other === undefined ? null : other.stored.server.diskBytes;
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        disabled={options.length === 0}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{t('confirm.restoreFrom.choose')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
