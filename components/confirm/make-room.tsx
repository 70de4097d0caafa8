import { useRef, useState } from 'preact/hooks';
import { makeRoomProposal } from '../../lib/fleet/impact/make-room';
import type { MakeRoom } from '../../lib/fleet/impact/types';
import type { ServerRow } from '../../lib/fleet/types';
import type { BackupId } from '../../lib/model/backup';
import type { PlanId } from '../../lib/model/plan';
import { number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { isolate, named } from '../../lib/text/trouble';
import type { ConfirmActions } from './actions';
import { Candidates } from './candidates';
import { DangerButton } from './danger-button';
import { Examined } from './examined';
import { FailureLine } from './failure';
import { NoteField } from './note-field';
import { Buttons, Facts, Loss } from './parts';
import { RefusalView } from './refusal';
import { useAsking } from './use-asking';

type Props = { readonly row: ServerRow; readonly actions: ConfirmActions };

/** Backups are to be deleted so that the next one finds a slot: which, by what rule, and the question. */
export function ConfirmMakeRoom(props: Props) {
  const { row, actions } = props;
  const title = t('confirm.makeRoom.title', { server: named(row.stored.server.name) });
  return (
    <Examined row={row} title={title} actions={actions}>
      {(again) => <MakeRoomForm {...props} onAgain={again} />}
    </Examined>
  );
}

function MakeRoomForm({ row, actions, onAgain }: Props & { readonly onAgain: () => void }) {
  const proposal = makeRoomProposal(row);
  /** Null while nothing was chosen by hand: the proposal holds, also as it changes. */
  const [picked, setPicked] = useState<ReadonlySet<BackupId> | null>(null);
  const [note, setNote] = useState('');
  const [asking, ask] = useAsking<{ readonly planId: PlanId }>(row);
  const list = useRef<HTMLDivElement>(null);
  const mayGo = proposal.candidates.filter(({ kept }) => kept === null).map(({ backup }) => backup.id);
  const wanted = picked ?? new Set(proposal.proposed);
  const chosen = mayGo.filter((id) => wanted.has(id));
  const isAsked = asking.isSending || asking.answer !== null;

  const choose = (id: BackupId, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setPicked(next);
  };

  if (proposal.refusal !== null && !isAsked) {
    return (
      <>
        <RoomFacts row={row} proposal={proposal} />
        {proposal.refusal.kind === 'nothingMayGo' && (
          <Candidates
            row={row}
            candidates={proposal.candidates}
            chosen={new Set()}
            disabled
            onChoose={choose}
          />
        )}
        <RefusalView
          refusal={proposal.refusal}
          asked="makeRoom"
          row={row}
          actions={actions}
          onAgain={onAgain}
        />
      </>
    );
  }
  if (proposal.needed === 0 && !isAsked)
    return <NoneNeeded row={row} proposal={proposal} actions={actions} />;
  const least = Math.max(1, proposal.needed - (proposal.forSchedule ? 1 : 0));
  const short = Math.max(0, proposal.needed - chosen.length);
  const start = () =>
    ask(async () => {
      const result = await actions.makeRoom(row, chosen, note.trim() === '' ? null : note.trim());
      if (result.ok) actions.turnTo({ kind: 'plan', planId: result.value.planId });
      return result;
    });
  return (
    <>
      <RoomFacts row={row} proposal={proposal} />
      {proposal.proposed.length > 0 && <p class="muted">{t('confirm.makeRoom.rule')}</p>}
      {proposal.closed !== null && <p class="warning">{closedSentence(row, proposal.closed.reason)}</p>}
      <div ref={list}>
        <Candidates
          row={row}
          candidates={proposal.candidates}
          chosen={new Set(chosen)}
          disabled={isAsked}
          onChoose={choose}
        />
      </div>
      {chosen.length >= least && short > 0 && (
        <p class="warning">{t('confirm.makeRoom.short', { count: short })}</p>
      )}
      {chosen.length > 0 && (
        <Loss lost={t('confirm.makeRoom.loss', { count: chosen.length })} also={t('confirm.makeRoom.then')} />
      )}
      <NoteField note={note} readOnly={isAsked} onNote={setNote} />
      <FailureLine row={row} failure={asking.failure} />
      <Buttons over={false} onClose={actions.close}>
        <DangerButton
          label={t('confirm.makeRoom.button', { count: chosen.length })}
          missing={chosen.length < least ? t('confirm.makeRoom.missing', { count: least }) : null}
          asking={isAsked ? row.providerName : null}
          onConfirm={() => void start()}
          onMissing={() => list.current?.querySelector('input')?.focus()}
        />
      </Buttons>
    </>
  );
}

/** A slot is free: nothing has to go, and the next backup is asked for elsewhere. */
function NoneNeeded({ row, proposal, actions }: Props & { readonly proposal: MakeRoom }) {
  return (
    <>
      <RoomFacts row={row} proposal={proposal} />
      <Buttons over onClose={actions.close}>
        <button
          type="button"
          class="button primary"
          onClick={() => actions.turnTo({ kind: 'backup', key: row.key })}
        >
          {t('create.buttonAsks')}
        </button>
      </Buttons>
    </>
  );
}

function closedSentence({ providerName: provider }: ServerRow, reason: string | null): string {
  return reason === null
    ? t('confirm.makeRoom.closedPlain', { provider })
    : t('confirm.makeRoom.closed', { provider, reason: isolate(reason) });
}

function RoomFacts({ row, proposal }: { readonly row: ServerRow; readonly proposal: MakeRoom }) {
  const { reading } = row.stored;
  const quota = reading === null || reading.quota.kind !== 'limited' ? null : reading.quota;
  return (
    <Facts
      facts={[
        [
          t('confirm.fact.slots'),
          quota && t('quota.label', { used: number(quota.used), limit: number(quota.limit) }),
        ],
        [t('confirm.fact.needed'), neededWords(proposal)],
      ]}
    />
  );
}

function neededWords({ needed, forSchedule, refusal }: MakeRoom): string | null {
  if (refusal !== null && refusal.kind === 'noLimit') return null;
  if (needed === 0) return t('confirm.makeRoom.room');
  const backups = t('confirm.makeRoom.needed', { count: needed });
  return forSchedule && needed > 1 ? t('confirm.makeRoom.neededSchedule', { backups }) : backups;
}
