import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { ageText, fill } from '../../../lib/panel/words';
import { formatAge } from '../../../lib/text/format';
import { aView } from './page';

describe('words on the page', () => {
  test('an age is what the popup says', () => {
    const edges = [1, 59, 60, 47 * 60, 48 * 60, 49 * 60].map((minutes) => minutes * MINUTE_MS);
    const ages = fc.oneof(
      fc.integer({ min: MINUTE_MS, max: 3 * HOUR_MS }),
      fc.integer({ min: MINUTE_MS, max: 4 * DAY_MS }),
      fc.integer({ min: MINUTE_MS, max: 5000 * DAY_MS }),
      fc.constantFrom(...edges, ...edges.map((edge) => Math.max(MINUTE_MS, edge - 1))),
    );
    fc.assert(
      fc.property(ages, (ageMs) => {
        expect(ageText(ageMs, aView())).toBe(formatAge(ageMs));
      }),
    );
  });

  test('under a minute there is a number that fits into a sentence', () => {
    expect([0, -HOUR_MS, MINUTE_MS - 1].map((age) => ageText(age, aView()))).toEqual(Array(3).fill('<1 min'));
  });

  test('a place without a value stays, and values are taken as they are', () => {
    expect(fill('{a} of {b} and {c}', { a: '$&', b: '{a}' })).toBe('$& of {a} and {c}');
  });
});
