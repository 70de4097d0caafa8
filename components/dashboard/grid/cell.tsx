// biome-ignore-all lint/a11y/useSemanticElements: the rows are placed one by one, which a table's own elements do not allow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the rows have the keyboard, and what can be pressed in a cell.
import type { ComponentChildren, Ref } from 'preact';

type Props = {
  /** Its column. */
  readonly name: string;
  readonly children?: ComponentChildren;
};

export function Cell({ name, children }: Props) {
  return (
    <span class={`cell cell-${name}`} role="gridcell">
      {children}
    </span>
  );
}

/** The cell that names its row. */
export function RowHead({ name, span, children }: Props & { readonly span?: number }) {
  return (
    <span class={`cell cell-${name}`} role="rowheader" aria-colspan={span}>
      {children}
    </span>
  );
}

type ColumnProps = Props & {
  /** How the rows are sorted by this column; undefined where they are not. */
  readonly sorted?: 'ascending' | 'descending' | undefined;
  readonly cellRef?: Ref<HTMLSpanElement>;
};

export function ColumnHead({ name, sorted, cellRef, children }: ColumnProps) {
  return (
    <span ref={cellRef ?? null} class={`cell cell-${name}`} role="columnheader" aria-sort={sorted}>
      {children}
    </span>
  );
}
