import { useState } from 'preact/hooks';
import { t } from '../../lib/text/i18n';
import { Field } from './outcome';

/** Printable ASCII without spaces, as every provider issues them and as a header can carry them. */
const PLAIN = /^[\x21-\x7e]{1,4096}$/;

/** What is wrong with a key before any provider has seen it; null where nothing is. */
export function keyProblem(key: string): string | null {
  return PLAIN.test(key) ? null : t('options.add.badKey');
}

type Props = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (key: string) => void;
};

/** The field for a key: hidden unless asked for, and kept from the browser's form memory. */
export function KeyField({ id, label, value, onInput }: Props) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} for={id}>
      <span class="key-field">
        <input
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
        <button
          type="button"
          class="button"
          aria-pressed={shown}
          aria-label={t('options.add.showKeyNamed')}
          onClick={() => setShown(!shown)}
        >
          {t('options.add.showKey')}
        </button>
      </span>
    </Field>
  );
}
