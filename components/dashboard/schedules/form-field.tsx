import type { ComponentChildren } from 'preact';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly problem: string | null;
  readonly children: ComponentChildren;
};

/** A field under its label; below it what is wrong with it, or what explains it. */
export function FormField({ id, label, help, problem, children }: Props) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {problem !== null && (
        <p class="failure" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
      {problem === null && help !== undefined && (
        <p class="muted" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}
