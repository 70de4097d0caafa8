import { useMemo, useRef, useState } from 'preact/hooks';
import {
  allToggled,
  nothingSelected,
  type Selection,
  shareSelected,
  toggled,
  withRange,
} from '../../../lib/fleet/dashboard/selection';
import type { ServerRow } from '../../../lib/fleet/types';

/** The chosen servers and the ways to choose; one that is no longer there is no longer chosen. */
export type Choosing = {
  readonly keys: Selection;
  /** In the order in which they are shown, those that are not shown last. */
  readonly list: readonly string[];
  readonly hiddenCount: number;
  readonly share: 'none' | 'some' | 'all';
  readonly toggle: (key: string) => void;
  /** Everything from the one that was chosen last. */
  readonly extendTo: (key: string) => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
};

export function useSelection(rows: readonly ServerRow[], shown: readonly string[]): Choosing {
  const [chosen, setChosen] = useState(nothingSelected);
  const anchor = useRef<string | null>(null);
  const keys = useMemo(
    () => new Set(rows.map(({ key }) => key).filter((key) => chosen.has(key))),
    [rows, chosen],
  );
  const seen = useMemo(() => new Set(shown), [shown]);
  const hidden = [...keys].filter((key) => !seen.has(key));
  return {
    keys,
    list: [...shown.filter((key) => keys.has(key)), ...hidden],
    hiddenCount: hidden.length,
    share: shareSelected(keys, shown),
    toggle: (key) => {
      anchor.current = key;
      setChosen(toggled(keys, key));
    },
    extendTo: (key) => setChosen(withRange(keys, shown, anchor.current ?? key, key)),
    toggleAll: () => setChosen(allToggled(keys, shown)),
    clear: () => setChosen(nothingSelected),
  };
}
