import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Account } from '../../lib/model/account';
import type { Result } from '../../lib/model/messages';
import type { EpochMs } from '../../lib/model/time';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { named, troubleSentence, withDetail } from '../../lib/text/trouble';
import type { OptionsActions } from './actions';
import { KeyField, keyProblem, refusesKey } from './key-field';
import { labelProblem } from './labels';
import { Field, type Outcome, OutcomeLine } from './outcome';
import { usePassing } from './passing';

type Common = {
  readonly account: Account;
  readonly providerName: string;
  /** When the account was last read completely. */
  readonly checkedAt?: EpochMs | null;
  readonly onClose: () => void;
};

type RenameProps = Common & {
  readonly takenLabels: readonly string[];
  readonly onRename: OptionsActions['renameAccount'];
};

export function RenameForm(props: RenameProps) {
  const { account, providerName, takenLabels, onRename } = props;
  const [label, setLabel] = useState(account.label);
  const id = useId();
  return (
    <InlineForm
      {...props}
      button={t('options.rename.save')}
      isReady={label.trim() !== ''}
      problem={labelProblem(label, takenLabels, providerName)}
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
  const { account, providerName, onReplace } = props;
  const [key, setKey] = useState('');
  const id = useId();
  return (
    <InlineForm
      {...props}
      button={t('options.replaceKey.save')}
      isReady={key.trim() !== ''}
      problem={keyProblem(key.trim())}
      done={t('options.replaceKey.done', { account: named(account.label) })}
      sentenceOf={(trouble) => newKeySentence(trouble, account, providerName)}
      ask={async () => {
        const answer = await onReplace(account.id, key.trim());
        if (answer.ok || refusesKey(answer.trouble)) setKey('');
        return answer;
      }}
    >
      <KeyField id={id} label={t('options.replaceKey.label')} value={key} onInput={setKey} />
    </InlineForm>
  );
}

/** Why a new key does not take the old one's place; the same troubles elsewhere speak of the stored one. */
function newKeySentence(trouble: Trouble, account: Account, provider: string): string | null {
  const { kind } = trouble;
  if (kind !== 'wrongKey' && kind !== 'forbidden' && kind !== 'duplicate') return null;
  const sentence = t(`options.replaceKey.${kind}`, { provider, account: named(account.label) });
  return withDetail(sentence, trouble, provider);
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
  /** What a trouble is here, where that is another thing than elsewhere. */
  readonly sentenceOf?: (trouble: Trouble) => string | null;
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
    checkedAt = null,
    sentenceOf = () => null,
    done,
  } = props;
  const [working, setWorking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const form = useRef<HTMLFormElement>(null);
  // A removal starts on the way out, everything else in its field.
  const focusStart = () => form.current?.querySelector<HTMLElement>('input, button[type=button]')?.focus();
  useEffect(() => {
    focusStart();
  }, []);
  const askedAt = useRef(0);
  usePassing(outcome?.good === true && checkedAt !== null && checkedAt >= askedAt.current, () =>
    setOutcome(null),
  );

  const fail = (sentence: string) => {
    setOutcome({ good: false, sentence });
    focusStart();
  };

  const submit = async () => {
    setWorking(true);
    setOutcome(null);
    askedAt.current = Date.now();
    const result = await ask();
    setWorking(false);
    if (!result.ok)
      fail(
        sentenceOf(result.trouble) ??
          troubleSentence(result.trouble, {
            account: account.label,
            provider: providerName,
            asked: true,
            inSettings: true,
          }),
      );
    else if (done === undefined) onClose();
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
        else fail(problem);
      }}
      onInput={() => {
        if (outcome?.good === true) setOutcome(null);
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
