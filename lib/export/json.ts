import type { EpochMs } from '../model/time';
import { iso, type Table } from './table';

/** Raised when a column changes its meaning or goes; a column that is added raises nothing. */
export const EXPORT_VERSION = 1;

/** The table as JSON: what it is, in which version, when it was made, and one object for each row. */
export function jsonOf({ kind, columns, rows }: Table, now: EpochMs): string {
  const entries = rows.map((cells) =>
    Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? null])),
  );
  const file = { app: 'lastgood', kind, version: EXPORT_VERSION, exportedAt: iso(now), [kind]: entries };
  return `${JSON.stringify(file, null, 2)}\n`;
}
