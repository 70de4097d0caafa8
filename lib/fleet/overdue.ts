import type { Overview, ServerRow } from './types';

/** What "Back up all overdue" means: all that is overdue, exposed or was never backed up, where its provider can. */
export function overdueRows({ rows }: Overview): readonly ServerRow[] {
  return rows.filter(
    ({ coverage, create }) =>
      (coverage === 'overdue' || coverage === 'exposed') && create.kind !== 'notOffered',
  );
}
