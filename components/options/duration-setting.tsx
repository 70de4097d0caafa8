import type { Result } from '../../lib/model/messages';
import type { Bounds } from '../../lib/model/settings';
import { DurationField } from '../duration-field';
import { SavingNote, useSaving } from './saving';

type Props = {
  readonly label: string;
  readonly shortLabel?: string;
  readonly help?: string;
  readonly valueMs: number;
  readonly bounds: Bounds;
  readonly onSave: (valueMs: number) => Promise<Result<null>>;
};

/** A duration that is saved as soon as it is settled. */
export function DurationSetting({ onSave, ...field }: Props) {
  const saving = useSaving();
  return (
    <DurationField
      {...field}
      note={<SavingNote saving={saving} />}
      onChange={(valueMs) => void saving.track(onSave(valueMs))}
    />
  );
}
