import { useEffect, useRef, useState } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import type { Result } from '../../lib/model/messages';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { asksFirst, costSentences, failureSentence, leadsToOptions, withheldReason } from './create-reason';

/** Longer than any note that a person reads in a list; the providers state no limit. */
const NOTE_LENGTH = 200;

type Props = {
  readonly row: ServerRow;
  readonly onBackUp: (note: string | null) => Promise<Result<unknown>>;
  readonly onOpenOptions: () => void;
  /** Opens the page that says what the backup would cost, and asks: it is no longer free. */
  readonly onAsk: () => void;
  readonly onAsked: () => void;
  readonly onClose: () => void;
};

type Phase =
  | { readonly kind: 'asking' }
  | { readonly kind: 'sending' }
  /** `before`: the row's operation when the request left, so that a newer one is known to be of this request. */
  | { readonly kind: 'failed'; readonly trouble: Trouble; readonly before: string | null };

/**
 * A backup by hand that is free, and the button that starts it; or why there is none. What it is at, it keeps by
 * itself until it closes: the row below it changes as soon as the request is written down.
 */
export function CreatePanel({ row, onBackUp, onOpenOptions, onAsk, onAsked, onClose }: Props) {
  const [hasForm] = useState(row.create.kind === 'offered');
  const [note, setNote] = useState('');
  const [phase, setPhase] = useState<Phase>({ kind: 'asking' });
  const field = useRef<HTMLInputElement>(null);
  const dismiss = useRef<HTMLButtonElement>(null);
  const standing = useRef(true);
  const isSending = phase.kind === 'sending';
  const failure = phase.kind === 'failed' ? phase.trouble : null;
  const canStart = hasForm && !isSending && row.create.kind === 'offered';
  const asks = asksFirst(row);
  const hasStart = hasForm && (canStart || isSending || row.create.kind === 'running');
  const toOptions = !isSending && leadsToOptions(row, failure);
  const isOver =
    (!hasForm && row.create.kind === 'offered') || (phase.kind === 'failed' && isToldByRow(row, phase));

  useEffect(() => {
    (field.current ?? dismiss.current)?.focus();
    return () => {
      standing.current = false;
    };
  }, []);
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver]);
  useEffect(() => {
    // The button that was pressed may be gone now; the keyboard stays in the panel.
    if (!hasStart && document.activeElement === document.body) dismiss.current?.focus();
  }, [hasStart]);

  const start = async () => {
    const before = row.operation === null ? null : row.operation.id;
    setPhase({ kind: 'sending' });
    const result = await onBackUp(note.trim() === '' ? null : note.trim());
    if (result.ok) onAsked();
    if (!standing.current) return;
    if (result.ok) onClose();
    else setPhase({ kind: 'failed', trouble: result.trouble, before });
  };

  const startLabel = t(asks ? 'create.buttonAsks' : failure === null ? 'create.button' : 'create.again');
  const withheld = phase.kind === 'asking' ? withheldReason(row) : null;
  return (
    <fieldset
      class="create-panel"
      aria-label={t('create.named', { server: named(row.stored.server.name) })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!canStart) return;
          if (asks) onAsk();
          else void start();
        }}
      >
        {withheld !== null && <p>{withheld}</p>}
        {costSentences(row).map((sentence) => (
          <p key={sentence} class="warning">
            {sentence}
          </p>
        ))}
        {failure !== null && (
          <p class="failure" role="alert">
            {failureSentence(row, failure)}
          </p>
        )}
        <div class="create-fields">
          {hasForm && (
            <input
              ref={field}
              class="input"
              dir="auto"
              autocomplete="off"
              maxLength={NOTE_LENGTH}
              readOnly={isSending}
              aria-label={t('create.note')}
              placeholder={t('create.note')}
              value={note}
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          )}
          <button ref={dismiss} type="button" class="button" onClick={onClose}>
            {canStart ? t('create.cancel') : t('create.close')}
          </button>
          {toOptions && (
            <button type="button" class={canStart ? 'button' : 'button primary'} onClick={onOpenOptions}>
              {t('create.toOptions')}
            </button>
          )}
          {hasStart && (
            <button type="submit" class="button primary" aria-disabled={!canStart}>
              {isSending ? t('create.sending', { provider: row.providerName }) : startLabel}
            </button>
          )}
        </div>
      </form>
    </fieldset>
  );
}

/**
 * True once the row itself tells what became of a request that failed here: it went on all the same, or no answer was
 * had of it because the background ended, and the journal has it. A form that is left standing would start a second one.
 */
function isToldByRow(row: ServerRow, { trouble, before }: Extract<Phase, { kind: 'failed' }>): boolean {
  const { operation } = row;
  if (operation === null || operation.id === before) return false;
  const isAnswered = trouble.kind !== 'internal' && trouble.kind !== 'noBackground';
  return !isAnswered || operation.state === 'succeeded' || operation.state === 'undecided';
}
