import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Account } from '../../lib/model/account';
import type { Result } from '../../lib/model/messages';
import { t } from '../../lib/text/i18n';
import { named, troubleSentence } from '../../lib/text/trouble';
import type { OptionsActions } from './actions';
import { KeyField, keyProblem } from './key-field';
import { Field, type Outcome, OutcomeLine } from './outcome';

type Common = {
  readonly account: Account;
  readonly providerName: string;
  readonly onClose: () => void;
};

export function RenameForm(props: Common & { readonly onRename: OptionsActions['renameAccount'] }) {
  const { account, onRename } = props;
  const [label, setLabel] = useState(account.label);
  const id = useId();
  return (
    <InlineForm
      {...props}
      button={t('options.rename.save')}
      isReady={label.trim() !== ''}
      ask={() => onRename(account.id, label.trim())}
    >
      <Field label={t('options.rename.label')} for={id}>
        <input
          id={id}
          class="input"
          dir="auto"
          autocomplete="off"
          maxLength={80}
          value={label}
          onInput={(event) => setLabel(event.currentTarget.value)}
        />
      </Field>
    </InlineForm>
  );
}

export function ReplaceKeyForm(props: Common & { readonly onReplace: OptionsActions['replaceKey'] }) {
  const { account, onReplace } = props;
  const [key, setKey] = useState('');
  const id = useId();
  return (
    <InlineForm
      {...props}
      button={t('options.replaceKey.save')}
      isReady={key.trim() !== ''}
      problem={keyProblem(key.trim())}
      done={t('options.replaceKey.done', { account: named(account.label) })}
      ask={() => {
        const answer = onReplace(account.id, key.trim());
        setKey('');
        return answer;
      }}
    >
      <KeyField id={id} label={t('options.replaceKey.label')} value={key} onInput={setKey} />
    </InlineForm>
  );
}

export function RemoveForm(props: Common & { readonly onRemove: OptionsActions['removeAccount'] }) {
  const { account, providerName, onRemove } = props;
  return (
    <InlineForm {...props} button={t('options.remove.confirm')} isDanger ask={() => onRemove(account.id)}>
      <p>
        <strong>{t('options.remove.title', { account: named(account.label) })}</strong>
      </p>
      <p>{t('options.remove.text', { provider: providerName })}</p>
    </InlineForm>
  );
}

type InlineFormProps = Common & {
  readonly button: string;
  readonly isReady?: boolean;
  readonly isDanger?: boolean;
  /** Why it is not even worth asking. */
  readonly problem?: string | null;
  /** Said when it went well; without it the form just closes. */
  readonly done?: string;
  readonly ask: () => Promise<Result<null>>;
  readonly children: ComponentChildren;
};

/** A small form under an account: asks, waits, and says what became of it. */
function InlineForm(props: InlineFormProps) {
  const {
    account,
    providerName,
    onClose,
    ask,
    isReady = true,
    isDanger = false,
    problem = null,
    done,
  } = props;
  const [working, setWorking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A removal starts on the way out, everything else in its field.
    form.current?.querySelector<HTMLElement>('input, button[type=button]')?.focus();
  }, []);

  const submit = async () => {
    setWorking(true);
    setOutcome(null);
    const result = await ask();
    setWorking(false);
    if (!result.ok) {
      const sentence = troubleSentence(result.trouble, { account: account.label, provider: providerName });
      setOutcome({ good: false, sentence });
    } else if (done === undefined) onClose();
    else setOutcome({ good: true, sentence: done });
  };

  return (
    <form
      ref={form}
      class="inline-form"
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady || working) return;
        if (problem === null) void submit();
        else setOutcome({ good: false, sentence: problem });
      }}
    >
      {props.children}
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          {t('options.cancel')}
        </button>
        <button
          type="submit"
          class={isDanger ? 'button danger' : 'button primary'}
          aria-disabled={working || !isReady}
        >
          {working ? t('options.working') : props.button}
        </button>
      </div>
      <OutcomeLine outcome={outcome} />
    </form>
  );
}
