import { useId } from 'preact/hooks';
import type { Result } from '../../lib/model/messages';
import type { Bounds } from '../../lib/model/settings';
import { t } from '../../lib/text/i18n';
import { describedBy, Setting } from '../setting';
import { useDraft } from '../use-draft';
import { SavingNote, useSaving } from './saving';

type Props = {
  readonly label: string;
  readonly help: string;
  readonly value: number;
  readonly bounds: Bounds;
  readonly onSave: (value: number) => Promise<Result<null>>;
};

/** A whole number of percent, saved as soon as it is settled. */
export function PercentSetting({ label, help, value, bounds: { min, max }, onSave }: Props) {
  const id = useId();
  const saving = useSaving();
  const reading = {
    draftOf: String,
    parse: (text: string) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : null),
    problemOf: (percent: number | null) =>
      percent !== null && percent >= min && percent <= max
        ? null
        : t('options.goals.near.problem', { min, max }),
  };
  const { draft, problem, type, settle } = useDraft(value, reading, (percent) => {
    void saving.track(onSave(percent));
  });
  return (
    <Setting id={id} label={label} help={help} problem={problem} note={<SavingNote saving={saving} />}>
      <input
        id={id}
        class="input number"
        inputMode="numeric"
        autocomplete="off"
        value={draft}
        aria-invalid={problem !== null}
        aria-describedby={describedBy(id, help, problem)}
        onInput={(event) => type(event.currentTarget.value)}
        onChange={(event) => settle(event.currentTarget.value)}
      />
      <span aria-hidden="true">{t('options.goals.near.percent')}</span>
    </Setting>
  );
}
