import type { Overview, ServerRow } from './types';

/** Whether its last good backup is too old, or it has none. One that nobody knows of is not known to be so. */
export function isUncovered({ coverage }: Pick<ServerRow, 'coverage'>): boolean {
  return coverage === 'overdue' || coverage === 'exposed';
}

/** What the one button for all of them offers. */
export type Uncovered = {
  /** Those of which a backup can be asked here, in the fleet's order. */
  readonly rows: readonly ServerRow[];
  /** "Overdue" names them only where none is exposed. */
  readonly word: 'overdue' | 'uncovered';
  /** How many can be backed up in their provider's panel alone. */
  readonly panelOnly: number;
};

export function uncoveredOf({ rows }: Pick<Overview, 'rows'>): Uncovered {
  const all = rows.filter(isUncovered);
  const offered = all.filter(({ create }) => create.kind !== 'notOffered');
  return { rows: offered, word: wordFor(offered), panelOnly: all.length - offered.length };
}

/** What uncovered servers are called together. */
export function wordFor(rows: readonly ServerRow[]): Uncovered['word'] {
  return rows.every(({ coverage }) => coverage === 'overdue') ? 'overdue' : 'uncovered';
}
