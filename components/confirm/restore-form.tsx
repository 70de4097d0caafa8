import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { restoreImpact } from '../../lib/fleet/impact/restore';
import { isTypedName } from '../../lib/fleet/impact/typed-name';
import type { ChosenPoint, RestoreImpact } from '../../lib/fleet/impact/types';
import type { ServerRow } from '../../lib/fleet/types';
import { providerInfo } from '../../lib/providers/origins';
import { formatDuration } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { diskWords, lossSentence, meanwhileSentence, newerWords, pointWords } from '../../lib/text/impact';
import { named } from '../../lib/text/trouble';
import type { ConfirmActions, RestoreStarted } from './actions';
import { DangerButton } from './danger-button';
import { FailureLine } from './failure';
import { OperationView, startedBy } from './operation';
import { Buttons, Facts, Loss } from './parts';
import { RefusalView } from './refusal';
import { SafetyChoice } from './safety';
import { TypedName } from './typed-name';
import { useAsking } from './use-asking';

type Props = {
  readonly row: ServerRow;
  readonly chosen: ChosenPoint;
  readonly actions: ConfirmActions;
  readonly onAgain: () => void;
};

/** What the restore would do, what stands against it, and what has to be typed and agreed to before it starts. */
export function RestoreForm({ row, chosen, actions, onAgain }: Props) {
  const [typed, setTyped] = useState('');
  const [wantsSafety, setWantsSafety] = useState(true);
  const [agrees, setAgrees] = useState(false);
  const [asking, ask] = useAsking<RestoreStarted>(row);
  const field = useRef<HTMLInputElement>(null);
  const { server } = row.stored;
  const impact = restoreImpact(row, chosen);
  const { point, refusal, safety } = impact;

  const startedId = startedBy(row, asking, ({ id }) => id);
  if (startedId !== null) {
    const name = named(server.name);
    return (
      <OperationView
        row={row}
        operationId={startedId}
        failure={asking.failure}
        asked={t('confirm.restore.asked', { server: name })}
        onClose={actions.close}
        onAgain={onAgain}
      />
    );
  }
  // Of one that is gone there is nothing to compare others with.
  const facts = point !== null && <RestoreFacts row={row} impact={impact} chosen={chosen} />;
  if ((refusal !== null && !asking.isSending) || point === null) {
    return (
      <>
        {facts}
        <RefusalView
          refusal={refusal ?? { kind: 'gone' }}
          asked={chosen.kind === 'own' ? 'restore' : 'restoreFrom'}
          row={row}
          actions={actions}
          onAgain={onAgain}
        >
          {refusal !== null && (refusal.kind === 'diskTooSmall' || refusal.kind === 'gateClosed') && (
            <NewServer row={row} />
          )}
        </RefusalView>
      </>
    );
  }

  const canBackUpFirst = safety.kind === 'possible';
  const missing = !(canBackUpFirst || agrees)
    ? t('confirm.safety.withoutMissing')
    : isTypedName(server, typed)
      ? null
      : t('confirm.type.missing');

  const restore = () =>
    ask(async () => {
      const result = await actions.restore(row, {
        backupId: point.id,
        sourceServerId: chosen.kind === 'own' ? null : chosen.serverId,
        safety: canBackUpFirst && wantsSafety,
        typedName: typed,
      });
      if (result.ok && result.value.kind === 'plan')
        actions.turnTo({ kind: 'plan', planId: result.value.id });
      return result;
    });

  return (
    <>
      {facts}
      <Loss lost={lossSentence(impact.loss, row)} also={meanwhileSentence(impact, row.providerName)} />
      <SafetyChoice
        safety={safety}
        row={row}
        checked={canBackUpFirst ? wantsSafety : agrees}
        disabled={asking.isSending}
        onCheck={canBackUpFirst ? setWantsSafety : setAgrees}
        onMakeRoom={
          mayNeedRoom(row, safety) ? () => actions.turnTo({ kind: 'makeRoom', key: row.key }) : null
        }
      />
      <TypedName
        server={server}
        typed={typed}
        fieldRef={field}
        readOnly={asking.isSending}
        onType={setTyped}
      />
      <FailureLine row={row} failure={asking.failure} />
      <NewServer row={row}>
        <a href={server.panelUrl} target="_blank" rel="noreferrer">
          {t('confirm.openPanel', { provider: row.providerName })}
        </a>
      </NewServer>
      <Buttons over={false} onClose={actions.close}>
        <DangerButton
          label={t('confirm.restore.button')}
          missing={missing}
          asking={asking.isSending ? row.providerName : null}
          onConfirm={() => void restore()}
          onMissing={() => field.current?.focus()}
        />
      </Buttons>
    </>
  );
}

function mayNeedRoom(row: ServerRow, safety: RestoreImpact['safety']): boolean {
  if (!row.capabilities.includes('delete')) return false;
  if (safety.kind === 'notPossible') return safety.roomHelps;
  return safety.kind === 'couldEvict' || safety.kind === 'noSlot';
}

/** A backup can also become a server of its own, where the provider sells that. */
function NewServer({ row, children }: Pick<Props, 'row'> & { readonly children?: ComponentChildren }) {
  if (!providerInfo(row.provider).sellsNewFromBackup) return null;
  return (
    <p class="muted">
      {t('confirm.restore.newServer', { provider: row.providerName })} {children}
    </p>
  );
}

function RestoreFacts({ row, impact, chosen }: Pick<Props, 'row' | 'chosen'> & { impact: RestoreImpact }) {
  const { point, newer, ageMs } = impact;
  const now = row.providerNow;
  const newerName = chosen.kind === 'own' ? 'confirm.fact.newer' : 'confirm.fact.ownNewest';
  const disk = diskWords(impact.disk);
  return (
    <Facts
      facts={[
        [t('confirm.fact.from'), chosen.kind === 'other' ? chosen.serverName : null],
        [t('confirm.fact.point'), point && pointWords(point, now)],
        [t('confirm.fact.note'), point && point.note],
        [t('confirm.fact.age'), ageMs === null ? t('confirm.fact.ageNotKnown') : formatDuration(ageMs)],
        [t(newerName, { count: newer.count }), newerWords(newer, now)],
        [t('confirm.fact.disk'), disk],
      ]}
    />
  );
}
