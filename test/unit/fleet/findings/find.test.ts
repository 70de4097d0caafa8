import { describe, expect, test } from 'vitest';
import { overview } from '../../../../lib/fleet/overview';
import type { Finding, FindingRecord } from '../../../../lib/model/finding';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, anAccount, aStatus, NOW, someSettings } from '../../builders';
import {
  aRun,
  aSchedule,
  type Case,
  findingsIn,
  found,
  fullOf,
  kindsIn,
  shownIn,
  someBackups,
  stateOf,
} from './judge';

/** A server at which much is wrong, all of it in its reading. */
const bad: Case = {
  reading: {
    backups: someBackups(3, { expiresAt: NOW + HOUR_MS, createdAt: NOW - 30 * HOUR_MS }),
    quota: fullOf(3),
    schedules: [aSchedule({ retentionCount: 7 })],
    settings: someSettings(),
    history: [aRun()],
    unreadableRows: 1,
    partTroubles: [{ part: 'snapshots', trouble: { kind: 'timedOut' } }],
  },
};

describe('a reading that vouches for nothing makes no claims', () => {
  test('fresh, old, and of a server that is gone', () => {
    expect(kindsIn(bad)).toEqual([
      'expiring',
      'overdue',
      'partUnread',
      'quotaFull',
      'scheduleFailed',
      'starved',
      'unreadableRows',
    ]);
    expect(kindsIn({ ...bad, stored: { readAt: NOW - 2 * HOUR_MS - 1 } })).toEqual(['unread']);
    expect(kindsIn({ ...bad, stored: { goneSince: NOW } })).toEqual(['serverGone']);
  });

  test('a reading of tomorrow tells of a clock that was set back', () => {
    expect(kindsIn({ ...bad, stored: { readAt: NOW + DAY_MS } })).toEqual(['unread']);
  });
});

describe('a finding is known by its kind and its subject', () => {
  test('two keys that reach a server find things once', () => {
    const one = stateOf(bad);
    const state = {
      ...one,
      accounts: [...one.accounts, anAccount({ id: 'a2' })],
      statuses: [...one.statuses, aStatus({ accountId: 'a2' })],
      servers: one.servers.flatMap((stored) => [stored, { ...stored, accountId: 'a2' }]),
    };
    const idsOf = (judged: typeof one) => overview(judged, NOW).findings.map(({ finding }) => finding.id);
    expect(idsOf(state)).toEqual(idsOf(one));
  });

  test('the same while it gets worse', () => {
    const ids = [30, 40].map((hours) => {
      const finding = found(
        { reading: { backups: [aBackup({ createdAt: NOW - hours * HOUR_MS })] } },
        'overdue',
      );
      return finding && finding.id;
    });
    expect(ids).toEqual(['overdue/hostup/s1', 'overdue/hostup/s1']);
  });
});

describe('when it began', () => {
  const full: Case = { reading: { quota: fullOf(1) } };
  const recordOf = (finding: Finding, over: Partial<FindingRecord>): FindingRecord => ({
    id: `${finding.id}#1`,
    finding,
    firstSeenAt: NOW - DAY_MS,
    endedAt: null,
    noticeId: null,
    toldAt: null,
    ...over,
  });
  const beganAt = (over: Partial<FindingRecord>, change: Partial<Finding> = {}) => {
    const finding = found(full, 'quotaFull');
    if (!finding) throw new Error('nothing was found');
    const record = recordOf({ ...finding, ...change } as Finding, over);
    const again = overview({ ...stateOf(full), findings: [record] }, NOW).findings.find(
      (shown) => shown.finding.id === finding.id,
    );
    return again && again.finding.beganAt;
  };

  test('where the data do not say, when it was first seen', () => {
    expect(beganAt({})).toBe(NOW - DAY_MS);
  });

  test.each([
    ['a record that has ended', { endedAt: NOW - HOUR_MS }, {}],
    ['one of another occurrence', {}, { occurrence: 'other' }],
    ['one of another finding', {}, { id: 'quotaFull/hostup/s2' }],
    ['one from the future', { firstSeenAt: NOW + DAY_MS }, {}],
  ])('not by %s', (_name, over, change) => {
    expect(beganAt(over, change)).toBe(NOW);
  });

  test('says whether that is all there is to go by', () => {
    expect(found(full, 'quotaFull')).toMatchObject({ isFirstSight: true });
    expect(found(bad, 'overdue')).toMatchObject({ isFirstSight: false });
  });

  test('never ahead of now', () => {
    const given = { reading: { history: [aRun({ createdAt: NOW + HOUR_MS })] } };
    expect(found(given, 'scheduleFailed')).toMatchObject({ beganAt: NOW });
  });
});

test('each shown finding carries its action, and the findings of a server are those of its row', () => {
  const shown = shownIn(bad);
  expect(shown).toHaveLength(findingsIn(bad).length);
  const [row] = overview(stateOf(bad), NOW).rows;
  expect(row && row.findings).toEqual(shown);
});
