import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { Trouble, TroubleKind } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { Field } from './outcome';

/** Printable ASCII without spaces, as every provider issues them and as a header can carry them. */
const PLAIN = /^[\x21-\x7e]{1,4096}$/;

const REFUSALS: ReadonlySet<TroubleKind> = new Set(['wrongKey', 'forbidden', 'refused', 'duplicate']);

/** What is wrong with a key before any provider has seen it; null where nothing is. */
export function keyProblem(key: string): string | null {
  return PLAIN.test(key) ? null : t('options.add.badKey');
}

/** Whether a key is useless after this answer: its provider saw it and said no. After any other, it is worth another try. */
export function refusesKey(trouble: Trouble): boolean {
  return REFUSALS.has(trouble.kind);
}

type Props = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly field?: RefObject<HTMLInputElement | null>;
  readonly onInput: (key: string) => void;
};

/** The field for a key: hidden unless asked for, and kept from the browser's form memory. */
export function KeyField({ id, label, value, field, onInput }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} for={id}>
      <span class="key-field">
        <input
          {...(field && { ref: field })}
          id={id}
          class="input"
          {...(shown ? ({ type: 'text' } as const) : ({ type: 'password' } as const))}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          dir="ltr"
          required
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        <button type="button" class="button" onClick={() => setShown(!shown)}>
          {t(shown ? 'options.add.hideKey' : 'options.add.showKey')}
        </button>
      </span>
    </Field>
  );
}
