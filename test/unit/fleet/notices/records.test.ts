import { describe, expect, test } from 'vitest';
import { recordsAfter } from '../../../../lib/fleet/notices/records';
import type { Finding, FindingFacts, FindingRecord } from '../../../../lib/model/finding';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aFinding, NOW } from '../../builders';

const facts: FindingFacts = { kind: 'overdue', restorePointAt: 1, goalMs: DAY_MS };
const overdue = (over: Parameters<typeof aFinding>[1] = {}) => aFinding(facts, { occurrence: '1', ...over });
const full = aFinding({ kind: 'quotaFull', used: 3, limit: 3 });

function aRecord(finding: Finding, over: Partial<FindingRecord> = {}): FindingRecord {
  const firstSeenAt = NOW - HOUR_MS;
  return {
    id: `${finding.id}#${finding.occurrence ?? firstSeenAt}`,
    finding,
    firstSeenAt,
    endedAt: null,
    noticeId: null,
    toldAt: null,
    ...over,
  };
}

function bring(
  records: readonly FindingRecord[],
  findings: readonly Finding[],
  over: Partial<Parameters<typeof recordsAfter>[0]> = {},
) {
  return recordsAfter({
    records,
    findings,
    isSettled: () => true,
    accounts: ['a1'],
    servers: [],
    now: NOW,
    ...over,
  });
}

describe('a beginning', () => {
  test('is recorded once its subject is settled, under its occurrence or the time of its first sight', () => {
    expect(bring([], [overdue(), full], { isSettled: () => false })).toEqual([]);
    expect(bring([], [overdue(), full])).toEqual([
      aRecord(overdue(), { firstSeenAt: NOW }),
      aRecord(full, { id: `quotaFull/hostup/s1#${NOW}`, firstSeenAt: NOW }),
    ]);
  });

  test('stays the same array while nothing changes', () => {
    const records = [aRecord(overdue()), aRecord(full, { endedAt: NOW - DAY_MS })];
    expect(bring(records, [overdue({ beganAt: NOW - 3 * HOUR_MS })])).toBe(records);
    expect(bring([], [])).toEqual([]);
  });

  test.each([
    ['fingerprint', { fingerprint: 'worse' }],
    ['time to tell it', { tellFrom: NOW }],
    ['subject’s name', { subject: { ...serverSubject(), name: 'app-02' } }],
    ['account', { subject: { ...serverSubject(), accountId: 'a2' } }],
  ])('follows its finding where the %s changed', (_name, over) => {
    const record = aRecord(overdue(), { noticeId: 'n', toldAt: NOW });
    expect(bring([record], [overdue(over)])).toEqual([{ ...record, finding: overdue(over) }]);
  });

  test('gives way to another one of the same finding, once that is settled', () => {
    const record = aRecord(overdue());
    const next = overdue({ occurrence: '2' });
    const records = [record];
    expect(bring(records, [next], { isSettled: () => false })).toBe(records);
    expect(bring(records, [next])).toEqual([
      { ...record, endedAt: NOW },
      aRecord(next, { firstSeenAt: NOW }),
    ]);
  });

  test('is over when it is no longer found, once that is settled', () => {
    const records = [aRecord(overdue())];
    expect(bring(records, [], { isSettled: () => false })).toBe(records);
    expect(bring(records, [])).toEqual([{ ...records[0], endedAt: NOW }]);
  });

  test('that comes back was told already', () => {
    const told = aRecord(overdue(), { endedAt: NOW - DAY_MS, noticeId: 'n', toldAt: NOW - DAY_MS });
    expect(bring([told], [overdue()])).toEqual([{ ...told, endedAt: null }]);
  });

  test('that comes back and of which nothing was told is judged anew', () => {
    const silent = aRecord(overdue(), { endedAt: NOW - DAY_MS, toldAt: NOW - DAY_MS });
    expect(bring([silent], [overdue()])).toEqual([{ ...silent, endedAt: null, toldAt: null }]);
  });

  test.each([
    ['within a day is the same flicker', DAY_MS - 1, true],
    ['after a day is another one', DAY_MS, false],
    ['after a clock was set back is the same flicker', -HOUR_MS, true],
  ])('that comes back without a name of its own %s', (_, agoMs, isSame) => {
    const ended = aRecord(full, { endedAt: NOW - agoMs, noticeId: 'n', toldAt: NOW - agoMs });
    expect(bring([ended], [full])).toEqual(
      isSame
        ? [{ ...ended, endedAt: null }]
        : [ended, expect.objectContaining({ id: `${full.id}#${NOW}`, toldAt: null })],
    );
  });

  test('that flickered before goes on with the last of its records', () => {
    const older = { ...aRecord(full, { endedAt: NOW - 3 * HOUR_MS }), id: `${full.id}#1` };
    const newer = { ...aRecord(full, { endedAt: NOW - HOUR_MS }), id: `${full.id}#2` };
    const open = bring([older, newer], [full]).filter(({ endedAt }) => endedAt === null);
    expect(open.map(({ id }) => id)).toEqual([newer.id]);
  });
});

describe('a record is forgotten', () => {
  test('30 days after its end', () => {
    const records = [aRecord(overdue(), { endedAt: NOW - 30 * DAY_MS + 1 })];
    expect(bring(records, [])).toBe(records);
    expect(bring([aRecord(overdue(), { endedAt: NOW - 30 * DAY_MS })], [])).toEqual([]);
  });

  test('with its account, but not where another account finds the same', () => {
    const records = [aRecord(overdue()), aRecord(full, { endedAt: NOW })];
    expect(bring(records, [], { accounts: [], isSettled: () => false })).toEqual([]);
    const other = overdue({ subject: { ...serverSubject(), accountId: 'a2' } });
    expect(bring([aRecord(overdue())], [other], { accounts: ['a2'] })).toEqual([
      { ...aRecord(overdue()), finding: other },
    ]);
  });

  test('but not while another account reaches its server, though nothing can be seen of it now', () => {
    const records = [aRecord(overdue()), aRecord(full, { endedAt: NOW })];
    const after = bring(records, [], { accounts: ['a2'], servers: ['hostup/s1'], isSettled: () => false });
    expect(after).toBe(records);
  });

  test('but never the browser’s own for want of an account', () => {
    const gap = aFinding(
      { kind: 'notWatched', from: 1, to: 2, began: 0, ended: 0, backups: 0 },
      { subject: { kind: 'browser' } },
    );
    const records = [aRecord(gap)];
    expect(bring(records, [gap], { accounts: [] })).toBe(records);
  });
});

function serverSubject() {
  const { subject } = full;
  if (subject.kind !== 'server') throw new Error('not of a server');
  return subject;
}
