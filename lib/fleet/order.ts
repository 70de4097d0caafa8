import type { Coverage, ServerRow } from './types';

const severity: Record<Coverage, number> = { exposed: 3, overdue: 2, unknown: 1, covered: 0 };

/** Sorts the worst server first: by coverage, then by how far past its goal it is (never backed up leads), then by name. */
export function worstFirst(a: ServerRow, b: ServerRow): number {
  return (
    severity[b.coverage] - severity[a.coverage] ||
    pressure(b) - pressure(a) ||
    a.stored.server.name.localeCompare(b.stored.server.name) ||
    a.key.localeCompare(b.key)
  );
}

function pressure(row: ServerRow): number {
  return row.restoreAgeMs === null ? Number.MAX_VALUE : row.restoreAgeMs / row.goalMs;
}
