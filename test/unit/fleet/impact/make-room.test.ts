import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evictionOf } from '../../../../lib/fleet/impact/eviction';
import { makeRoomProposal } from '../../../../lib/fleet/impact/make-room';
import { lastGoodOf } from '../../../../lib/fleet/restore-points';
import type { Backup, Quota, Schedule } from '../../../../lib/model/backup';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, NOW, someSettings } from '../../builders';
import { someReading } from './arbitrary';
import { aRow } from './rows';

const at = (days: number, over: Partial<Backup> = {}) =>
  aBackup({ id: `day${days}`, createdAt: NOW - days * DAY_MS - HOUR_MS, ...over });
const limited = (used: number, limit: number): Quota => ({
  kind: 'limited',
  used,
  limit,
  remaining: Math.max(0, limit - used),
});
const daily: Schedule = {
  id: 'd',
  name: null,
  frequency: 'daily',
  frequencyText: 'daily',
  timeText: null,
  dayText: null,
  retentionCount: 7,
  enabled: true,
  lastRunAt: null,
  nextRunAt: NOW + HOUR_MS,
};

describe('making room', () => {
  test('the oldest made by hand goes, and everything else says why it stays', () => {
    const backups = [
      at(0),
      at(1),
      at(2, { kind: 'scheduled' }),
      at(3, { kind: 'unknown' }),
      at(4),
      at(5, { protected: true }),
      at(6, { state: 'unknown' }),
      aBackup({ id: 'undated', createdAt: null }),
    ];
    const { candidates, ...rest } = makeRoomProposal(aRow({ reading: { backups, quota: limited(8, 8) } }));
    expect(rest).toEqual({ proposed: ['day4'], needed: 1, forSchedule: false, closed: null, refusal: null });
    expect(candidates.map(({ backup, kept }) => [backup.id, kept])).toEqual([
      ['undated', 'undated'],
      ['day6', 'notComplete'],
      ['day5', 'protected'],
      ['day4', null],
      ['day3', null],
      ['day2', 'scheduled'],
      ['day1', null],
      ['day0', 'lastGood'],
    ]);
  });

  test('as many as are over the limit, and one more for a schedule that finds no slot', () => {
    const backups = [0, 1, 2, 3, 4].map((days) => at(days));
    const over = makeRoomProposal(aRow({ reading: { backups, quota: limited(5, 4) } }));
    expect(over).toMatchObject({ proposed: ['day4', 'day3'], needed: 2 });
    const settings = someSettings({ totalLimit: 5, manualActive: 5, scheduledActive: 0, scheduledSlots: 0 });
    const starved = makeRoomProposal(
      aRow({ reading: { backups, quota: limited(5, 5), settings, schedules: [daily] } }),
    );
    expect(starved).toMatchObject({ proposed: ['day4', 'day3'], needed: 2, forSchedule: true });
  });

  test.each([
    ['nothingMayGo', { backups: [at(0), at(1, { kind: 'scheduled' })], quota: limited(2, 2) }],
    ['nothingMayGo', { backups: [at(0), at(1, { protected: true })], quota: limited(2, 2) }],
    ['noLimit', { quota: { kind: 'notStated', used: null } as const }],
    ['noLimit', { quota: { kind: 'absent', used: 0 } as const }],
  ])('refused: %s', (kind, reading) => {
    expect(makeRoomProposal(aRow({ reading })).refusal).toEqual({ kind });
  });

  const shut = (code: string | null) => ({ allowed: false, reason: 'An order is pending', code });
  test.each([
    ['names another reason than slots', 'pending_order', limited(3, 3), 'gateClosed'],
    ['is closed beside a free slot', null, limited(3, 5), 'closedWithRoom'],
    [
      'is closed beside a free slot, and speaks of none',
      'backup_limit_reached',
      limited(3, 5),
      'closedWithRoom',
    ],
    ['names another reason beside a free slot', 'pending_order', limited(3, 5), 'gateClosed'],
    ['may be closed for lack of slots', 'backup_limit_reached', limited(3, 3), null],
    ['says nothing but no', null, limited(3, 3), null],
  ])('a gate that %s', (_, code, quota, refusal) => {
    const reading = { backups: [at(0), at(1), at(2)], quota, createGate: shut(code) };
    const proposal = makeRoomProposal(aRow({ reading }));
    expect(proposal.closed).toEqual({ reason: 'An order is pending' });
    expect(proposal.refusal).toEqual(refusal && { kind: refusal, reason: 'An order is pending' });
  });

  test('an open gate stands against nothing, and with room it matters not what may go', () => {
    const createGate = { allowed: true, reason: null, code: null };
    const reading = { backups: [at(0), at(1)], quota: limited(2, 2), createGate };
    expect(makeRoomProposal(aRow({ reading }))).toMatchObject({ closed: null, refusal: null });
    expect(
      makeRoomProposal(aRow({ reading: { backups: [at(0)], quota: limited(1, 2) } })).refusal,
    ).toBeNull();
  });

  test('two of the same newest moment both stay; with room nothing is proposed', () => {
    const reading = { backups: [at(0), at(0, { id: 'twin' }), at(1)], quota: limited(3, 5) };
    const { candidates, proposed, needed } = makeRoomProposal(aRow({ reading }));
    expect(candidates.flatMap(({ backup, kept }) => (kept === null ? [backup.id] : []))).toEqual(['day1']);
    expect([proposed, needed]).toEqual([[], 0]);
  });

  test('the last good one stays, and so do protected ones and a schedule’s, whatever the server is like', () => {
    fc.assert(
      fc.property(someReading, (reading) => {
        const row = aRow({ reading });
        const { candidates, proposed, needed } = makeRoomProposal(row);
        expect(proposed.length).toBeLessThanOrEqual(needed);
        const gone = new Set(proposed);
        const left = reading.backups.filter(({ id }) => !gone.has(id));
        expect(lastGoodOf(left, NOW)?.backup).toEqual(row.lastGood ?? undefined);
        for (const { backup, kept } of candidates) {
          if (gone.has(backup.id)) expect(backup).toMatchObject({ kind: 'manual', state: 'complete' });
          if (kept === null) expect(backup.protected === true || backup.kind === 'scheduled').toBe(false);
        }
      }),
    );
  });
});

describe('what a backup by hand costs', () => {
  const backups = [at(0), at(1), at(2)];
  test.each([
    ['free', { backups, quota: limited(3, 5) }, null],
    ['no limit is stated', { backups, quota: { kind: 'notStated', used: 3 } as const }, null],
    ['takes the last slot', { backups, quota: limited(3, 4) }, null],
    [
      'deletes the oldest',
      { backups, quota: limited(3, 3), settings: someSettings() },
      { kind: 'evicts', stated: true, oldest: { id: 'day2' } },
    ],
    [
      'may delete the oldest',
      { backups, quota: limited(3, 3) },
      { kind: 'evicts', stated: false, oldest: { id: 'day2' } },
    ],
    [
      'nothing is there to go',
      { backups: [], quota: limited(3, 3) },
      { kind: 'evicts', stated: false, oldest: null },
    ],
    [
      'is refused',
      { backups, quota: limited(3, 3), settings: someSettings({ autoDeleteOldest: false }) },
      { kind: 'refused' },
    ],
    [
      "reaches the server's own limit",
      { backups, quota: limited(3, 9), settings: someSettings({ totalLimit: 3, manualActive: 3 }) },
      { kind: 'evicts', stated: true, oldest: { id: 'day2' } },
    ],
    [
      'starves the schedule',
      {
        backups,
        quota: limited(3, 4),
        settings: someSettings({ totalLimit: 4, manualActive: 3, scheduledSlots: 1 }),
        schedules: [daily],
      },
      { kind: 'starves', nextRunAt: NOW + HOUR_MS },
    ],
  ])('%s', (_, reading, expected) => {
    const eviction = evictionOf(aRow({ reading }));
    if (expected === null) expect(eviction).toBeNull();
    else expect(eviction).toMatchObject(expected);
  });
});
