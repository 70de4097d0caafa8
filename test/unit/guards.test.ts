import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { guards } from '../guards/guards';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

/** The rows of the table of threats: number, and the test in the last column. */
const rows = [...read('docs/security.md').matchAll(/^\| (\d+) \|.*\| `([^`]+)` \|$/gm)].map(
  ([, number, named]) => ({ row: Number(number), test: named ?? '' }),
);

describe('the table of threats', () => {
  test('is numbered through, and each row has a guard that can be taken away', () => {
    expect(rows.map(({ row }) => row)).toEqual(rows.map((_, at) => at + 1));
    expect([...new Set(guards.map(({ row }) => row))]).toEqual(rows.map(({ row }) => row));
  });

  test.each(rows)('row $row names the test that its guard is held by: $test', ({ row, test: named }) => {
    expect(existsSync(new URL(`test/${named}`, root))).toBe(true);
    for (const guard of guards.filter((entry) => entry.row === row)) expect(guard.test).toBe(named);
  });

  test.each(guards)('the guard of row $row stands in $file once', ({ file, find, replace }) => {
    expect(read(file).split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
  });
});
