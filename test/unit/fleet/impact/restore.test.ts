import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { couldBeEvicted, evictionOf } from '../../../../lib/fleet/impact/eviction';
import { restoreImpact } from '../../../../lib/fleet/impact/restore';
import type { ChosenPoint } from '../../../../lib/fleet/impact/types';
import { isDated, isRestorePoint } from '../../../../lib/fleet/restore-points';
import type { Backup } from '../../../../lib/model/backup';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import { aBackup, anOperation, NOW, someSettings } from '../../builders';
import { someBackups } from './arbitrary';
import { aRow } from './rows';

const own = (backupId = 'b1'): ChosenPoint => ({ kind: 'own', backupId });
const GB = 1e9;

const other = (over: Partial<Extract<ChosenPoint, { kind: 'other' }>> = {}): ChosenPoint => ({
  kind: 'other',
  serverId: 's2',
  serverName: 'old-01',
  backup: { id: 'b9', createdAt: NOW - DAY_MS, size: { basis: 'stored', sizeBytes: 12 * GB } },
  diskBytes: null,
  ...over,
});

describe('what a restore does', () => {
  test('the point, its age, the newer ones and what is lost', () => {
    const newer = aBackup({ id: 'b2', createdAt: NOW - MINUTE_MS });
    const older = aBackup({ id: 'b3', createdAt: NOW - DAY_MS });
    const running = aBackup({ id: 'b5', createdAt: NOW, state: 'unknown' });
    const undated = aBackup({ id: 'b4', createdAt: null });
    const row = aRow({
      reading: { backups: [older, undated, aBackup(), newer, running], unreadableBackups: 2 },
    });
    expect(restoreImpact(row, own())).toMatchObject({
      point: { id: 'b1' },
      ageMs: HOUR_MS,
      newer: { count: 1, newest: { id: 'b2' }, undated: 1, unreadable: 2 },
      loss: { kind: 'after', at: NOW - HOUR_MS },
      meanwhile: 'notStated',
      disk: { kind: 'notAsked' },
      refusal: null,
      safety: { kind: 'possible', eviction: null },
    });
  });

  test('without a date nothing is said to be older, and what is lost is not dated', () => {
    const row = aRow({ reading: { backups: [aBackup({ createdAt: null }), aBackup({ id: 'b2' })] } });
    expect(restoreImpact(row, own())).toMatchObject({
      ageMs: null,
      newer: { count: 1, newest: { id: 'b2' } },
      loss: { kind: 'afterUndated' },
    });
  });

  test("another server's point takes everything, stops the server and sets its network anew", () => {
    const row = aRow();
    expect(restoreImpact(row, other())).toMatchObject({
      loss: { kind: 'everything' },
      meanwhile: 'stopsResetsNetwork',
      newer: { count: 1, newest: { id: 'b1' } },
      refusal: null,
    });
    expect(restoreImpact(row, other({ backup: null }))).toMatchObject({
      point: null,
      refusal: { kind: 'gone' },
    });
  });
});

describe('what stands against a restore', () => {
  const readOnly = { writes: 'refused' as const };
  test.each([
    ['notOffered', aRow({ status: { capabilities: ['delete'] } })],
    ['unavailable', aRow({ status: { trouble: { kind: 'wrongKey' } } })],
    ['readOnlyKey', aRow({ status: readOnly })],
    ['unread', aRow({ stored: { readAt: NOW - 11 * MINUTE_MS } })],
    ['unread', aRow({ stored: { readAt: NOW + HOUR_MS } })],
    ['unread', aRow({ stored: { trouble: { kind: 'timedOut' } } })],
    ['unread', aRow({ reading: null, stored: { readAt: null } })],
    ['running', aRow({ operations: [anOperation()] })],
    ['running', aRow({ reading: { backups: [aBackup(), aBackup({ id: 'b2', state: 'running' })] } })],
    ['locked', aRow({ server: { locked: true } })],
    ['serverGone', aRow({ stored: { goneSince: NOW } })],
    ['gone', aRow({ reading: { backups: [] } })],
    ['notComplete', aRow({ reading: { backups: [aBackup({ state: 'unknown' })] } })],
    ['expired', aRow({ reading: { backups: [aBackup({ expiresAt: NOW })] } })],
    ['olderList', aRow({ reading: { backups: [], unmatched: [aBackup()] } })],
    [
      'gateClosed',
      aRow({ reading: { restoreGate: { allowed: false, reason: 'pending order', code: null } } }),
    ],
  ])('%s', (kind, row) => {
    expect(restoreImpact(row, own()).refusal).toMatchObject({ kind });
  });

  test('a restore in place has a gate, and one of another server’s backup has its own', () => {
    const gate = { allowed: false, reason: 'no backups', code: null };
    const refusal = { kind: 'gateClosed', reason: 'no backups' };
    expect(restoreImpact(aRow({ reading: { restoreGate: gate } }), other()).refusal).toBeNull();
    expect(restoreImpact(aRow({ reading: { restoreFromGate: gate } }), other()).refusal).toEqual(refusal);
    expect(restoreImpact(aRow({ reading: { restoreFromGate: gate } }), own()).refusal).toBeNull();
  });

  test('the gate gives its reason, the account its trouble', () => {
    const gate = { allowed: false, reason: 'pending order', code: null };
    expect(restoreImpact(aRow({ reading: { restoreGate: gate } }), own()).refusal).toEqual({
      kind: 'gateClosed',
      reason: 'pending order',
    });
    expect(restoreImpact(aRow({ status: { trouble: { kind: 'wrongKey' } } }), own()).refusal).toEqual({
      kind: 'unavailable',
      trouble: { kind: 'wrongKey' },
    });
  });

  const disk = (gb: number) => ({ basis: 'disk' as const, diskBytes: gb * GB });
  const stored = (gb: number) => ({ basis: 'stored' as const, sizeBytes: gb * GB });
  test.each([
    ['enough', own(), disk(60), 60 * GB],
    ['tooSmall', own(), disk(61), 60 * GB],
    ['unknown', own(), disk(60), null],
    ['unknown', own(), disk(0), 60 * GB],
    ['notAsked', own(), stored(61), 60 * GB],
    ['notAsked', own(), null, null],
    ['tooSmall', other({ backup: { id: 'b9', createdAt: null, size: stored(61) } }), null, 60 * GB],
    ['unknown', other({ backup: { id: 'b9', createdAt: null, size: stored(59) } }), null, 60 * GB],
    ['unknown', other({ backup: { id: 'b9', createdAt: null, size: null } }), null, 60 * GB],
    ['enough', other({ diskBytes: 60 * GB }), null, 60 * GB],
    ['tooSmall', other({ diskBytes: 61 * GB }), null, 60 * GB],
    ['unknown', other({ diskBytes: 61 * GB }), null, null],
  ])('a disk that is %s', (kind, chosen, size, diskBytes) => {
    const row = aRow({ server: { diskBytes }, reading: { backups: [aBackup({ size })] } });
    const { disk: checked, refusal } = restoreImpact(row, chosen);
    expect(checked.kind).toBe(kind);
    expect(refusal).toEqual(
      kind === 'tooSmall' ? { kind: 'diskTooSmall', needsBytes: 61 * GB, hasBytes: 60 * GB } : null,
    );
  });
});

describe('whether the current state can be backed up first', () => {
  const full = { kind: 'limited', used: 3, limit: 3, remaining: 0 } as const;
  const lastSlot = { kind: 'limited', used: 2, limit: 3, remaining: 1 } as const;
  const days = (...ages: readonly number[]) =>
    ages.map((age, index) =>
      aBackup({ id: `b${index + 1}`, createdAt: NOW - age * DAY_MS, protected: false }),
    );
  const daily = {
    id: 'd',
    name: null,
    frequency: 'daily',
    frequencyText: 'daily',
    timeText: null,
    dayText: null,
    retentionCount: 3,
    enabled: true,
    lastRunAt: null,
    nextRunAt: NOW + HOUR_MS,
  } as const;
  const evicts = (autoDeleteOldest: boolean | null) =>
    someSettings({ totalLimit: null, manualActive: null, scheduledSlots: null, autoDeleteOldest });

  test.each([
    [
      'the oldest of a full quota',
      { backups: days(3, 2, 1), quota: full, settings: evicts(true) },
      true,
      true,
    ],
    ['nobody says what happens', { backups: days(3, 2, 1), quota: full, settings: null }, true, false],
    [
      'the last slot may go to a schedule first',
      { backups: days(3, 2), quota: lastSlot, settings: evicts(true), schedules: [daily] },
      false,
      true,
    ],
    [
      "the server's own limit is reached before the plan's",
      {
        backups: days(3, 2, 1),
        settings: someSettings({ totalLimit: 3, manualActive: 3, scheduledActive: 0 }),
      },
      true,
      true,
    ],
    [
      'of those made by hand it is the oldest',
      {
        backups: [
          ...days(3),
          aBackup({ id: 'b0', kind: 'scheduled', createdAt: NOW - 9 * DAY_MS, protected: false }),
        ],
        quota: full,
        settings: evicts(true),
      },
      false,
      true,
    ],
    [
      'the one older may be protected',
      {
        backups: [aBackup({ createdAt: NOW - DAY_MS }), aBackup({ id: 'b2', createdAt: NOW - 2 * DAY_MS })],
        quota: full,
        settings: evicts(true),
      },
      false,
      true,
    ],
    [
      'it has no date',
      {
        backups: [aBackup({ createdAt: null }), ...days(0, 3, 2).slice(1)],
        quota: full,
        settings: evicts(true),
      },
      false,
      true,
    ],
  ])('could evict: %s', (_, reading, probable, stated) => {
    expect(restoreImpact(aRow({ reading }), own()).safety).toEqual({ kind: 'couldEvict', probable, stated });
  });

  test.each([
    ['a slot is free', { backups: days(3, 2), quota: lastSlot, settings: evicts(true) }],
    ['an older one goes first', { backups: days(1, 2, 3), quota: full, settings: evicts(true) }],
    [
      'two older ones of which one may be protected',
      {
        backups: [1, 2, 3].map((age) => aBackup({ id: `b${age}`, createdAt: NOW - age * DAY_MS })),
        quota: full,
        settings: evicts(true),
      },
    ],
    ['it is protected', { backups: [aBackup({ protected: true })], quota: full, settings: evicts(true) }],
    ['no limit is stated', { backups: days(3), quota: { kind: 'notStated', used: null } as const }],
  ])('possible: %s', (_, reading) => {
    expect(restoreImpact(aRow({ reading }), own()).safety.kind).toBe('possible');
  });

  test('a full quota that deletes none leaves no slot for it', () => {
    const row = aRow({ reading: { backups: days(3), quota: full, settings: evicts(false) } });
    expect(restoreImpact(row, own()).safety).toEqual({ kind: 'noSlot' });
  });

  test('that none is deleted is not believed of settings that could not be read anew', () => {
    const partTroubles = [{ part: 'schedules', trouble: { kind: 'timedOut' } }] as const;
    const reading = { backups: days(3), settings: evicts(false), partTroubles };
    for (const quota of [full, lastSlot]) {
      const row = aRow({ reading: { ...reading, quota } });
      expect(restoreImpact(row, own()).safety).toMatchObject({ kind: 'couldEvict', stated: false });
    }
    expect(evictionOf(aRow({ reading: { ...reading, quota: full } }))).toMatchObject({ kind: 'evicts' });
  });

  test('a point that expires within the two hours that both may take', () => {
    const at = NOW + 2 * HOUR_MS;
    const row = aRow({ reading: { backups: [aBackup({ expiresAt: at })] } });
    expect(restoreImpact(row, own()).safety).toEqual({ kind: 'expiresBefore', at });
    const later = aRow({ reading: { backups: [aBackup({ expiresAt: at + 1 })] } });
    expect(restoreImpact(later, own()).safety.kind).toBe('possible');
  });

  test('the oldest copy of a schedule that may run meanwhile', () => {
    const [copy, newer] = days(3, 2).map((backup) => ({ ...backup, kind: 'scheduled' as const }));
    const reading = { backups: [copy, newer].filter((backup) => backup !== undefined), schedules: [daily] };
    expect(restoreImpact(aRow({ reading }), own('b1')).safety).toEqual({ kind: 'rotatesBefore' });
    expect(restoreImpact(aRow({ reading }), own('b2')).safety.kind).toBe('possible');
    const later = { ...reading, schedules: [{ ...daily, nextRunAt: NOW + 3 * HOUR_MS }] };
    expect(restoreImpact(aRow({ reading: later }), own('b1')).safety.kind).toBe('possible');
  });

  test('not where a backup by hand is not offered', () => {
    const shut = (code: string | null) => ({ allowed: false, reason: 'Not now.', code });
    const safetyAt = (reading: object) => restoreImpact(aRow({ reading }), own()).safety;
    const notPossible = { kind: 'notPossible', reason: 'Not now.' };
    expect(safetyAt({ createGate: shut(null) })).toEqual({ ...notPossible, roomHelps: false });
    expect(safetyAt({ createGate: shut(null), quota: full })).toEqual({ ...notPossible, roomHelps: true });
    expect(safetyAt({ createGate: shut('pending_order'), quota: full })).toMatchObject({ roomHelps: false });
    const none = { kind: 'absent', used: 0 } as const;
    expect(safetyAt({ createGate: shut(null), quota: none }), 'no plan, no slots').toMatchObject({
      roomHelps: false,
    });
  });

  test("another server's point has no part in this server's slots, but its own oldest has", () => {
    const row = aRow({ reading: { backups: days(3, 2, 1), quota: full, settings: evicts(true) } });
    expect(restoreImpact(row, other()).safety).toMatchObject({
      kind: 'possible',
      eviction: { kind: 'evicts', stated: true, oldest: { id: 'b1' } },
    });
  });

  test('what cannot be evicted outlives every reading of "the oldest"', () => {
    const known = someBackups.map((rows) =>
      rows.map((row) => ({ ...row, protected: row.protected === true })),
    );
    fc.assert(
      fc.property(known, fc.nat(), fc.integer({ min: 1, max: 3 }), (backups, at, slots) => {
        const chosen = backups[at % Math.max(1, backups.length)];
        if (chosen === undefined || couldBeEvicted(chosen, backups, slots, NOW)) return;
        const all = backups.filter((backup) => isRestorePoint(backup, NOW) && !backup.protected);
        const manual = all.filter(({ kind }) => kind === 'manual');
        for (const victims of [oldest(all, slots), oldest(manual, slots)]) {
          expect(victims).not.toContain(chosen);
        }
      }),
    );
  });
});

function oldest(backups: readonly Backup[], count: number): readonly Backup[] {
  return backups
    .filter((backup) => isDated(backup, NOW))
    .sort((a, b) => a.createdAt - b.createdAt)
    .slice(0, count);
}
