import { describe, expect, test } from 'vitest';
import type { HistoryEntry, Schedule } from '../../../../lib/model/backup';
import type { FindingKind } from '../../../../lib/model/finding';
import type { Server } from '../../../../lib/model/server';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import { aBackup, NOW, someSettings } from '../../builders';
import { aRun, aSchedule, aSeen, type Case, found, kindsIn } from './judge';

const GOOD_AT = NOW - 5 * HOUR_MS;
const good = [aBackup({ createdAt: GOOD_AT })];

describe('a failed run', () => {
  const failed = (history: readonly HistoryEntry[], more: Case = {}) =>
    found({ ...more, reading: { backups: good, history, ...more.reading } }, 'scheduleFailed');

  test('an error is certain', () => {
    expect(failed([aRun()])).toMatchObject({
      severity: 'error',
      runAt: NOW - HOUR_MS,
      runs: 1,
      certain: true,
      statusText: 'error',
      errorText: 'disk is locked',
      occurrence: 'h1',
      beganAt: NOW - HOUR_MS,
    });
  });

  test('a word that nobody explains is a possible failure', () => {
    const run = aRun({ state: 'possibleFailure', statusText: 'aborted', errorText: null });
    expect(failed([run])).toMatchObject({ severity: 'warning', certain: false, statusText: 'aborted' });
  });

  test.each<[string, Partial<HistoryEntry>, boolean]>([
    ['of unknown kind', { kind: 'unknown' }, true],
    ['started by hand', { kind: 'manual' }, false],
    ['that made a backup', { state: 'active' }, false],
    ['whose backup was deleted', { state: 'deleted' }, false],
    ['under way', { state: 'running' }, false],
    ['just after the last good backup', { createdAt: GOOD_AT + 1 }, true],
    ['at the last good backup', { createdAt: GOOD_AT }, false],
    ['before the last good backup', { createdAt: GOOD_AT - 1 }, false],
    ['without a date, where a restore point may have followed it', { createdAt: null }, false],
  ])('a row %s', (_name, over, expected) => {
    expect(failed([aRun(over)]) !== null).toBe(expected);
  });

  test('without any restore point every failed row counts, the undated ones too', () => {
    const history = [aRun({ id: 'u', createdAt: null }), aRun({ createdAt: NOW - 90 * DAY_MS })];
    expect(failed(history, { reading: { backups: [] } })).toMatchObject({ runs: 2, occurrence: 'h1' });
    const undated = failed([aRun({ createdAt: null })], { reading: { backups: [] } });
    expect(undated).toMatchObject({ runAt: null, beganAt: NOW });
  });

  test.each<[string, number, boolean]>([
    ['a restore point that is gone by now', NOW - 30 * MINUTE_MS, false],
    ['none but an older one that is gone', NOW - 2 * HOUR_MS, true],
    ['only one whose date lies ahead', NOW + DAY_MS, true],
  ])('followed by %s', (_name, createdAt, expected) => {
    const seen = [aSeen({ id: 'b9', createdAt, gone: { at: NOW - MINUTE_MS, why: 'deletedHere' } })];
    expect(failed([aRun()], { stored: { seen } }) !== null).toBe(expected);
    const undated = failed([aRun({ createdAt: null })], { stored: { seen }, reading: { backups: [] } });
    expect(undated).toEqual(createdAt > NOW ? expect.anything() : null);
  });

  test('the newest decides, all are counted, and each new one is a beginning', () => {
    const history = [
      aRun({ id: 'h1', createdAt: NOW - 3 * HOUR_MS }),
      aRun({ id: 'h3', createdAt: NOW - HOUR_MS, state: 'possibleFailure' }),
      aRun({ id: 'h2', createdAt: NOW - 2 * HOUR_MS }),
    ];
    expect(failed(history)).toMatchObject({ runs: 3, certain: false, occurrence: 'h3', severity: 'warning' });
  });

  test.each([[['possibleFailure', 'failed'] as const], [['failed', 'possibleFailure'] as const]])(
    'of two at one moment the certain one speaks (%j)',
    (states) => {
      const history = states.map((state, i) => aRun({ id: `h${i}`, state }));
      expect(failed(history)).toMatchObject({ runs: 2, certain: true });
    },
  );

  test('began by our clock where the provider’s is ahead', () => {
    const finding = failed([aRun()], { status: { skewMs: 2 * HOUR_MS } });
    expect(finding && finding.beganAt).toBe(NOW - 3 * HOUR_MS);
  });
});

describe('a run that never came', () => {
  /** A schedule at a server whose only backup is ten days old; over its goal, which is not the matter here. */
  const old = aBackup({ createdAt: NOW - 10 * DAY_MS });
  const late = (schedule: Partial<Schedule>, more: Case = {}) =>
    found(
      { ...more, reading: { backups: [old], schedules: [aSchedule(schedule)], ...more.reading } },
      'scheduleLate',
    );
  const dueAt = NOW - 3 * HOUR_MS - 1;

  test.each<[string, Partial<Schedule>, number | null]>([
    ['the next run passed by exactly the grace', { nextRunAt: NOW - 3 * HOUR_MS }, null],
    ['the next run passed by more than the grace', { nextRunAt: dueAt }, dueAt],
    ['the next run is to come', { nextRunAt: NOW + HOUR_MS }, null],
    ['the last run left nothing', { lastRunAt: dueAt, nextRunAt: NOW + HOUR_MS }, dueAt],
    [
      'the last run left nothing, and the next one is in its grace',
      { lastRunAt: dueAt, nextRunAt: NOW - HOUR_MS },
      dueAt,
    ],
    ['the last run may still be at it', { lastRunAt: NOW - 3 * HOUR_MS, nextRunAt: NOW + HOUR_MS }, null],
    [
      'a last run after a next run that was never moved on',
      { lastRunAt: dueAt, nextRunAt: dueAt - DAY_MS },
      dueAt,
    ],
    ['daily, one day and the grace after the last', { frequency: 'daily', lastRunAt: dueAt - DAY_MS }, dueAt],
    ['weekly, after a week', { frequency: 'weekly', lastRunAt: dueAt - 7 * DAY_MS }, dueAt],
    [
      'weekly, its last run left nothing',
      { frequency: 'weekly', lastRunAt: NOW - 2 * DAY_MS },
      NOW - 2 * DAY_MS,
    ],
    ['no frequency that is known', { frequency: null, lastRunAt: dueAt - 9 * DAY_MS }, dueAt - 9 * DAY_MS],
    ['no times at all', {}, null],
    ['off', { enabled: false, nextRunAt: dueAt }, null],
    ['not stated whether it is on', { enabled: null, nextRunAt: dueAt }, dueAt],
  ])('%s', (_name, schedule, expected) => {
    const finding = late(schedule);
    expect(finding && finding.dueAt).toBe(expected);
    if (finding) expect(finding).toMatchObject({ severity: 'warning', occurrence: String(expected) });
    if (finding) expect(finding.beganAt).toBe(finding.dueAt + 3 * HOUR_MS);
  });

  test('a run of 28 February is not late while a month may be 31 days', () => {
    const lastRunAt = Date.UTC(2026, 0, 31, 2);
    const backups = [aBackup({ createdAt: lastRunAt })];
    const at = (now: number) =>
      late(
        { frequency: 'monthly', lastRunAt },
        { now, settings: { goalMs: 40 * DAY_MS }, reading: { backups } },
      );
    expect(at(Date.UTC(2026, 1, 28, 12))).toBeNull();
    expect(at(Date.UTC(2026, 2, 3, 5))).toBeNull();
    expect(at(Date.UTC(2026, 2, 3, 5, 0, 1))).toMatchObject({ dueAt: Date.UTC(2026, 2, 3, 2) });
  });

  test.each<[string, Case['reading'], boolean]>([
    ['a backup of that time', { backups: [aBackup({ createdAt: dueAt })] }, false],
    ['one dated an hour early', { backups: [aBackup({ createdAt: dueAt - HOUR_MS })] }, false],
    ['one dated earlier than that', { backups: [aBackup({ createdAt: dueAt - HOUR_MS - 1 })] }, true],
    ['one under way', { backups: [aBackup({ createdAt: dueAt, state: 'running' })] }, false],
    [
      'one in a state that nobody explains',
      { backups: [aBackup({ createdAt: dueAt, state: 'unknown' })] },
      true,
    ],
    ['one without a date', { backups: [aBackup({ createdAt: null })] }, true],
    ['one of tomorrow', { backups: [aBackup({ createdAt: NOW + DAY_MS })] }, true],
    [
      'a row of one that was deleted since',
      { history: [aRun({ state: 'deleted', createdAt: dueAt })] },
      false,
    ],
    ['a failure that says why', { history: [aRun({ createdAt: dueAt - HOUR_MS })] }, false],
    ['a failure of an earlier run', { history: [aRun({ createdAt: dueAt - HOUR_MS - 1 })] }, true],
    ['a failure of something by hand', { history: [aRun({ kind: 'manual', createdAt: dueAt })] }, true],
    [
      'no slot, which says why',
      { quota: { kind: 'limited', used: 1, limit: 1, remaining: 0 }, settings: someSettings() },
      false,
    ],
  ])('there is %s', (_name, reading, expected) => {
    expect(late({ nextRunAt: dueAt }, { reading: { backups: [old], ...reading } }) !== null).toBe(expected);
  });

  test('a schedule that rotates its own copies needs no slot, which excuses nothing', () => {
    const schedules = [aSchedule({ nextRunAt: dueAt, retentionCount: 1 })];
    const settings = someSettings({ scheduledActive: 1, scheduledSlots: 0 });
    expect(late({}, { reading: { backups: [old], schedules, settings } })).toMatchObject({ dueAt });
  });

  test('a backup that was seen and is gone shows that the run came', () => {
    const seen = [aSeen({ id: 'b9', createdAt: dueAt, missingSince: NOW - HOUR_MS })];
    expect(late({ nextRunAt: dueAt }, { stored: { seen } })).toBeNull();
  });

  test.each([HOUR_MS, -HOUR_MS])('runs are due by the provider’s clock (%i ms ahead)', (skewMs) => {
    const status = { skewMs };
    expect(late({ nextRunAt: NOW + skewMs - 3 * HOUR_MS }, { status })).toBeNull();
    const finding = late({ nextRunAt: dueAt + skewMs }, { status });
    expect(finding).toMatchObject({ dueAt: dueAt + skewMs, beganAt: NOW - 1 });
  });

  test('what the reading could not yet know is not held against it', () => {
    const stored = { readAt: NOW - 30 * MINUTE_MS };
    expect(late({ nextRunAt: dueAt }, { stored })).toBeNull();
    expect(late({ nextRunAt: dueAt - 30 * MINUTE_MS }, { stored })).not.toBeNull();
  });

  test('two schedules are one finding, of the run missed last', () => {
    const schedules = [
      aSchedule({ id: 'a', nextRunAt: dueAt - DAY_MS }),
      aSchedule({ id: 'b', nextRunAt: dueAt }),
      aSchedule({ id: 'c', nextRunAt: NOW + DAY_MS }),
    ];
    expect(late({}, { reading: { backups: [old], schedules } })).toMatchObject({ dueAt });
  });
});

describe('nothing that comes by itself', () => {
  const off = aSchedule({ enabled: false });
  const missing: FindingKind = 'scheduleMissing';

  function automaticKinds(given: Case): readonly FindingKind[] {
    const missed = found(given, missing) === null ? [] : [missing];
    return [...kindsIn(given).filter((kind) => kind !== 'quotaNear'), ...missed];
  }

  test.each<[string, Case['reading'], Server['automatic'], readonly FindingKind[]]>([
    ['a schedule that is on', { schedules: [aSchedule()] }, { kind: 'notStated' }, []],
    ['all are off', { schedules: [off, { ...off, id: 'b' }] }, { kind: 'notStated' }, ['scheduleOff']],
    ['one of two is off', { schedules: [off, aSchedule({ id: 'b' })] }, { kind: 'notStated' }, []],
    [
      'one does not say',
      { schedules: [off, aSchedule({ id: 'b', enabled: null })] },
      { kind: 'notStated' },
      [],
    ],
    [
      'off, where the provider makes its own',
      { schedules: [off] },
      { kind: 'stated', frequency: 'weekly', keptWeeks: 3 },
      [],
    ],
    ['none', {}, { kind: 'notStated' }, [missing]],
    ['none, where the provider makes its own', {}, { kind: 'stated', frequency: 'weekly', keptWeeks: 3 }, []],
    ['none bought', {}, { kind: 'none' }, ['noAutomatic']],
    ['not in the plan', { quota: { kind: 'absent', used: 0 } }, { kind: 'notStated' }, []],
  ])('%s', (_name, reading, automatic, kinds) => {
    expect(automaticKinds({ reading: { ...reading }, server: { automatic } })).toEqual(kinds);
  });

  test('a schedule that is missing is advice, one that is off or not bought is a warning', () => {
    expect(found({}, missing)).toMatchObject({ severity: 'info', occurrence: null });
    expect(found({ reading: { schedules: [off] } }, 'scheduleOff')).toMatchObject({ severity: 'warning' });
    expect(found({ server: { automatic: { kind: 'none' } } }, 'noAutomatic')).toMatchObject({
      severity: 'warning',
    });
  });

  test.each<[string, number | null, boolean]>([
    ['younger than 32 days', NOW - 32 * DAY_MS + 1, false],
    ['32 days old', NOW - 32 * DAY_MS, true],
    ['without a date', null, true],
  ])('a scheduled backup %s', (_name, createdAt, expected) => {
    for (const kind of ['scheduled', 'automatic'] as const) {
      const backups = [aBackup(), aBackup({ id: 'b2', kind, createdAt })];
      expect(found({ reading: { backups } }, missing) !== null).toBe(expected);
    }
  });

  test.each<[string, Case]>([
    ['a provider that tells of no schedules', { server: { provider: 'vpsorg' } }],
    ['a row that could not be read', { reading: { unreadableRows: 1 } }],
    [
      'a list that could not be read',
      { reading: { partTroubles: [{ part: 'schedules', trouble: { kind: 'timedOut' } }] } },
    ],
    [
      'an older list that could not be read',
      { reading: { partTroubles: [{ part: 'legacySchedules', trouble: { kind: 'timedOut' } }] } },
    ],
  ])('an empty list is not certain: %s', (_name, given) => {
    expect(found(given, missing)).toBeNull();
  });

  test('a part that tells nothing of schedules leaves it certain', () => {
    const partTroubles = [{ part: 'snapshots', trouble: { kind: 'timedOut' } }] as const;
    expect(found({ reading: { partTroubles } }, missing)).not.toBeNull();
  });
});
