import type { EpochMs } from '../model/time';

/** A value of an export. Several texts are one cell where the form knows no lists. */
export type Cell = string | number | boolean | null | readonly string[];

export const exportKinds = ['servers', 'backups', 'findings', 'activity'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** What is exported, before it is written in any form; `docs/exports.md` says what each column means. */
export type Table = {
  readonly kind: ExportKind;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** Named columns, each with what stands in it for an item. */
export type Columns<Item> = Readonly<Record<string, (item: Item) => Cell>>;

export function tableOf<Item>(kind: ExportKind, items: readonly Item[], columns: Columns<Item>): Table {
  const read = Object.values(columns);
  return {
    kind,
    columns: Object.keys(columns),
    rows: items.map((item) => read.map((cell) => cell(item))),
  };
}

/** A moment as every program reads it: ISO 8601 in UTC. */
export function iso(at: EpochMs | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** A span in whole seconds. */
export function seconds(spanMs: number | null): number | null {
  return spanMs === null ? null : Math.round(spanMs / 1000);
}
