import { afterEach, describe, expect, test, vi } from 'vitest';
import { lastGoodOf } from '../../../../lib/fleet/restore-points';
import type { Backup } from '../../../../lib/model/backup';
import type { FindingKind } from '../../../../lib/model/finding';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/model/time';
import { aBackup, NOW } from '../../builders';
import { aRun, type Case, findingsIn, found } from './judge';

const GOAL_MS = 24 * HOUR_MS;
const GRACE_MS = 3 * HOUR_MS;

function agedAt(ageMs: number, more: Case = {}): Case {
  const { now = NOW } = more;
  return { ...more, reading: { backups: [aBackup({ createdAt: now - ageMs })], ...more.reading } };
}

function coverageKinds(given: Case): readonly FindingKind[] {
  return findingsIn(given)
    .map(({ kind }) => kind)
    .filter((kind) => ['never', 'overdue', 'exposed', 'unread'].includes(kind));
}

describe('the restore age', () => {
  test.each<[string, number, readonly FindingKind[]]>([
    ['exactly the goal', GOAL_MS, []],
    ['one second over the goal', GOAL_MS + SECOND_MS, []],
    ['exactly goal and grace', GOAL_MS + GRACE_MS, []],
    ['one second over goal and grace', GOAL_MS + GRACE_MS + SECOND_MS, ['overdue']],
    ['exactly twice the goal', 2 * GOAL_MS, ['overdue']],
    ['one second over twice the goal', 2 * GOAL_MS + SECOND_MS, ['exposed']],
  ])('%s', (_name, ageMs, kinds) => {
    expect(coverageKinds(agedAt(ageMs))).toEqual(kinds);
  });

  test('a goal shorter than the grace is exposed past goal and grace, and never overdue', () => {
    const settings = { goalMs: HOUR_MS };
    expect(coverageKinds(agedAt(4 * HOUR_MS, { settings }))).toEqual([]);
    const late = found(agedAt(4 * HOUR_MS + SECOND_MS, { settings }), 'exposed');
    expect(late && NOW - late.beganAt).toBe(SECOND_MS);
  });

  test('each restore point that becomes too old is a beginning of its own, and began when it did', () => {
    expect(found(agedAt(30 * HOUR_MS), 'overdue')).toMatchObject({
      severity: 'warning',
      restorePointAt: NOW - 30 * HOUR_MS,
      goalMs: GOAL_MS,
      occurrence: String(NOW - 30 * HOUR_MS),
      beganAt: NOW - 3 * HOUR_MS,
      tellFrom: NOW - 3 * HOUR_MS,
    });
    expect(found(agedAt(50 * HOUR_MS), 'exposed')).toMatchObject({
      severity: 'error',
      beganAt: NOW - 2 * HOUR_MS,
    });
  });

  test.each([
    ['overdue', 30 * HOUR_MS, 3 * HOUR_MS],
    ['exposed', 50 * HOUR_MS, 2 * HOUR_MS],
  ] as const)(
    'what time alone made %s is told by the next reading: it may list a newer one',
    (kind, ageMs, agoMs) => {
      const read = (readAgoMs: number) =>
        found(
          agedAt(ageMs, {
            stored: { readAt: NOW - readAgoMs },
            settings: { refreshEveryMs: 6 * HOUR_MS },
          }),
          kind,
        );
      expect(read(agoMs)).toMatchObject({ beganAt: NOW - agoMs, tellFrom: NOW - agoMs });
      expect(read(agoMs + SECOND_MS)).toMatchObject({ beganAt: NOW - agoMs, tellFrom: null });
    },
  );

  test('overdue for want of a backup whose run failed is not told beside that, exposed is', () => {
    const late = (ageMs: number, history = [aRun()], settings = {}) =>
      agedAt(ageMs, { reading: { history }, settings });
    expect(found(late(30 * HOUR_MS), 'overdue')).toMatchObject({ tellFrom: null });
    expect(found(late(30 * HOUR_MS, []), 'overdue')).toMatchObject({ tellFrom: NOW - 3 * HOUR_MS });
    const before = [aRun({ createdAt: NOW - 31 * HOUR_MS })];
    expect(found(late(30 * HOUR_MS, before), 'overdue')).toMatchObject({ tellFrom: NOW - 3 * HOUR_MS });
    expect(found(late(50 * HOUR_MS), 'exposed')).toMatchObject({ tellFrom: NOW - 2 * HOUR_MS });
    const muted = { mutedTopics: ['schedules'] as const };
    expect(found(late(30 * HOUR_MS, [aRun()], muted), 'overdue')).toMatchObject({
      tellFrom: NOW - 3 * HOUR_MS,
    });
  });

  test.each([5 * HOUR_MS, -5 * HOUR_MS])('ages are by the provider’s clock (%i ms ahead)', (skewMs) => {
    const at = (ageMs: number) =>
      agedAt(0, { reading: { backups: [aBackup({ createdAt: NOW + skewMs - ageMs })] }, status: { skewMs } });
    expect(coverageKinds(at(GOAL_MS + GRACE_MS))).toEqual([]);
    const late = found(at(GOAL_MS + GRACE_MS + SECOND_MS), 'overdue');
    expect(late && NOW - late.beganAt).toBe(SECOND_MS);
  });

  test('no restore point at all: never', () => {
    expect(found({ reading: { backups: [] } }, 'never')).toMatchObject({ severity: 'error', beganAt: NOW });
    const running = aBackup({ state: 'running' });
    expect(coverageKinds({ reading: { backups: [running] } })).toEqual(['never']);
    expect(coverageKinds({ reading: { backups: [aBackup({ expiresAt: NOW })] } })).toEqual(['never']);
  });
});

test.each<[string, readonly Partial<Backup>[], string]>([
  [
    'the one that is kept longer',
    [
      { id: 'a', expiresAt: NOW + DAY_MS },
      { id: 'b', expiresAt: null },
    ],
    'b',
  ],
  ['of equals the first by id', [{ id: 'a' }, { id: 'b' }], 'a'],
])('of two restore points of one moment, in either order, the last good one is %s', (_name, overs, id) => {
  const backups = overs.map(aBackup);
  for (const rows of [backups, [...backups].reverse()]) {
    expect(lastGoodOf(rows, NOW)).toMatchObject({ backup: { id } });
  }
});

describe('spans are spans, whatever the calendar does', () => {
  afterEach(() => vi.unstubAllEnvs());

  test.each([
    ['one hour lost', '2026-03-29T01:00:00Z', 23],
    ['one hour twice', '2026-10-25T01:00:00Z', 25],
  ])('%s in Stockholm', (_name, change, hoursOfDay) => {
    vi.stubEnv('TZ', 'Europe/Stockholm');
    const changeAt = Date.parse(change);
    const local = new Date(changeAt);
    const dayLasts =
      new Date(local.getFullYear(), local.getMonth(), local.getDate() + 1).getTime() -
      new Date(local.getFullYear(), local.getMonth(), local.getDate()).getTime();
    expect(dayLasts).toBe(hoursOfDay * HOUR_MS);
    const madeAt = changeAt - 12 * HOUR_MS;
    const dueAt = madeAt + GOAL_MS + GRACE_MS;
    const at = (now: number) => agedAt(now - madeAt, { now });
    expect(coverageKinds(at(dueAt))).toEqual([]);
    expect(found(at(dueAt + SECOND_MS), 'overdue')).toMatchObject({ beganAt: dueAt });
  });

  test('a monthly rhythm spans the end of a short month', () => {
    const server = { automatic: { kind: 'stated', frequency: 'monthly', keptWeeks: 9 } } as const;
    const madeAt = Date.UTC(2026, 0, 31, 2);
    const at = (now: number) => agedAt(now - madeAt, { now, server });
    expect(coverageKinds(at(Date.UTC(2026, 1, 28, 2)))).toEqual([]);
    expect(coverageKinds(at(madeAt + 32 * DAY_MS + GRACE_MS))).toEqual([]);
    expect(coverageKinds(at(madeAt + 32 * DAY_MS + GRACE_MS + SECOND_MS))).toEqual(['overdue']);
  });
});

describe('what is not known', () => {
  const unread = (given: Case) => found(given, 'unread');
  const old = aBackup({ createdAt: NOW - 9 * DAY_MS });

  test('a server that was never read is being read, which interrupts nobody', () => {
    const given = { stored: { reading: null, readAt: null, triedAt: null } };
    expect(unread(given)).toMatchObject({ cause: 'notYet', severity: 'warning', tellFrom: null });
  });

  test.each([
    ['exactly two hours', 2 * HOUR_MS, null],
    ['one second more', 2 * HOUR_MS + SECOND_MS, 'stale'],
  ])('a reading vouches for two hours: %s', (_name, agoMs, cause) => {
    const finding = unread({ stored: { readAt: NOW - agoMs } });
    expect(finding && finding.cause).toBe(cause);
    if (finding) expect(finding.beganAt).toBe(NOW - SECOND_MS);
  });

  test('a trouble of the server is named, one of its account is told by the account', () => {
    const trouble = { kind: 'timedOut' } as const;
    const stale = { readAt: NOW - 3 * HOUR_MS };
    const own = unread({ stored: { ...stale, trouble, troubleSince: NOW - 4 * HOUR_MS } });
    expect(own).toMatchObject({ cause: 'trouble', trouble, beganAt: NOW - HOUR_MS });
    expect(own && own.tellFrom).toBe(NOW - HOUR_MS);
    const accounts = unread({ stored: stale, status: { trouble, troubleSince: NOW - 4 * HOUR_MS } });
    expect(accounts).toMatchObject({ cause: 'trouble', tellFrom: null });
    const settings = { mutedTopics: ['accounts'] as const };
    const alone = unread({ stored: stale, status: { trouble, troubleSince: NOW - 4 * HOUR_MS }, settings });
    expect(alone && alone.tellFrom).toBe(NOW - HOUR_MS);
  });

  test.each([
    ['rows that could not be read', { backups: [old], unreadableRows: 1, unreadableBackups: 1 }],
    ['a restore point without a date', { backups: [old, aBackup({ id: 'b2', createdAt: null })] }],
    ['a restore point of tomorrow', { backups: [aBackup({ createdAt: NOW + 6 * MINUTE_MS })] }],
  ])('%s may hide a newer backup', (_name, reading) => {
    expect(unread({ reading })).toMatchObject({ cause: 'hidden', trouble: null });
    expect(coverageKinds({ reading })).toEqual(['unread']);
  });

  test('a server that is gone is not judged by its age', () => {
    expect(coverageKinds(agedAt(9 * DAY_MS, { stored: { goneSince: NOW - HOUR_MS } }))).toEqual([]);
  });
});
