import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Json, markOf, opensSeal, openValue, sealValue } from '../../../lib/state/seal';
import { KEY, OTHER_KEY } from './sealed';

const values = fc.jsonValue({ stringUnit: 'binary' }) as fc.Arbitrary<Json>;

describe('a sealed value', () => {
  test('is the same when it is opened, whatever it is', () => {
    fc.assert(
      fc.property(values, fc.string({ unit: 'binary' }), (value, place) => {
        // JSON knows one zero only, and a time or a size never needs another.
        const expected = JSON.parse(JSON.stringify(value));
        expect(openValue(KEY, place, sealValue(KEY, place, value))).toEqual(expected);
      }),
    );
  });

  test('does not open once any one bit of it is flipped, or it is cut anywhere', () => {
    const sealed = sealValue(KEY, 'place', { name: 'app-01' });
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const damaged = Uint8Array.from(sealed);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openValue(KEY, 'place', damaged), `bit ${bit}`).toThrow();
    }
    for (let length = 0; length < sealed.length; length++) {
      expect(() => openValue(KEY, 'place', sealed.subarray(0, length)), `${length} bytes`).toThrow();
    }
  });

  test('opens in its own place alone, and under its own key', () => {
    const sealed = sealValue(KEY, 'place', 'value');
    expect(() => openValue(KEY, 'other place', sealed)).toThrow();
    expect(() => openValue(OTHER_KEY, 'place', sealed)).toThrow();
  });

  test('never looks the same twice: each has a nonce of its own', () => {
    const nonces = Array.from({ length: 500 }, () => sealValue(KEY, 'place', 1).subarray(0, 24).join());
    expect(new Set(nonces).size).toBe(500);
  });
});

describe('the mark of a seal', () => {
  test('tells its key from any other, and its own id from one that was changed', () => {
    const mark = markOf('first', KEY);
    expect(opensSeal(mark, KEY)).toBe(true);
    expect(opensSeal(mark, OTHER_KEY)).toBe(false);
    expect(opensSeal({ ...mark, id: 'second' }, KEY)).toBe(false);
    expect(opensSeal({ ...mark, check: new Uint8Array(3) }, KEY)).toBe(false);
  });
});
