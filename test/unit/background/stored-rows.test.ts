import { describe, expect, test } from 'vitest';
import { unlistedRow, withReading } from '../../../lib/background/stored-rows';
import { HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { aBackup, aReading, aStored, NOW, someSettings } from '../builders';

describe('a new reading', () => {
  test('is as old as its beginning', () => {
    expect(withReading(aStored({ readAt: null }), aReading(), NOW - MINUTE_MS, NOW).readAt).toBe(
      NOW - MINUTE_MS,
    );
  });

  test('never takes the place of one that began later', () => {
    const later = aStored({ readAt: NOW, reading: aReading({ backups: [aBackup({ id: 'newest' })] }) });
    expect(withReading(later, aReading(), NOW - 1, NOW)).toBe(later);
  });

  test('takes the place of one from a future that a clock set back has taken away', () => {
    const future = aStored({ readAt: NOW + HOUR_MS });
    expect(withReading(future, aReading(), NOW, NOW).readAt).toBe(NOW);
  });

  test('clears the server’s trouble', () => {
    const troubled = aStored({ readAt: null, trouble: { kind: 'timedOut' }, troubleSince: NOW });
    expect(withReading(troubled, aReading(), NOW, NOW)).toMatchObject({ trouble: null, troubleSince: null });
  });

  test('keeps what was known of the parts that it could not read', () => {
    const snapshot = {
      id: 's',
      serverId: 's1',
      name: 's',
      createdAt: NOW,
      expiresAt: null,
      size: null,
      note: null,
    };
    const settings = someSettings();
    const known = aReading({
      snapshots: [snapshot],
      settings,
      backups: [aBackup({ protected: true, scheduleId: '7' })],
    });
    const trouble = { kind: 'timedOut' } as const;
    const partial = aReading({
      partTroubles: [
        { part: 'snapshots', trouble },
        { part: 'schedules', trouble },
        { part: 'legacyBackups', trouble },
      ],
    });
    const { reading } = withReading(aStored({ readAt: NOW - 1, reading: known }), partial, NOW, NOW);
    expect(reading).toMatchObject({
      snapshots: [snapshot],
      settings,
      backups: [{ protected: true, scheduleId: '7' }],
    });
    expect(reading?.partTroubles).toHaveLength(3);
  });
});

test('a server is gone once two lists in a row do not name it', () => {
  const once = unlistedRow(aStored(), NOW);
  expect(once).toMatchObject({ unlistedSince: NOW, goneSince: null });
  const twice = unlistedRow(once, NOW + 1);
  expect(twice).toMatchObject({ unlistedSince: NOW, goneSince: NOW + 1 });
  expect(unlistedRow(twice, NOW + 2).goneSince).toBe(NOW + 1);
});
