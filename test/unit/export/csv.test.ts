import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf, harmless } from '../../../lib/export/csv';
import { jsonOf } from '../../../lib/export/json';
import type { Cell, Table } from '../../../lib/export/table';
import { NOW } from '../builders';

/** Reads CSV as RFC 4180 says it is written: the other half of a round trip, by another hand. */
function parse(text: string): string[][] {
  const lines: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const line = lines.at(-1) ?? [];
    let cell = '';
    if (text[at] === '"') {
      for (at++; ; at++) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') cell += text[at++];
        else break;
      }
      at++;
    } else while (at < text.length && text[at] !== ',' && text[at] !== '\r') cell += text[at++];
    line.push(cell);
    if (text[at] === ',') at++;
    else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      if (at < text.length) lines.push([]);
    }
    if (text[at - 1] === ',' && at === text.length) line.push('');
  }
  return lines;
}

const texts = fc.string({
  unit: fc.oneof(fc.constantFrom(...',"\r\n\t =+-@;\ud800\u0000'), fc.string({ maxLength: 1 })),
});
const cells: fc.Arbitrary<Cell> = fc.oneof(
  texts,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(texts),
);
const tables: fc.Arbitrary<Table> = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    kind: fc.constant('servers' as const),
    columns: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: width, maxLength: width }),
    rows: fc.array(fc.array(cells, { minLength: width, maxLength: width }), { maxLength: 6 }),
  }),
);

const plain = (cell: Cell) =>
  cell === null ? '' : Array.isArray(cell) ? cell.join(' ').toWellFormed() : String(cell).toWellFormed();

describe('CSV', () => {
  test('parses back to what it was written from, but for the apostrophe before a formula', () => {
    fc.assert(
      fc.property(tables, (table) => {
        const csv = csvOf(table);
        expect(csv.startsWith('\ufeff')).toBe(true);
        const [header, ...lines] = parse(csv.slice(1));
        expect(header).toEqual(table.columns);
        expect(lines).toEqual(
          table.rows.map((row) =>
            row.map((cell) => (typeof cell === 'number' ? String(cell) : harmless(plain(cell)))),
          ),
        );
      }),
    );
  });

  test.each(['=1+1', '+1', '-1', '@x', '\t=1', '\r=1', '＝1', "=cmd|' /C calc'!A0"])(
    '%j is no formula',
    (name) => {
      const [, [cell = ''] = []] = parse(
        csvOf({ kind: 'servers', columns: ['name'], rows: [[name]] }).slice(1),
      );
      expect(cell).toBe(`'${name}`);
    },
  );

  test('numbers stay numbers, also negative ones', () => {
    expect(csvOf({ kind: 'servers', columns: ['a', 'b'], rows: [[-1, true]] })).toBe(
      '\ufeffa,b\r\n-1,true\r\n',
    );
  });
});

test('JSON is the table with its kind, version and moment', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const file = JSON.parse(jsonOf(table, NOW)) as Record<string, unknown>;
      expect(file).toMatchObject({
        app: 'lastgood',
        kind: 'servers',
        version: 1,
        exportedAt: '2026-03-10T12:00:00.000Z',
      });
      expect(file.servers).toEqual(
        table.rows.map((row) => Object.fromEntries(table.columns.map((column, at) => [column, row[at]]))),
      );
    }),
  );
});
