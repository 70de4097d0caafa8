import { t } from '../../lib/text/i18n';

/** Longer than any note that a person reads in a list; the providers state no limit. */
const NOTE_LENGTH = 200;

type Props = {
  readonly note: string;
  readonly readOnly: boolean;
  readonly onNote: (note: string) => void;
};

/** The note that a new backup gets. */
export function NoteField({ note, readOnly, onNote }: Props) {
  return (
    <input
      class="input"
      dir="auto"
      autocomplete="off"
      maxLength={NOTE_LENGTH}
      readOnly={readOnly}
      aria-label={t('create.note')}
      placeholder={t('create.note')}
      value={note}
      onInput={(event) => onNote(event.currentTarget.value)}
    />
  );
}
