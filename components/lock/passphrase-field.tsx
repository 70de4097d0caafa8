import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { passphraseBounds } from '../../lib/model/lock';
import { describedBy } from '../setting';

type Props = {
  readonly label: string;
  readonly help?: string;
  readonly field: RefObject<HTMLInputElement | null>;
  /** A field for a new passphrase takes one that is too long, so that it can be told; any other cuts it, and it is wrong. */
  readonly autocomplete: 'current-password' | 'new-password';
  readonly problem: string | null;
  readonly busy: boolean;
  readonly onInput?: () => void;
};

/** The field for a passphrase. What is typed stays in the field alone, until it is taken from it. */
export function PassphraseField(props: Props) {
  const { label, help, field, autocomplete, problem, busy, onInput } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        ref={field}
        id={id}
        class="input"
        type="password"
        autocomplete={autocomplete}
        autocapitalize="off"
        spellcheck={false}
        required
        readOnly={busy}
        {...(autocomplete === 'current-password' && { maxLength: passphraseBounds.max })}
        aria-invalid={problem !== null}
        aria-describedby={describedBy(id, help, problem)}
        onInput={onInput}
      />
      {problem !== null && (
        <p class="failure" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
      {help !== undefined && (
        <p class="muted" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

/** What stands in a field; empty where it is not shown. */
export function typedIn({ current }: RefObject<HTMLInputElement | null>): string {
  return current === null ? '' : current.value;
}

/** What stands in a field, which is empty from then on. */
export function takeFrom(field: RefObject<HTMLInputElement | null>): string {
  const typed = typedIn(field);
  if (field.current !== null) field.current.value = '';
  return typed;
}
