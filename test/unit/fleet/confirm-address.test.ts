import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConfirmRequest, confirmAddress, requestOf } from '../../../lib/fleet/confirm-address';
import { drafts, settingsChanges } from './schedules/arbitrary';

const key = fc.string({ unit: 'binary' });
const requests: fc.Arbitrary<ConfirmRequest> = fc.oneof(
  fc.record({ kind: fc.constantFrom('backup', 'restoreFrom', 'makeRoom'), key }),
  fc.record({ kind: fc.constantFrom('restore', 'delete'), key, point: key }),
  fc.record({ kind: fc.constant('legacy'), key, number: fc.integer({ min: 1 }).map(String) }),
  fc.record({ kind: fc.constant('overdue') }),
  fc.record({ kind: fc.constant('servers'), keys: fc.array(key, { minLength: 1 }) }),
  fc.record({
    kind: fc.constant('schedule'),
    key,
    task: fc.oneof(
      drafts.map((schedule) => ({ kind: 'saveSchedule', schedule }) as const),
      fc
        .string({ unit: 'binary', minLength: 1 })
        .map((scheduleId) => ({ kind: 'deleteSchedule', scheduleId }) as const),
      settingsChanges.map((change) => ({ kind: 'changeSettings', change }) as const),
    ),
  }),
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
  '#saveSchedule=hostup/s1',
  '#saveSchedule=hostup/s1&frequency=daily&hour=2&retention=3',
  '#saveSchedule=hostup/s1&frequency=daily&hour=24&retention=3&enabled=yes',
  '#saveSchedule=hostup/s1&frequency=weekly&hour=2&retention=3&enabled=yes',
  '#deleteSchedule=hostup/s1',
  '#limits=hostup/s1',
  '#limits=hostup/s1&total=0',
  '#limits=hostup/s1&deleteOldest=maybe',
  '#plan=',
  '#servers=',
  '#servers=[]',
  '#servers=[1]',
  '#servers={"a":1}',
  '#servers=%5B',
])('%s asks for nothing', (hash) => {
  expect(requestOf(hash)).toBeNull();
});
