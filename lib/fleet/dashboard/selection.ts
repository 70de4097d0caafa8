/** The keys of the chosen servers. */
export type Selection = ReadonlySet<string>;

export const nothingSelected: Selection = new Set();

/** The one server is chosen, or no longer. */
export function toggled(selection: Selection, key: string): Selection {
  const next = new Set(selection);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** All from one shown server to another, whichever comes first, are chosen besides; an end that is not shown counts for nothing. */
export function withRange(
  selection: Selection,
  shown: readonly string[],
  from: string,
  to: string,
): Selection {
  const ends = [shown.indexOf(from), shown.indexOf(to)].filter((index) => index >= 0);
  if (ends.length === 0) return selection;
  return new Set([...selection, ...shown.slice(Math.min(...ends), Math.max(...ends) + 1)]);
}

/** How much of what is shown is chosen. */
export function shareSelected(selection: Selection, shown: readonly string[]): 'none' | 'some' | 'all' {
  const count = shown.filter((key) => selection.has(key)).length;
  if (count === 0) return 'none';
  return count === shown.length ? 'all' : 'some';
}

/** All that is shown is chosen, or, where it already was, none of it. */
export function allToggled(selection: Selection, shown: readonly string[]): Selection {
  if (shareSelected(selection, shown) !== 'all') return new Set([...selection, ...shown]);
  const left = new Set(shown);
  return new Set([...selection].filter((key) => !left.has(key)));
}
