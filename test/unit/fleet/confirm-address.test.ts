import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConfirmRequest, confirmAddress, requestOf } from '../../../lib/fleet/confirm-address';

const key = fc.string({ unit: 'binary' });
const requests: fc.Arbitrary<ConfirmRequest> = fc.oneof(
  fc.record({ kind: fc.constantFrom('backup', 'restoreFrom', 'makeRoom'), key }),
  fc.record({ kind: fc.constantFrom('restore', 'delete'), key, point: key }),
  fc.record({ kind: fc.constant('legacy'), key, number: fc.integer({ min: 1 }).map(String) }),
  fc.record({ kind: fc.constant('overdue') }),
  fc.record({ kind: fc.constant('servers'), keys: fc.array(key, { minLength: 1 }) }),
  fc.record({ kind: fc.constant('plan'), planId: fc.string({ unit: 'binary', minLength: 1 }) }),
);

test('every request comes back out of its own address', () => {
  fc.assert(
    fc.property(requests, (request) => {
      const { hash, pathname } = new URL(confirmAddress(request), 'chrome-extension://lastgood');
      expect(pathname).toBe('/confirm.html');
      expect(requestOf(hash)).toEqual(request);
    }),
  );
});

test.each([
  '',
  '#',
  '#nothing=1',
  '#restore=hostup/s1',
  '#delete=hostup/s1',
  '#legacy=hostup/s1&number=0',
  '#plan=',
  '#servers=',
  '#servers=[]',
  '#servers=[1]',
  '#servers={"a":1}',
  '#servers=%5B',
])('%s asks for nothing', (hash) => {
  expect(requestOf(hash)).toBeNull();
});
