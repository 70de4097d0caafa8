export type Metric = {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** What the value may be at most; null where it is told for the reader alone. */
  readonly limit: number | null;
  readonly ok: boolean;
};

/** A metric, rounded as it is shown; it is judged as it was measured. */
export function metric(name: string, unit: string, value: number, limit: number | null): Metric {
  return { name, unit, value: Math.round(value * 100) / 100, limit, ok: limit === null || value <= limit };
}

/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const upper = ordered[Math.floor(ordered.length / 2)];
  const lower = ordered[Math.floor((ordered.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('there is no median of nothing');
  return (lower + upper) / 2;
}

/** One line each, in columns. */
export function table(metrics: readonly Metric[]): string {
  const rows = metrics.map(({ name, unit, value, limit, ok }) => [
    name,
    `${value} ${unit}`,
    limit === null ? '' : `limit ${limit} ${unit}`,
    limit === null ? '' : ok ? 'ok' : 'MISSED',
  ]);
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const line = ([name = '', value = '', limit = '', verdict = '']: readonly string[]) =>
    `${name.padEnd(width(0))}  ${value.padStart(width(1))}  ${limit.padEnd(width(2))}  ${verdict}`.trimEnd();
  return rows.map(line).join('\n');
}
