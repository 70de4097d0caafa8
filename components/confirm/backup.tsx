import { useState } from 'preact/hooks';
import { evictionOf } from '../../lib/fleet/impact/eviction';
import type { Overview, ServerRow } from '../../lib/fleet/types';
import type { OperationId } from '../../lib/model/operation';
import { formatAgo, formatWhen, number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { kindWord } from '../../lib/text/words';
import { costSentences, leadsToOptions } from '../popup/create-reason';
import type { ConfirmActions } from './actions';
import { Examined } from './examined';
import { FailureLine, isForPanel, OnlyInPanel } from './failure';
import { NoteField } from './note-field';
import { OperationView, startedBy } from './operation';
import { Buttons, Facts } from './parts';
import { useAsking } from './use-asking';
import { Withheld } from './withheld';

type Props = { readonly row: ServerRow; readonly overview: Overview; readonly actions: ConfirmActions };

/** A backup that is not free, or whose price nobody states: what it would do, and the question. */
export function ConfirmBackup(props: Props) {
  const { row, actions } = props;
  const title = t('confirm.backup.title', { server: named(row.stored.server.name) });
  return (
    <Examined row={row} title={title} actions={actions}>
      {(again) => <BackupForm {...props} onAgain={again} />}
    </Examined>
  );
}

function BackupForm({ row, overview, actions, onAgain }: Props & { readonly onAgain: () => void }) {
  const [note, setNote] = useState('');
  const [always, setAlways] = useState(false);
  const [asking, ask] = useAsking<{ readonly operationId: OperationId }>(row);
  const { isSending, failure } = asking;
  const isUnpriced = row.stored.reading !== null && row.stored.reading.quota.kind === 'notStated';

  const startedId = startedBy(row, asking, ({ operationId }) => operationId);
  if (startedId !== null) {
    return (
      <OperationView
        row={row}
        operationId={startedId}
        failure={failure}
        asked={t('confirm.backup.asked', { server: named(row.stored.server.name) })}
        onClose={actions.close}
        onAgain={onAgain}
      />
    );
  }
  if (isForPanel(failure)) return <OnlyInPanel row={row} failure={failure} onClose={actions.close} />;
  if (row.create.kind !== 'offered' && !isSending) {
    return (
      <>
        <BackupFacts row={row} />
        <Withheld row={row} actions={actions} onAgain={onAgain} />
      </>
    );
  }

  const start = () =>
    ask(async () => {
      if (always) await actions.allowFromPanel(row.account.id);
      return actions.backUpNow(row, note.trim() === '' ? null : note.trim());
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) void start();
      }}
    >
      <BackupFacts row={row} />
      {costSentences(row).map((sentence) => (
        <p key={sentence} class="warning">
          {sentence}
        </p>
      ))}
      {isUnpriced && (
        <Unpriced row={row} overview={overview} always={always} disabled={isSending} onAlways={setAlways} />
      )}
      <NoteField note={note} readOnly={isSending} onNote={setNote} />
      <FailureLine row={row} failure={failure} />
      <Buttons over={false} onClose={actions.close}>
        {leadsToOptions(row, failure) && (
          <button type="button" class="button" onClick={actions.openOptions}>
            {t('create.toOptions')}
          </button>
        )}
        {needsRoom(row) && (
          <button
            type="button"
            class="button"
            onClick={() => actions.turnTo({ kind: 'makeRoom', key: row.key })}
          >
            {t('confirm.toMakeRoom')}
          </button>
        )}
        <button type="submit" class="button primary" aria-disabled={isSending}>
          {isSending ? t('create.sending', { provider: row.providerName }) : t('create.button')}
        </button>
      </Buttons>
    </form>
  );
}

/** Whether the backup will hardly be made before another one goes, and Lastgood can have one go. */
function needsRoom(row: ServerRow): boolean {
  const eviction = evictionOf(row);
  return eviction !== null && eviction.kind === 'refused' && row.capabilities.includes('delete');
}

type UnpricedProps = Pick<Props, 'row' | 'overview'> & {
  readonly always: boolean;
  readonly disabled: boolean;
  readonly onAlways: (always: boolean) => void;
};

function Unpriced({ row, overview, always, disabled, onAlways }: UnpricedProps) {
  const isAllowed = overview.settings.pageBackupsAllowed.includes(row.account.id);
  return (
    <>
      <p class="warning">{t('confirm.backup.unpriced', { provider: row.providerName })}</p>
      {!isAllowed && (
        <label class="confirm-check">
          <input
            type="checkbox"
            checked={always}
            disabled={disabled}
            onChange={(event) => onAlways(event.currentTarget.checked)}
          />
          {t('confirm.backup.always', { account: named(row.account.label), provider: row.providerName })}
        </label>
      )}
    </>
  );
}

function BackupFacts({ row }: { readonly row: ServerRow }) {
  const { lastGood, restoreAgeMs, providerNow } = row;
  const quota = row.stored.reading === null ? null : row.stored.reading.quota;
  const parts =
    lastGood === null || lastGood.createdAt === null || restoreAgeMs === null
      ? [t(row.coverage === 'unknown' ? 'age.unknown' : 'age.never')]
      : [formatWhen(lastGood.createdAt, providerNow), kindWord(lastGood), formatAgo(restoreAgeMs)];
  const slots =
    quota === null || quota.kind === 'absent'
      ? null
      : quota.kind === 'limited'
        ? t('quota.label', { used: number(quota.used), limit: number(quota.limit) })
        : t('confirm.fact.slotsNotStated');
  return (
    <Facts
      facts={[
        [t('confirm.fact.lastGood'), parts.filter((part) => part !== null).join(', ')],
        [t('confirm.fact.slots'), slots],
      ]}
    />
  );
}
