import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Address,
  addressOf,
  groupings,
  type ServerSort,
  serverSorts,
} from '../../../../lib/fleet/dashboard/address';
import { listOf, serversIn } from '../../../../lib/fleet/dashboard/list';
import { ordered } from '../../../../lib/fleet/dashboard/order';
import type { ServerRow } from '../../../../lib/fleet/types';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, aReading, aServer, aStored, NOW } from '../../builders';
import { fleetOf, fleets } from './rows';

const orders = fc.record({ by: fc.constantFrom(...serverSorts), reversed: fc.boolean() });
const keysOf = (rows: readonly ServerRow[]) => rows.map(({ key }) => key);
const serverKeys = (list: ReturnType<typeof listOf>) =>
  list.flatMap((item) => (item.kind === 'server' ? [item.key] : []));

describe('the order of the servers', () => {
  test('loses and doubles none, and does not depend on the order before', () => {
    fc.assert(
      fc.property(fleets, orders, fc.integer(), ({ rows }, order, seed) => {
        const there = keysOf(ordered(rows, order));
        expect([...there].sort()).toEqual(keysOf(rows).sort());
        const shuffled = [...rows].sort((a, b) => ((a.key.length * seed) % 7) - ((b.key.length * seed) % 5));
        expect(keysOf(ordered([...shuffled].reverse(), order))).toEqual(there);
      }),
    );
  });

  const server = (name: string, hours: number | null, sizeGb: number | null, used: number) =>
    aStored({
      server: aServer({ id: name, name }),
      readAt: hours === null ? null : NOW,
      reading:
        hours === null
          ? null
          : aReading({
              quota: { kind: 'limited', used, limit: 4, remaining: 4 - used },
              backups:
                hours === 0
                  ? []
                  : [
                      aBackup({
                        createdAt: NOW - hours * HOUR_MS,
                        size: sizeGb === null ? null : { basis: 'stored', sizeBytes: sizeGb * 1e9 },
                      }),
                    ],
            }),
    });
  const { rows } = fleetOf([
    server('app-10', 5, 3, 4),
    server('app-2', 9, 7, 1),
    server('never', 0, null, 0),
    server('dark', null, null, 0),
  ]);

  test.each<[ServerSort, boolean, string[]]>([
    ['name', false, ['app-2', 'app-10', 'dark', 'never']],
    ['name', true, ['never', 'dark', 'app-10', 'app-2']],
    // Never backed up is older than any age; what is not known is last either way.
    ['age', false, ['never', 'app-2', 'app-10', 'dark']],
    ['age', true, ['app-10', 'app-2', 'never', 'dark']],
    ['size', false, ['app-2', 'app-10', 'never', 'dark']],
    ['size', true, ['app-10', 'app-2', 'never', 'dark']],
    ['quota', false, ['app-10', 'app-2', 'never', 'dark']],
    ['worst', false, ['never', 'dark', 'app-2', 'app-10']],
    ['worst', true, ['app-10', 'app-2', 'dark', 'never']],
  ])('by %s, reversed: %s', (by, reversed, names) => {
    expect(ordered(rows, { by, reversed }).map((row) => row.stored.server.name)).toEqual(names);
  });

  test('the size of a disk is not the size of a backup', () => {
    const disk = (id: string, diskBytes: number) =>
      aStored({
        server: aServer({ id, name: id }),
        reading: aReading({ backups: [aBackup({ size: { basis: 'disk', diskBytes } })] }),
      });
    const fleet = fleetOf([disk('a', 1e9), disk('b', 9e9)]);
    expect(ordered(fleet.rows, { by: 'size', reversed: false }).map(({ key }) => key)).toEqual([
      'hostup/a',
      'hostup/b',
    ]);
  });
});

describe('the table of the servers', () => {
  const addresses: fc.Arbitrary<Address> = fc
    .record({
      sort: orders,
      group: fc.constantFrom(...groupings, null),
    })
    .map((said) => ({ ...addressOf(''), ...said }));

  test('groups lose no server: every one stands once, under the head of its group, the gone ones last', () => {
    fc.assert(
      fc.property(fleets, addresses, (overview, address) => {
        const list = listOf(overview, address);
        const all = [...overview.rows, ...overview.gone];
        expect(serverKeys(list).sort()).toEqual(keysOf(all).sort());
        expect(new Set(list.map(({ key }) => key)).size).toBe(list.length);
        const heads = list.flatMap((item) => (item.kind === 'group' ? [item] : []));
        if (address.group !== null)
          expect(heads.flatMap(({ rows }) => keysOf(rows))).toEqual(serverKeys(list));
        expect(keysOf(serversIn(list)).sort()).toEqual(keysOf(overview.rows).sort());
        expect(serverKeys(list).slice(overview.rows.length).sort()).toEqual(keysOf(overview.gone).sort());
      }),
    );
  });

  const late = aStored({
    accountId: 'a2',
    server: aServer({ id: 'late', name: 'late', provider: 'vpsorg' }),
    reading: aReading({ backups: [aBackup({ createdAt: NOW - 9 * DAY_MS, note: 'before the move' })] }),
  });
  const fleet = fleetOf([aStored(), late]);
  const shown = (hash: string) =>
    listOf(fleet, addressOf(hash)).map((item) =>
      item.kind === 'group' ? `${item.rows.length}, ${item.covered} covered` : item.row.stored.server.name,
    );

  test.each([
    ['', ['late', 'app-01']],
    ['#q=move', ['late']],
    ['#q=192.0.2.10', ['late', 'app-01']],
    ['#q=app+work', ['app-01']],
    ['#coverage=covered', ['app-01']],
    ['#provider=vpsorg', ['late']],
    ['#account=a1', ['app-01']],
    ['#account=a1&coverage=exposed', []],
    ['#group=coverage&sort=name', ['1, 0 covered', 'late', '1, 1 covered', 'app-01']],
    ['#group=account&sort=name', ['1, 1 covered', 'app-01', '1, 0 covered', 'late']],
  ])('%s', (hash, names) => {
    expect(shown(hash)).toEqual(names);
  });
});
