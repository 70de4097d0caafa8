type Key = Pick<KeyboardEvent, 'key' | 'altKey' | 'metaKey' | 'ctrlKey'>;

/** The row that a key leads to from another; null for a key that leads nowhere. `pageRows`: what fits into the window. */
export function indexAfter(
  { key, altKey, metaKey }: Key,
  from: number,
  count: number,
  pageRows: number,
): number | null {
  if (altKey || metaKey || count === 0) return null;
  const within = (index: number) => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case 'ArrowDown':
      return within(from + 1);
    case 'ArrowUp':
      return within(from - 1);
    case 'PageDown':
      return within(from + pageRows);
    case 'PageUp':
      return within(from - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Whether a key types a letter or the like: that is for the filter. A space chooses a row. */
export function types({ key, altKey, metaKey, ctrlKey }: Key): boolean {
  return [...key].length === 1 && key !== ' ' && !altKey && !metaKey && !ctrlKey;
}
