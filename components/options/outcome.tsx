import type { ComponentChildren } from 'preact';

/** What became of an action: said where it was asked for, and announced. */
export type Outcome = { readonly good: boolean; readonly sentence: string };

export function OutcomeLine({ outcome }: { readonly outcome: Outcome | null }) {
  if (outcome === null) return null;
  return outcome.good ? (
    <p class="success" role="status">
      {outcome.sentence}
    </p>
  ) : (
    <p class="failure" role="alert">
      {outcome.sentence}
    </p>
  );
}

type FieldProps = {
  readonly label: string;
  readonly for: string;
  readonly help?: string;
  readonly children: ComponentChildren;
};

/** A field under its label. */
export function Field({ label, for: id, help, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {help !== undefined && <p class="muted">{help}</p>}
    </div>
  );
}
