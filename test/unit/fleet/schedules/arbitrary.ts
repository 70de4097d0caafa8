import fc from 'fast-check';
import type { BackupSettingsChange, ScheduleDraft } from '../../../../lib/model/backup';

/** Schedules that can be saved, keeping at most five copies. */
export const drafts: fc.Arbitrary<ScheduleDraft> = fc
  .record({
    hour: fc.integer({ min: 0, max: 23 }),
    minute: fc.option(fc.integer({ min: 0, max: 59 })),
    retentionCount: fc.integer({ min: 1, max: 5 }),
    enabled: fc.boolean(),
    name: fc.option(fc.constantFrom('Nightly', 'Varje natt', 'ежедневно')),
  })
  .chain((common) =>
    fc.oneof(
      fc.constant({ ...common, frequency: 'daily' as const }),
      fc
        .integer({ min: 0, max: 6 })
        .map((dayOfWeek) => ({ ...common, frequency: 'weekly' as const, dayOfWeek })),
      fc
        .integer({ min: 1, max: 31 })
        .map((dayOfMonth) => ({ ...common, frequency: 'monthly' as const, dayOfMonth })),
    ),
  );

/** Changes of settings that name at least one. */
export const settingsChanges: fc.Arbitrary<BackupSettingsChange> = fc
  .record(
    { totalLimit: fc.integer({ min: 1, max: 99 }), autoDeleteOldest: fc.boolean() },
    { requiredKeys: [] },
  )
  .filter((change) => Object.keys(change).length > 0);
