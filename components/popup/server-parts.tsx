import type { ComponentChildren } from 'preact';
import type { ServerRow } from '../../lib/fleet/types';
import type { ServerReading } from '../../lib/model/server';
import { t } from '../../lib/text/i18n';
import { failureLine, scheduleLine } from '../../lib/text/words';
import type { PopupActions } from './actions';
import { BackupActions } from './backup-actions';
import { BackupRow, SnapshotRow } from './backup-line';

const FAILURES = 3;

export type PartProps = { readonly row: ServerRow; readonly reading: ServerReading };
export type ActingProps = PartProps & { readonly actions: Pick<PopupActions, 'confirm'> };

function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <>
      <h2>{title}</h2>
      <ul class="backups">{children}</ul>
    </>
  );
}

export function Unmatched({ row, reading, actions }: ActingProps) {
  if (reading.unmatched.length === 0) return null;
  return (
    <Part title={t('server.unmatched')}>
      {reading.unmatched.map((backup) => (
        <BackupRow key={backup.id} backup={backup} providerNow={row.providerNow}>
          <BackupActions row={row} backup={backup} onAsk={(request) => void actions.confirm(request)} />
        </BackupRow>
      ))}
    </Part>
  );
}

export function Snapshots({ row, reading }: PartProps) {
  if (reading.snapshots.length === 0) return null;
  return (
    <Part title={t('server.snapshots')}>
      {reading.snapshots.map((snapshot) => (
        <SnapshotRow key={snapshot.id} snapshot={snapshot} providerNow={row.providerNow} />
      ))}
    </Part>
  );
}

export function Schedules({ row, reading }: PartProps) {
  if (reading.schedules.length === 0) return null;
  return (
    <Part title={t('server.schedules')}>
      {reading.schedules.map((schedule) => (
        <li key={schedule.id}>
          <bdi>{scheduleLine(schedule, row.providerNow)}</bdi>
        </li>
      ))}
    </Part>
  );
}

export function Failures({ row, reading }: PartProps) {
  const failed = reading.history
    .filter((entry) => entry.state === 'failed' || entry.state === 'possibleFailure')
    .sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
    .slice(0, FAILURES);
  if (failed.length === 0) return null;
  return (
    <Part title={t('server.failures')}>
      {failed.map((entry) => (
        <li key={entry.id} class="failure-entry">
          <bdi>{failureLine(entry, row.providerNow)}</bdi>
        </li>
      ))}
    </Part>
  );
}
