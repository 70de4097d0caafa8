import { useId } from 'preact/hooks';
import type { Result } from '../../lib/model/messages';
import { describedBy, Setting } from '../setting';
import { SavingNote, useSaving } from './saving';

/** `lang` where the text is in another language than the page. */
type Choice = { readonly value: string; readonly text: string; readonly lang?: string };

type Props = {
  readonly label: string;
  readonly shortLabel?: string;
  readonly help?: string;
  readonly value: string;
  readonly options: readonly Choice[];
  readonly onChoose: (value: string) => Promise<Result<null>>;
};

/** One choice of a few, saved by choosing. */
export function SelectSetting({ label, shortLabel, help, value, options, onChoose }: Props) {
  const id = useId();
  const saving = useSaving();
  return (
    <Setting id={id} label={label} shortLabel={shortLabel} help={help} note={<SavingNote saving={saving} />}>
      <select
        id={id}
        value={value}
        aria-describedby={describedBy(id, help)}
        onChange={(event) => void saving.track(onChoose(event.currentTarget.value))}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} lang={option.lang}>
            {option.text}
          </option>
        ))}
      </select>
    </Setting>
  );
}
