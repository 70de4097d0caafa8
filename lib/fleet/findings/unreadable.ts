import type { Draft, ReadingCase } from './draft';

/** What of a server's reading could not be read: rows that count as unknown, and parts that keep what was known. */
export function unreadableFindings({ reading }: ReadingCase): readonly Draft[] {
  const rows: readonly Draft[] =
    reading.unreadableRows === 0
      ? []
      : [
          {
            facts: { kind: 'unreadableRows', rows: reading.unreadableRows },
            severity: 'warning',
            since: null,
          },
        ];
  const parts = reading.partTroubles.map(
    ({ part, trouble }): Draft => ({
      facts: { kind: 'partUnread', part, trouble },
      severity: 'info',
      since: null,
      of: part,
    }),
  );
  return [...rows, ...parts];
}
