import { useEffect, useRef, useState } from 'preact/hooks';
import { passphraseBounds } from '../../lib/model/lock';
import type { Result } from '../../lib/model/messages';
import { number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { lockSentence } from '../../lib/text/lock';
import { PassphraseField, takeFrom, typedIn } from '../lock/passphrase-field';

type FieldName = 'current' | 'next' | 'again';
type Problem = { readonly at: FieldName | 'form'; readonly sentence: string };

type Props = {
  readonly button: string;
  readonly isDanger?: boolean;
  readonly asksCurrent: boolean;
  readonly asksNext: boolean;
  readonly onAsk: (current: string, next: string) => Promise<Result<null>>;
  readonly onDone: () => void;
  /** Without it the form stands there for good. */
  readonly onCancel?: () => void;
};

/** A form that sets, changes or removes the passphrase. What is typed stays in its fields until it is sent. */
export function PassphraseForm(props: Props) {
  const { button, isDanger = false, asksCurrent, asksNext, onAsk, onDone, onCancel } = props;
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const fields = {
    current: useRef<HTMLInputElement>(null),
    next: useRef<HTMLInputElement>(null),
    again: useRef<HTMLInputElement>(null),
  };
  useEffect(() => {
    // One that was just opened starts in its first field; one that stands there takes no focus.
    if (onCancel !== undefined) (fields.current.current ?? fields.next.current)?.focus();
  }, []);

  const fail = (found: Problem) => {
    setProblem(found);
    if (found.at !== 'form') fields[found.at].current?.focus();
  };

  const submit = async () => {
    const found =
      (asksCurrent ? problemOfCurrent(typedIn(fields.current)) : null) ??
      (asksNext ? problemOf(typedIn(fields.next), typedIn(fields.again)) : null);
    if (found !== null) return fail(found);
    setWorking(true);
    setProblem(null);
    const result = await onAsk(takeFrom(fields.current), typedIn(fields.next));
    setWorking(false);
    const isMistyped = !result.ok && result.trouble.kind === 'wrongPassphrase';
    // A mistyped old passphrase is no reason to type the new one twice more.
    if (!isMistyped) for (const field of [fields.next, fields.again]) takeFrom(field);
    if (result.ok) onDone();
    else fail({ at: isMistyped ? 'current' : 'form', sentence: lockSentence(result.trouble) });
  };

  const field = (name: FieldName) => ({
    field: fields[name],
    problem: problem !== null && problem.at === name ? problem.sentence : null,
    busy: working,
    onInput: () => setProblem(null),
  });
  const compare = () =>
    setProblem(typedIn(fields.next).startsWith(typedIn(fields.again)) ? null : mismatch());

  return (
    <form
      class={onCancel === undefined ? 'passphrases' : 'passphrases inline-form'}
      aria-busy={working}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!working) void submit();
      }}
    >
      {asksCurrent && (
        <PassphraseField
          {...field('current')}
          label={t('options.passphrase.current')}
          autocomplete="current-password"
        />
      )}
      {asksNext && (
        <div class="fields">
          <PassphraseField
            {...field('next')}
            label={t('options.passphrase.next')}
            help={t('options.passphrase.advice', { min: number(passphraseBounds.min) })}
            autocomplete="new-password"
          />
          <PassphraseField
            {...field('again')}
            label={t('options.passphrase.again')}
            autocomplete="new-password"
            onInput={compare}
          />
        </div>
      )}
      {problem !== null && problem.at === 'form' && (
        <p class="failure" role="alert">
          {problem.sentence}
        </p>
      )}
      <div class="actions">
        {onCancel !== undefined && (
          <button type="button" class="button" onClick={onCancel}>
            {t('options.cancel')}
          </button>
        )}
        <button type="submit" class={`button ${isDanger ? 'danger' : 'primary'}`} aria-disabled={working}>
          {working ? t('options.passphrase.working') : button}
        </button>
      </div>
    </form>
  );
}

function problemOfCurrent(current: string): Problem | null {
  return current === '' ? { at: 'current', sentence: t('options.passphrase.currentMissing') } : null;
}

/** What is wrong with a new passphrase and its repetition. */
function problemOf(next: string, again: string): Problem | null {
  const { min, max } = passphraseBounds;
  if (next.length < min)
    return { at: 'next', sentence: t('options.passphrase.tooShort', { min: number(min) }) };
  if (next.length > max)
    return { at: 'next', sentence: t('options.passphrase.tooLong', { max: number(max) }) };
  return again === next ? null : mismatch();
}

function mismatch(): Problem {
  return { at: 'again', sentence: t('options.passphrase.mismatch') };
}
