import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultKinds } from '../../../../lib/fleet/activity';
import {
  type Address,
  addressOf,
  backupSorts,
  groupings,
  hashOf,
  serverSorts,
  spansDays,
  views,
} from '../../../../lib/fleet/dashboard/address';
import { scheduleShows, scheduleSorts } from '../../../../lib/fleet/schedules/select';

const plain: Address = {
  view: 'servers',
  query: '',
  accountId: null,
  provider: null,
  coverage: null,
  days: 90,
  sort: { by: 'worst', reversed: false },
  group: null,
  backupSort: { by: 'date', reversed: false },
  goneOnly: false,
  result: null,
  scheduleShow: 'all',
  scheduleSort: 'pressing',
  server: null,
};

/** A text as a person types it or a provider names something: without half of a character. */
const text = fc.string({ unit: 'grapheme' });
const name = fc.option(fc.string({ unit: 'grapheme', minLength: 1 }));
const order = <By extends string>(columns: readonly By[]) =>
  fc.record({ by: fc.constantFrom(...columns), reversed: fc.boolean() });

const addresses: fc.Arbitrary<Address> = fc.record({
  view: fc.constantFrom(...views),
  query: text,
  accountId: name,
  provider: name,
  coverage: fc.constantFrom('covered', 'overdue', 'exposed', 'unknown', null),
  days: fc.constantFrom(...spansDays),
  sort: order(serverSorts),
  group: fc.constantFrom(...groupings, null),
  backupSort: order(backupSorts),
  goneOnly: fc.boolean(),
  result: fc.constantFrom(...resultKinds, null),
  scheduleShow: fc.constantFrom(...scheduleShows),
  scheduleSort: fc.constantFrom(...scheduleSorts),
  server: name,
});

describe('the address of the dashboard', () => {
  test('says everything that is shown: what is written is read again as it was', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        expect(addressOf(hashOf(address))).toEqual(address);
      }),
    );
  });

  test.each([
    ['', {}],
    ['#', {}],
    [
      '#view=backups&order=-size&gone=only',
      { view: 'backups', backupSort: { by: 'size', reversed: true }, goneOnly: true },
    ],
    [
      '#view=servers&days=365&sort=age&group=account&q=db+1',
      { days: 365, sort: { by: 'age', reversed: false }, group: 'account', query: 'db 1' },
    ],
    ['#server=hostup%2Fvps_1&coverage=unknown', { server: 'hostup/vps_1', coverage: 'unknown' }],
    ['#sort=-worst', { sort: { by: 'worst', reversed: true } }],
    // What was cut, typed or made by another version names nothing and hides nothing.
    ['#view=moon&days=7&sort=luck&group=&coverage=fine&account=&gone=yes&%', {}],
  ])('reads %s', (hash, said) => {
    expect(addressOf(hash)).toEqual({ ...plain, ...said });
  });

  test('a text that is still being typed is kept to the letter', () => {
    expect(addressOf(hashOf({ ...plain, query: ' db ' })).query).toBe(' db ');
  });

  test('what is usual is not written', () => {
    expect(hashOf(plain)).toBe('#view=servers');
    expect(hashOf({ ...plain, query: 'a&b', days: 30 })).toBe('#view=servers&q=a%26b&days=30');
  });
});
