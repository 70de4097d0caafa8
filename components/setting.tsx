import type { ComponentChildren } from 'preact';

type Props = {
  /** The id of the control that is labelled. */
  readonly id: string;
  readonly label: string;
  /** What is seen instead of the label, and part of it: where the surroundings say the rest. */
  readonly shortLabel?: string | undefined;
  readonly help?: string | undefined;
  readonly problem?: string | null;
  /** Stands beside the label, such as the word that it was saved. */
  readonly note?: ComponentChildren;
  /** The control, described by `describedBy`. */
  readonly children: ComponentChildren;
};

/** One setting: its label and help on one side, its control on the other, what is wrong with it below. */
export function Setting({ id, label, shortLabel, help, problem = null, note, children }: Props) {
  return (
    <div class="setting">
      <div class="setting-text">
        <p class="setting-label">
          <label for={id}>
            {shortLabel === undefined ? (
              label
            ) : (
              <>
                <span aria-hidden="true">{shortLabel}</span>
                <span class="hidden">{label}</span>
              </>
            )}
          </label>
          {note}
        </p>
        {help !== undefined && (
          <p class="muted" id={`${id}-help`}>
            {help}
          </p>
        )}
      </div>
      <div class="setting-control">{children}</div>
      {problem !== null && (
        <p class="failure setting-problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** The ids of what explains a setting's control: its problem first, then its help. */
export function describedBy(id: string, help: string | undefined, problem: string | null = null) {
  const ids = [...(problem === null ? [] : [`${id}-problem`]), ...(help === undefined ? [] : [`${id}-help`])];
  return ids.length > 0 ? ids.join(' ') : undefined;
}
