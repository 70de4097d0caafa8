import { useEffect, useRef, useState } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import type { Result } from '../../lib/model/messages';
import { t } from '../../lib/text/i18n';
import { isolate, named, troubleSentence } from '../../lib/text/trouble';
import { warningSentence } from '../../lib/text/words';
import { isMendedInOptions } from './cards';

/** Longer than any note that a person reads in a list; the providers state no limit. */
const NOTE_LENGTH = 200;

type Props = {
  readonly row: ServerRow;
  readonly onBackUp: (note: string | null) => Promise<Result<unknown>>;
  readonly onOpenOptions: () => void;
  readonly onDone: () => void;
  readonly onClose: () => void;
};

/** What a backup by hand would do, and the button that starts it; or why there is none. */
export function CreatePanel(props: Props) {
  const { row, onClose } = props;
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
      {row.create.kind === 'offered' ? <CreateForm {...props} /> : <Withheld {...props} />}
    </fieldset>
  );
}

function CreateForm({ row, onBackUp, onDone, onClose }: Props) {
  const [note, setNote] = useState('');
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const warnings = row.create.kind === 'offered' ? row.create.warnings : [];
  useEffect(() => field.current?.focus(), []);

  const start = async () => {
    setSending(true);
    setFailure(null);
    const result = await onBackUp(note.trim() === '' ? null : note.trim());
    setSending(false);
    if (result.ok) onDone();
    else setFailure(troubleSentence(result.trouble, contextOf(row)));
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending) void start();
      }}
    >
      {warnings.map((warning) => (
        <p key={warning.kind} class="warning">
          {warningSentence(warning)}
        </p>
      ))}
      <div class="create-fields">
        <input
          ref={field}
          class="input"
          dir="auto"
          autocomplete="off"
          maxLength={NOTE_LENGTH}
          aria-label={t('create.note')}
          placeholder={t('create.note')}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
        <button type="button" class="button" onClick={onClose}>
          {t('create.cancel')}
        </button>
        <button type="submit" class="button primary" aria-disabled={sending}>
          {sending ? t('create.sending', { provider: row.providerName }) : t('create.button')}
        </button>
      </div>
      {failure !== null && (
        <p class="failure" role="alert">
          {failure}
        </p>
      )}
    </form>
  );
}

function Withheld({ row, onOpenOptions, onClose }: Props) {
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  const toOptions =
    row.create.kind === 'readOnlyKey' || (row.trouble !== null && isMendedInOptions(row.trouble));
  return (
    <>
      <p>{reasonFor(row)}</p>
      <div class="create-fields">
        <button ref={close} type="button" class="button" onClick={onClose}>
          {t('create.close')}
        </button>
        {toOptions && (
          <button type="button" class="button primary" onClick={onOpenOptions}>
            {t('create.toOptions')}
          </button>
        )}
      </div>
    </>
  );
}

function reasonFor(row: ServerRow): string {
  const provider = row.providerName;
  const account = named(row.account.label);
  switch (row.create.kind) {
    case 'blocked':
      return row.create.reason === null
        ? t('create.blockedPlain', { provider })
        : t('create.blocked', { provider, reason: isolate(row.create.reason) });
    case 'readOnlyKey':
      return t('create.readOnlyKey', { account });
    case 'running':
      return t('create.named.running', { server: named(row.stored.server.name) });
    default:
      return row.trouble === null
        ? t('create.unavailable', { account })
        : troubleSentence(row.trouble, contextOf(row));
  }
}

function contextOf(row: ServerRow) {
  return { account: row.account.label, provider: row.providerName, server: row.stored.server.name };
}
