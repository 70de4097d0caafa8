import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Bounds } from '../lib/model/settings';
import { DAY_MS, HOUR_MS } from '../lib/model/time';
import { formatAgeLong } from '../lib/text/format';
import { t } from '../lib/text/i18n';
import { describedBy, Setting } from './setting';
import { useDraft } from './use-draft';

const UNIT_MS = { hours: HOUR_MS, days: DAY_MS } as const;
type Unit = keyof typeof UNIT_MS;
const UNITS: readonly Unit[] = ['hours', 'days'];

/** What stands in the field: as it was typed, which may be no duration at all. */
type Draft = { readonly text: string; readonly unit: Unit };

type Props = {
  readonly label: string;
  /** What is seen instead of the label, and part of it. */
  readonly shortLabel?: string;
  readonly help?: string;
  readonly valueMs: number;
  readonly bounds: Bounds;
  /** Hears each new duration within the bounds once it was settled: by Enter, by leaving the field, by its unit. */
  readonly onChange: (valueMs: number) => void;
  /** Stands beside the label, such as the word that it was saved. */
  readonly note?: ComponentChildren;
};

/** A duration as a number of hours or days. What is none within the bounds is said at the field and not passed on. */
export function DurationField({ label, shortLabel, help, valueMs, bounds, onChange, note }: Props) {
  const id = useId();
  const problemOf = (durationMs: number | null) => problemWithin(durationMs, bounds);
  const { draft, problem, type, settle } = useDraft(valueMs, { draftOf, parse, problemOf }, onChange);
  return (
    <Setting id={id} label={label} shortLabel={shortLabel} help={help} problem={problem} note={note}>
      <input
        id={id}
        class="input number"
        inputMode="decimal"
        autocomplete="off"
        value={draft.text}
        aria-invalid={problem !== null}
        aria-describedby={describedBy(id, help, problem)}
        onInput={(event) => type({ ...draft, text: event.currentTarget.value })}
        onChange={(event) => settle({ ...draft, text: event.currentTarget.value })}
      />
      <select
        aria-label={t('duration.unitOf', { label })}
        value={draft.unit}
        onChange={(event) => settle({ ...draft, unit: unitOf(event.currentTarget.value) })}
      >
        {UNITS.map((unit) => (
          <option key={unit} value={unit}>
            {t(`duration.${unit}`)}
          </option>
        ))}
      </select>
    </Setting>
  );
}

/** In days from two whole days on, else in hours: as people say it. */
function draftOf(valueMs: number): Draft {
  const unit: Unit = valueMs >= 2 * DAY_MS && valueMs % DAY_MS === 0 ? 'days' : 'hours';
  return { text: String(Number((valueMs / UNIT_MS[unit]).toFixed(2))), unit };
}

function parse({ text, unit }: Draft): number | null {
  const typed = text.trim().replace(',', '.');
  return /^\d{1,6}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * UNIT_MS[unit]) : null;
}

function problemWithin(durationMs: number | null, { min, max }: Bounds): string | null {
  if (durationMs === null) return t('duration.notANumber');
  if (durationMs < min) return t('duration.tooShort', { least: formatAgeLong(min) });
  return durationMs > max ? t('duration.tooLong', { most: formatAgeLong(max) }) : null;
}

function unitOf(value: string): Unit {
  return UNITS.find((unit) => unit === value) ?? 'hours';
}
