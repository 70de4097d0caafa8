import { useRef, useState } from 'preact/hooks';
import { deleteImpact } from '../../lib/fleet/impact/delete';
import { isTypedName } from '../../lib/fleet/impact/typed-name';
import type { DeleteImpact } from '../../lib/fleet/impact/types';
import type { ServerRow } from '../../lib/fleet/types';
import type { BackupId } from '../../lib/model/backup';
import type { OperationId } from '../../lib/model/operation';
import type { Settings } from '../../lib/model/settings';
import { formatAge, formatDuration } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { pointWords, withinWords } from '../../lib/text/impact';
import { named } from '../../lib/text/trouble';
import { coverageWord } from '../../lib/text/words';
import type { ConfirmActions } from './actions';
import { DangerButton } from './danger-button';
import { Examined } from './examined';
import { FailureLine, isForPanel, OnlyInPanel } from './failure';
import { OperationView, startedBy } from './operation';
import { Buttons, Facts, Loss } from './parts';
import { RefusalView } from './refusal';
import { TypedName } from './typed-name';
import { useAsking } from './use-asking';

type Props = {
  readonly row: ServerRow;
  readonly point: BackupId;
  readonly settings: Settings;
  readonly actions: ConfirmActions;
};

/** A backup is to be deleted: what remains, and the question. */
export function ConfirmDelete(props: Props) {
  const { row, actions } = props;
  const title = t('confirm.delete.title', { server: named(row.stored.server.name) });
  return (
    <Examined row={row} title={title} actions={actions}>
      {(again) => <DeleteForm {...props} onAgain={again} />}
    </Examined>
  );
}

function DeleteForm({ row, point, settings, actions, onAgain }: Props & { readonly onAgain: () => void }) {
  const [typed, setTyped] = useState('');
  const [asking, ask] = useAsking<{ readonly operationId: OperationId }>(row);
  const field = useRef<HTMLInputElement>(null);
  const { server } = row.stored;
  const impact = deleteImpact(row, point, settings);
  const { refusal, isLast } = impact;

  const startedId = startedBy(row, asking, ({ operationId }) => operationId);
  if (startedId !== null) {
    return (
      <OperationView
        row={row}
        operationId={startedId}
        failure={asking.failure}
        asked={t('confirm.delete.asked')}
        onClose={actions.close}
        onAgain={onAgain}
      >
        <Facts facts={[[t('confirm.fact.remaining'), remainingWords(impact.remaining, row)]]} />
      </OperationView>
    );
  }
  if (refusal !== null && !asking.isSending) {
    return (
      <>
        <DeleteFacts row={row} impact={impact} />
        <RefusalView refusal={refusal} asked="delete" row={row} actions={actions} onAgain={onAgain} />
      </>
    );
  }
  if (isForPanel(asking.failure))
    return <OnlyInPanel row={row} failure={asking.failure} onClose={actions.close} />;
  return (
    <>
      <DeleteFacts row={row} impact={impact} />
      <Loss
        lost={t('confirm.delete.loss')}
        also={isLast ? t('confirm.delete.last', { server: named(server.name) }) : undefined}
      />
      {isLast && (
        <TypedName
          server={server}
          typed={typed}
          fieldRef={field}
          readOnly={asking.isSending}
          onType={setTyped}
        />
      )}
      <FailureLine row={row} failure={asking.failure} />
      <Buttons over={false} onClose={actions.close}>
        <DangerButton
          label={t('confirm.delete.button')}
          missing={isLast && !isTypedName(server, typed) ? t('confirm.type.missing') : null}
          asking={asking.isSending ? row.providerName : null}
          onConfirm={() => void ask(() => actions.deleteBackup(row, point, isLast ? typed : null))}
          onMissing={() => field.current?.focus()}
        />
      </Buttons>
    </>
  );
}

function DeleteFacts({ row, impact }: { readonly row: ServerRow; readonly impact: DeleteImpact }) {
  const { backup, ageMs } = impact;
  if (backup === null) return null;
  return (
    <Facts
      facts={[
        [t('confirm.fact.backup'), pointWords(backup, row.providerNow)],
        [t('confirm.fact.note'), backup.note],
        [t('confirm.fact.age'), ageMs === null ? t('confirm.fact.ageNotKnown') : formatDuration(ageMs)],
        [t('confirm.fact.remaining'), remainingWords(impact.remaining, row)],
        [
          t('confirm.fact.coverage'),
          t('confirm.remaining.coverage', {
            server: named(row.stored.server.name),
            coverage: coverageWord(impact.remaining.coverage),
          }),
        ],
      ]}
    />
  );
}

function remainingWords(remaining: DeleteImpact['remaining'], row: ServerRow): string {
  const { unreadable } = remaining;
  const known = knownWords(remaining, row);
  return unreadable === 0 ? known : `${known}; ${t('confirm.remaining.unreadable', { count: unreadable })}`;
}

function knownWords({ count, newest, ageMs }: DeleteImpact['remaining'], row: ServerRow): string {
  if (count === 0) return t('confirm.remaining.none');
  const points = t('confirm.remaining', { count });
  if (newest === null || ageMs === null) return points;
  return t('confirm.remaining.newest', {
    points,
    backup: withinWords(newest, row.providerNow),
    age: formatAge(ageMs),
  });
}
