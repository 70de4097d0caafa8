import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRows, wireAmount, wireFlag, wireId, wireText } from '../../../lib/providers/rows';
import { bytesOfGb, bytesOfMb, epochOf, epochOfSeconds, textOf } from '../../../lib/providers/values';
import { z } from '../../../lib/providers/zod';

test.each([
  ['2026-04-27T10:00:00.000Z', Date.UTC(2026, 3, 27, 10)],
  ['2024-08-29T14:21:54.000000Z', Date.UTC(2024, 7, 29, 14, 21, 54)],
  ['2023-06-19T22:36:35+03:00', Date.UTC(2023, 5, 19, 19, 36, 35)],
  ['2023-06-19T22:36:35-0330', Date.UTC(2023, 5, 20, 2, 6, 35)],
  ['2025-01-10 11:45:31', Date.UTC(2025, 0, 10, 11, 45, 31)],
  ['2025-01-10T11:45', Date.UTC(2025, 0, 10, 11, 45)],
  ['2024-06-15', Date.UTC(2024, 5, 15)],
  ['2024-02-30T25:00:00Z', null],
  ['0', null],
  ['1', null],
  ['yesterday', null],
  ['', null],
  [null, null],
  [undefined, null],
])('the time %s', (text, epoch) => {
  expect(epochOf(text)).toBe(epoch);
});

test('every time that can be written comes back, whatever the zone of this computer', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
      (date) => {
        expect(epochOf(date.toISOString())).toBe(date.getTime());
        expect(epochOf(date.toISOString().replace('Z', ''))).toBe(date.getTime());
      },
    ),
  );
});

test('Unix seconds, and amounts in decimal units', () => {
  expect(epochOfSeconds(1_769_734_009)).toBe(1_769_734_009_000);
  for (const none of [0, -1, 1e20, Number.NaN, null, undefined]) expect(epochOfSeconds(none)).toBeNull();
  expect([bytesOfGb(12.4), bytesOfMb(4523), bytesOfGb(0)]).toEqual([12_400_000_000, 4_523_000_000, 0]);
  for (const none of [-1, null, undefined]) expect([bytesOfGb(none), bytesOfMb(none)]).toEqual([null, null]);
  expect([textOf(' a '), textOf(' '), textOf(null)]).toEqual(['a', null, null]);
});

test('rows that cannot be read are counted, the others keep their order', () => {
  const row = z.object({ id: wireId });
  const good = fc
    .oneof(
      fc.nat(),
      fc.string({ minLength: 1 }).filter((id) => !/^\.\.?$/.test(id)),
    )
    .map((id) => ({ id, more: [id] }));
  const bad = fc.constantFrom<unknown>(null, 7, 'x', [], {}, { id: '' }, { id: null }, { _truncated: '…' });
  const mixed = fc.array(
    fc.oneof(
      good.map((value) => [true, value]),
      bad.map((value) => [false, value]),
    ),
  );
  fc.assert(
    fc.property(mixed, (tagged) => {
      const read = readRows(
        row,
        tagged.map(([, value]) => value),
      );
      const expected = tagged.flatMap(([ok, value]) => (ok ? [String((value as { id: unknown }).id)] : []));
      expect(read.rows.map(({ id }) => id)).toEqual(expected);
      expect(read.unreadableRows).toBe(tagged.length - expected.length);
    }),
  );
});

test('schemas never compile code, which an extension’s CSP forbids', () => {
  expect(z.config().jitless).toBe(true);
});

test('a secondary field of another type, or absent, is not stated; a number written as text is that number', () => {
  const row = z.object({ text: wireText, flag: wireFlag, amount: wireAmount });
  const none = { text: null, flag: null, amount: null };
  expect(row.parse({})).toEqual(none);
  expect(row.parse({ text: 7, flag: 'true', amount: '' })).toEqual(none);
  expect(row.parse({ text: {}, flag: 1, amount: -1 })).toEqual(none);
  expect(row.parse({ text: 'a', flag: false, amount: ' 50.5 ' })).toEqual({
    text: 'a',
    flag: false,
    amount: 50.5,
  });
  for (const odd of ['1e3', '0x10', '-1', 'many', true, [], Number.NaN]) {
    expect(wireAmount.parse(odd)).toBeNull();
  }
});
