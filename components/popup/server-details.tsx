import { useState } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import { hasEnded } from '../../lib/model/operation';
import type { EpochMs } from '../../lib/model/time';
import { formatAgo } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { endSentence } from '../../lib/text/operation-row';
import { named, troubleSentence } from '../../lib/text/trouble';
import type { PopupActions } from './actions';
import { BackupActions } from './backup-actions';
import { BackupRow } from './backup-line';
import { GoalLine } from './goal-line';
import { ServerFindings } from './server-findings';
import { type ActingProps, Failures, Schedules, Snapshots, Unmatched } from './server-parts';

/** Backups shown before "All N backups". */
const SHOWN = 3;

type Props = {
  readonly row: ServerRow;
  readonly now: EpochMs;
  readonly hasOwnGoal: boolean;
  readonly actions: PopupActions;
  readonly announce: (sentence: string) => void;
};

/** Everything that is known of one server, and how old that knowledge is. */
export function ServerDetails({ row, now, hasOwnGoal, actions, announce }: Props) {
  const { reading } = row.stored;
  return (
    <div class="details">
      <ServerFindings findings={row.findings} now={now} actions={actions} announce={announce} />
      <Notices row={row} now={now} />
      {reading !== null && (
        <>
          <BackupList row={row} reading={reading} actions={actions} />
          <Unmatched row={row} reading={reading} actions={actions} />
          <Snapshots row={row} reading={reading} />
          <Schedules row={row} reading={reading} />
          <Failures row={row} reading={reading} />
        </>
      )}
      {row.stored.goneSince === null && (
        <GoalLine row={row} own={hasOwnGoal} actions={actions} announce={announce} />
      )}
      {row.stored.goneSince === null && row.capabilities.includes('restoreFrom') && (
        <button
          type="button"
          class="link"
          onClick={() => void actions.confirm({ kind: 'restoreFrom', key: row.key })}
        >
          {t('server.restoreFrom')}
        </button>
      )}
      <About row={row} />
    </div>
  );
}

/** What became of what was asked for, and what kept the last reading from being newer while that is no finding yet. */
function Notices({ row, now }: { readonly row: ServerRow; readonly now: EpochMs }) {
  const { operation, stored } = row;
  const context = {
    account: row.account.label,
    provider: row.providerName,
    server: stored.server.name,
    now,
  };
  const ended = operation !== null && hasEnded(operation) ? operation : null;
  const sentences = [
    ...(row.trouble === null || row.findings.some(({ finding }) => finding.kind === 'unread')
      ? []
      : [troubleSentence(row.trouble, context)]),
    ...(ended === null || ended.state === 'succeeded' ? [] : [endSentence(ended, context, now)]),
  ];
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence} class="warning">
          {sentence}
        </p>
      ))}
      {ended?.state === 'succeeded' && <p class="muted">{endSentence(ended, context, now)}</p>}
    </>
  );
}

function BackupList({ row, reading, actions }: ActingProps) {
  const [all, setAll] = useState(false);
  const { backups } = row;
  if (backups.length === 0) {
    const none = reading.quota.kind === 'absent' ? 'server.noBackupsInPlan' : 'server.noBackups';
    return <p class="muted">{t(none)}</p>;
  }
  return (
    <>
      <ul class="backups" aria-label={t('server.backups', { server: row.stored.server.name })}>
        {(all ? backups : backups.slice(0, SHOWN)).map((backup) => (
          <BackupRow key={backup.id} backup={backup} providerNow={row.providerNow}>
            <BackupActions row={row} backup={backup} onAsk={(request) => void actions.confirm(request)} />
          </BackupRow>
        ))}
      </ul>
      {backups.length > SHOWN && (
        <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('server.fewerBackups') : t('server.allBackups', { count: backups.length })}
        </button>
      )}
    </>
  );
}

function About({ row }: { readonly row: ServerRow }) {
  const { server } = row.stored;
  const facts = [
    ...(server.hostname !== null && server.hostname !== server.name ? [named(server.hostname)] : []),
    ...server.addresses,
    ...(server.stateText === null ? [] : [t('server.state', { state: server.stateText })]),
    ...(row.otherAccounts.length === 0
      ? []
      : [t('server.alsoBy', { accounts: row.otherAccounts.map(({ label }) => label).join(', ') })]),
    ...(row.readAgoMs === null ? [] : [t('server.read', { ago: formatAgo(row.readAgoMs) })]),
  ];
  return (
    <p class="about">
      {facts.map((fact, index) => (
        <span key={index}>
          <bdi>{fact}</bdi>
          {' · '}
        </span>
      ))}
      <a href={server.panelUrl} target="_blank" rel="noreferrer">
        {t('server.panel', { provider: row.providerName })}
      </a>
    </p>
  );
}
