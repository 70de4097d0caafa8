import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf, backupSorts } from '../../../../lib/fleet/dashboard/address';
import { backupListOf, listedBackup } from '../../../../lib/fleet/dashboard/backup-list';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, aReading, aServer, aStored, NOW } from '../../builders';
import { fleetOf, fleets, goneBackup, seenBackup } from './rows';

const stored = (sizeBytes: number) => ({ basis: 'stored', sizeBytes }) as const;

const fleet = fleetOf([
  aStored({
    reading: aReading({
      backups: [
        aBackup({ id: 'small', createdAt: NOW - HOUR_MS, size: stored(1e9), note: 'before the move' }),
        aBackup({ id: 'disk', createdAt: NOW - 2 * HOUR_MS, size: { basis: 'disk', diskBytes: 9e9 } }),
        aBackup({ id: 'undated', createdAt: null, size: stored(5e9), expiresAt: NOW + DAY_MS }),
      ],
    }),
    seen: [
      seenBackup(HOUR_MS, { id: 'small' }),
      goneBackup(3 * DAY_MS, 2 * DAY_MS, { id: 'old' }),
      goneBackup(4 * DAY_MS, HOUR_MS, { id: 'older', note: 'last year' }),
    ],
  }),
  aStored({
    server: aServer({ id: 's2', name: 'zoo' }),
    reading: aReading({ backups: [aBackup({ id: 'z', createdAt: NOW - 3 * HOUR_MS, kind: 'automatic' })] }),
  }),
]);
const ids = (hash: string) => backupListOf(fleet, addressOf(hash)).map(({ backup }) => backup.id);

describe('the list of all backups', () => {
  test.each([
    ['', ['small', 'disk', 'z', 'old', 'older', 'undated']],
    ['#order=-date', ['older', 'old', 'z', 'disk', 'small', 'undated']],
    ['#order=size', ['undated', 'small', 'disk', 'z', 'old', 'older']],
    ['#order=expiry', ['undated', 'small', 'disk', 'z', 'old', 'older']],
    ['#order=-server', ['z', 'small', 'disk', 'old', 'older', 'undated']],
    ['#order=gone', ['older', 'old', 'small', 'disk', 'z', 'undated']],
    ['#gone=only', ['old', 'older']],
    ['#gone=only&order=gone', ['older', 'old']],
    ['#q=move', ['small']],
    ['#q=year', ['older']],
    ['#q=zoo', ['z']],
  ])('%s', (hash, expected) => {
    expect(ids(hash)).toEqual(expected);
  });

  test('one that is listed is no gone one, whatever the ledger missed before', () => {
    const again = fleetOf([
      aStored({
        reading: aReading({ backups: [aBackup({ id: 'back' })] }),
        seen: [goneBackup(HOUR_MS, HOUR_MS, { id: 'back' })],
      }),
    ]);
    const [item, ...others] = backupListOf(again, addressOf(''));
    expect(others).toEqual([]);
    expect(item?.end).toBeNull();
    expect(item === undefined ? null : listedBackup(item)).not.toBeNull();
  });

  test('those of a server that is no longer listed are among them', () => {
    const left = fleetOf([
      aStored({ goneSince: NOW - DAY_MS, reading: aReading({ backups: [aBackup({ id: 'left' })] }) }),
    ]);
    expect(left.rows).toEqual([]);
    expect(backupListOf(left, addressOf('')).map(({ backup }) => backup.id)).toEqual(['left']);
  });

  test('every order has each backup of each server once', () => {
    const orders = fc.record({ by: fc.constantFrom(...backupSorts), reversed: fc.boolean() });
    fc.assert(
      fc.property(fleets, orders, (overview, backupSort) => {
        const items = backupListOf(overview, { ...addressOf(''), backupSort });
        const there = [...overview.rows, ...overview.gone].flatMap((row) =>
          row.backups.map(({ id }) => `${row.key} ${id}`),
        );
        expect(items.map(({ key }) => key).sort()).toEqual(there.sort());
      }),
    );
  });
});
