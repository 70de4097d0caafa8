import fc from 'fast-check';
import type { Backup, BackupSettings } from '../../../../lib/model/backup';
import type { ServerReading } from '../../../../lib/model/server';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import { aBackup, aReading, NOW, someSettings } from '../../builders';

const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

export const someBackups: fc.Arbitrary<readonly Backup[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('manual', 'scheduled', 'automatic', 'unknown'),
      state: fc.constantFrom('complete', 'complete', 'complete', 'running', 'unknown'),
      createdAt: orNull(fc.integer({ min: NOW - 9 * DAY_MS, max: NOW + HOUR_MS })),
      expiresAt: orNull(fc.integer({ min: NOW - DAY_MS, max: NOW + 9 * DAY_MS })),
      protected: fc.constantFrom(true, false, null),
    }) satisfies fc.Arbitrary<Partial<Backup>>,
    { maxLength: 9 },
  )
  .map((rows) => rows.map((over, index) => aBackup({ id: `b${index}`, ...over })));

const slots: fc.Arbitrary<Pick<ServerReading, 'quota'>> = fc.oneof(
  fc
    .record({ used: fc.integer({ min: 0, max: 9 }), limit: fc.integer({ min: 1, max: 7 }) })
    .map(({ used, limit }) => ({
      quota: { kind: 'limited' as const, used, limit, remaining: Math.max(0, limit - used) },
    })),
  fc.constant({ quota: { kind: 'notStated' as const, used: null } }),
  fc.constant({ quota: { kind: 'absent' as const, used: 0 } }),
);

const settings: fc.Arbitrary<BackupSettings> = fc
  .record({
    totalLimit: orNull(fc.integer({ min: 0, max: 7 })),
    manualActive: orNull(fc.integer({ min: 0, max: 7 })),
    scheduledActive: orNull(fc.integer({ min: 0, max: 7 })),
    scheduledSlots: orNull(fc.integer({ min: 0, max: 3 })),
    manualLimit: orNull(fc.integer({ min: 0, max: 5 })),
    autoDeleteOldest: fc.constantFrom(true, false, null),
  })
  .map(someSettings);

const schedules = fc.array(
  fc.record({
    id: fc.constantFrom('one', 'two'),
    name: fc.constant(null),
    frequency: fc.constant('daily' as const),
    frequencyText: fc.constant('daily'),
    timeText: fc.constant(null),
    dayText: fc.constant(null),
    retentionCount: orNull(fc.integer({ min: 0, max: 7 })),
    enabled: fc.constantFrom(true, false, null),
    lastRunAt: fc.constant(null),
    nextRunAt: orNull(fc.integer({ min: NOW, max: NOW + 2 * DAY_MS }).map((at) => at - (at % MINUTE_MS))),
  }),
  { maxLength: 2 },
);

/** Readings of every kind of slots, settings and schedules, beside backups of every kind. */
export const someReading: fc.Arbitrary<ServerReading> = fc
  .record({ backups: someBackups, slots, settings: orNull(settings), schedules })
  .map(({ backups, slots: { quota }, ...rest }) => aReading({ backups, quota, ...rest }));
