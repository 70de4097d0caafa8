import { useId } from 'preact/hooks';
import type { Result } from '../../lib/model/messages';
import { describedBy, Setting } from '../setting';
import { SavingNote, useSaving } from './saving';

type Props = {
  readonly label: string;
  readonly shortLabel?: string;
  readonly help?: string;
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => Promise<Result<null>>;
};

/** A setting that is on or off, saved by the press itself. */
export function SwitchSetting({ label, shortLabel, help, on, onSwitch }: Props) {
  const id = useId();
  const saving = useSaving();
  return (
    <Setting id={id} label={label} shortLabel={shortLabel} help={help} note={<SavingNote saving={saving} />}>
      <input
        id={id}
        class="switch"
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox states by itself whether it is on.
        role="switch"
        checked={on}
        aria-describedby={describedBy(id, help)}
        onChange={(event) => void saving.track(onSwitch(event.currentTarget.checked))}
      />
    </Setting>
  );
}
