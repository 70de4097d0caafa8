import { useId } from 'preact/hooks';
import type { Result } from '../../lib/model/messages';
import { t } from '../../lib/text/i18n';
import { describedBy, Setting } from '../setting';
import { useDraft } from '../use-draft';
import { SavingNote, useSaving } from './saving';

type Props = {
  readonly label: string;
  /** Local minutes of the day. */
  readonly minute: number;
  /** The other end of the span, which this one must differ from. */
  readonly otherMinute: number;
  readonly onSave: (minute: number) => Promise<Result<null>>;
};

/** One end of a daily span, by the local clock; saved as soon as it is settled. */
export function TimeSetting({ label, minute, otherMinute, onSave }: Props) {
  const id = useId();
  const saving = useSaving();
  const problemOf = (read: number | null) => {
    if (read === null) return t('options.quiet.notATime');
    return read === otherMinute ? t('options.quiet.same') : null;
  };
  const { draft, problem, type, settle } = useDraft(minute, { draftOf, parse, problemOf }, (read) => {
    void saving.track(onSave(read));
  });
  return (
    <Setting id={id} label={label} problem={problem} note={<SavingNote saving={saving} />}>
      <input
        id={id}
        class="input"
        type="time"
        value={draft}
        aria-invalid={problem !== null}
        aria-describedby={describedBy(id, undefined, problem)}
        onInput={(event) => type(event.currentTarget.value)}
        onChange={(event) => settle(event.currentTarget.value)}
      />
    </Setting>
  );
}

function draftOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function parse(time: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}
