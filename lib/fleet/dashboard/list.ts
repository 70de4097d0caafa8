import { groupBy } from '../group';
import type { Coverage, Overview, ServerRow } from '../types';
import type { Address, Grouping } from './address';
import { ordered } from './order';
import { rowsIn } from './select';

/** What the servers of a group have in common; `gone`: their provider no longer lists them. */
export type GroupOf = Grouping | 'gone';

/** One line of the table: a server, or the head of the group that follows. */
export type ListItem =
  | { readonly kind: 'server'; readonly key: string; readonly row: ServerRow }
  | {
      readonly kind: 'group';
      readonly key: string;
      readonly of: GroupOf;
      /** Never empty; in the order in which they follow. */
      readonly rows: readonly ServerRow[];
      readonly covered: number;
    };

const COVERAGES: readonly Coverage[] = ['exposed', 'overdue', 'unknown', 'covered'];

const groupKeys: Record<Grouping, (row: ServerRow) => string> = {
  account: ({ account }) => account.id,
  provider: ({ provider }) => provider,
  coverage: ({ coverage }) => String(COVERAGES.indexOf(coverage)),
};

/**
 * The table of servers as an address asks for it: filtered, ordered, grouped. A group stands where its first server
 * would; groups by coverage worst first. Servers that are gone follow as a group of their own.
 */
export function listOf(overview: Overview, address: Address): readonly ListItem[] {
  const rows = ordered(rowsIn(overview.rows, address), address.sort);
  const gone = ordered(rowsIn(overview.gone, address), address.sort);
  return [...grouped(rows, address.group), ...(gone.length === 0 ? [] : groupItems('gone', 'gone', gone))];
}

/** The servers of a list that can be chosen, in their order: those that are still there. */
export function serversIn(items: readonly ListItem[]): readonly ServerRow[] {
  return items.flatMap((item) =>
    item.kind === 'server' && item.row.stored.goneSince === null ? [item.row] : [],
  );
}

function grouped(rows: readonly ServerRow[], by: Grouping | null): readonly ListItem[] {
  if (by === null) return rows.map(itemOf);
  const groups = [...groupBy(rows, groupKeys[by])];
  if (by === 'coverage') groups.sort(([a], [b]) => Number(a) - Number(b));
  return groups.flatMap(([key, group]) => groupItems(by, key, group));
}

function groupItems(of: GroupOf, key: string, rows: readonly ServerRow[]): readonly ListItem[] {
  const covered = rows.filter(({ coverage }) => coverage === 'covered').length;
  return [{ kind: 'group', key: `group ${of} ${key}`, of, rows, covered }, ...rows.map(itemOf)];
}

function itemOf(row: ServerRow): ListItem {
  return { kind: 'server', key: row.key, row };
}
