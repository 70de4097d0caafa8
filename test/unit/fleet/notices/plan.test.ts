import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planned } from '../../../../lib/fleet/notices/plan';
import { nextTellingAt, readyNotices } from '../../../../lib/fleet/notices/ready';
import type { Finding, FindingRecord, Snooze } from '../../../../lib/model/finding';
import { defaultSettings, type Settings } from '../../../../lib/model/settings';
import { HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import { aFinding, NOW } from '../../builders';

const zoneBefore = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'UTC';
});
afterAll(() => {
  process.env.TZ = zoneBefore;
});

/** `NOW` is at noon: quiet from eleven to two. */
const QUIET_END = NOW + 2 * HOUR_MS;
const quiet = (errorsPass: boolean): Partial<Settings> => ({
  quietHours: { fromMinute: 11 * 60, toMinute: 14 * 60, errorsPass },
});

function onServer(id: string, over: Parameters<typeof aFinding>[1] = {}): Finding {
  const key = `hostup/${id}`;
  return aFinding(
    { kind: 'scheduleOff' },
    {
      id: `scheduleOff/${key}`,
      subject: { kind: 'server', key, accountId: 'a1', provider: 'hostup', serverId: id, name: id },
      ...over,
    },
  );
}
const one = onServer('s1');
const other = onServer('s2');
const error = aFinding({ kind: 'never' }, { severity: 'error' });
const gap = (over: { began?: number; ended?: number } = {}, tellFrom = NOW) =>
  aFinding(
    { kind: 'notWatched', from: 1, to: 2, began: 0, ended: 0, backups: 0, ...over },
    { subject: { kind: 'browser' }, severity: 'info', tellFrom },
  );

function aRecord(finding: Finding, over: Partial<FindingRecord> = {}): FindingRecord {
  return {
    id: `${finding.id}#1`,
    finding,
    firstSeenAt: NOW,
    endedAt: null,
    noticeId: null,
    toldAt: null,
    ...over,
  };
}

type World = {
  settings?: Partial<Settings>;
  snoozes?: readonly Snooze[];
  findings?: readonly Finding[];
  isSettled?: () => boolean;
};

const telling = (records: readonly FindingRecord[], { settings, snoozes = [], findings }: World = {}) => ({
  findings: findings ?? records.map(({ finding }) => finding),
  snoozes,
  settings: { ...defaultSettings, ...settings },
  now: NOW,
});
const plan = (records: readonly FindingRecord[], world: World = {}) =>
  planned(records, telling(records, world), world.isSettled ?? (() => true));

/** What became of each record: its notice, "silent", or nothing yet. */
const fates = (records: readonly FindingRecord[], world: World = {}) =>
  plan(records, world).map(({ noticeId, toldAt }) => noticeId ?? (toldAt === null ? null : 'silent'));

function aSnooze(over: Partial<Snooze> = {}): Snooze {
  return { target: `finding:${one.id}`, setAt: NOW, until: NOW + HOUR_MS, fingerprint: '', ...over };
}

describe('the notice of what is ripe', () => {
  test('is of the one subject, named by what presses most', () => {
    expect(fates([aRecord(onServer('s1')), aRecord(error)])).toEqual([
      `finding:${error.id}#1`,
      `finding:${error.id}#1`,
    ]);
  });

  test('is a digest of several subjects', () => {
    expect(fates([aRecord(one), aRecord(other)])).toEqual([`digest:${NOW}`, `digest:${NOW}`]);
  });

  test('never takes more once something of it was told', () => {
    const told = aRecord(error, { noticeId: `digest:${NOW}`, toldAt: NOW });
    expect(fates([told, aRecord(one), aRecord(other)]).slice(1)).toEqual([
      `digest:${NOW}:2`,
      `digest:${NOW}:2`,
    ]);
  });

  test('stays once it is chosen', () => {
    const records = [aRecord(one, { noticeId: 'n' }), aRecord(other, { noticeId: 'm', toldAt: NOW })];
    expect(plan(records)).toBe(records);
  });

  test.each<[string, Finding, World]>([
    ['that is told by another finding', onServer('s1', { tellFrom: null }), {}],
    ['that has not lasted long enough', onServer('s1', { tellFrom: NOW + 1 }), {}],
    ['that is snoozed', one, { snoozes: [aSnooze()] }],
    ['whose server is snoozed', one, { snoozes: [aSnooze({ target: 'server:hostup/s1' })] }],
    ['that is not settled', one, { isSettled: () => false }],
    ['that is not seen at this moment', one, { findings: [] }],
  ])('is not chosen for one %s', (_name, finding, world) => {
    const records = [aRecord(finding)];
    expect(plan(records, world)).toBe(records);
  });

  test('is chosen when a snooze has run out', () => {
    expect(fates([aRecord(one)], { snoozes: [aSnooze({ until: NOW })] })).toEqual([`finding:${one.id}#1`]);
  });
});

describe('nothing is told', () => {
  test.each<[string, Finding, Partial<FindingRecord>, World]>([
    ['while notifications are off', one, {}, { settings: { notify: false } }],
    ['of a muted topic', one, {}, { settings: { mutedTopics: ['schedules'] } }],
    ['of a muted account', one, {}, { settings: { mutedAccounts: ['a1'] } }],
    ['of what is muted and not settled', one, {}, { settings: { notify: false }, isSettled: () => false }],
    ['of what ended before it was ripe', one, { endedAt: NOW }, {}],
    ['of a night in which nothing happened', gap(), {}, {}],
  ])('%s, which settles it', (_name, finding, over, world) => {
    expect(fates([aRecord(finding, over)], world)).toEqual(['silent']);
  });

  test('more of what is muted, or over while snoozed, after its notice was chosen', () => {
    const chosen = aRecord(one, { noticeId: 'n' });
    expect(plan([chosen], { settings: { notify: false } })).toEqual([{ ...chosen, toldAt: NOW }]);
    const over = { ...chosen, endedAt: NOW };
    expect(plan([over], { snoozes: [aSnooze()] })).toEqual([{ ...over, toldAt: NOW }]);
  });

  test('but what was ripe is told even when it is over', () => {
    const records = [aRecord(one, { noticeId: 'n', endedAt: NOW })];
    expect(plan(records)).toBe(records);
    expect(readyNotices(records, telling(records, { findings: [] }))).toEqual([{ id: 'n', records }]);
  });
});

describe('that nobody watched', () => {
  test('is told with the first of what that brought, though it waits longer by itself', () => {
    const records = [aRecord(gap({}, NOW + MINUTE_MS)), aRecord(one)];
    expect(fates(records)).toEqual([`digest:${NOW}`, `digest:${NOW}`]);
    const [notice] = readyNotices(plan(records), telling(records));
    expect(notice?.records.map(({ finding }) => finding.kind)).toEqual(['notWatched', 'scheduleOff']);
    expect(fates([aRecord(gap({ began: 1 }, NOW + MINUTE_MS))])).toEqual([null]);
  });

  test.each([{ began: 1 }, { ended: 1 }])('alone is told where %j', (found) => {
    expect(fates([aRecord(gap(found))])).toEqual([`finding:notWatched/browser#1`]);
  });

  test('goes by what is known now, not by what was when it was first seen', () => {
    expect(fates([aRecord(gap())], { findings: [gap({ ended: 1 })] })).toEqual([
      `finding:notWatched/browser#1`,
    ]);
  });
});

describe('in quiet hours', () => {
  test('all of a night is one digest, named by its end', () => {
    const early = aRecord(one, { noticeId: `quiet:${QUIET_END}` });
    expect(fates([early, aRecord(error)], { settings: quiet(false) })).toEqual([
      `quiet:${QUIET_END}`,
      `quiet:${QUIET_END}`,
    ]);
    const records = plan([early, aRecord(error)], { settings: quiet(false) });
    expect(readyNotices(records, telling(records, { settings: quiet(false) }))).toEqual([]);
    expect(readyNotices(records, telling(records)).map(({ id }) => id)).toEqual([`quiet:${QUIET_END}`]);
  });

  test('errors may pass, as a notice of their own', () => {
    const records = [aRecord(other), aRecord(error), aRecord(gap({ began: 1 }))];
    expect(fates(records, { settings: quiet(true) })).toEqual([
      `quiet:${QUIET_END}`,
      `finding:${error.id}#1`,
      `quiet:${QUIET_END}`,
    ]);
    const after = plan(records, { settings: quiet(true) });
    expect(readyNotices(after, telling(after, { settings: quiet(true) })).map(({ id }) => id)).toEqual([
      `finding:${error.id}#1`,
    ]);
  });

  test('the same night twice, by a clock that was set back, is two digests', () => {
    const told = aRecord(one, { noticeId: `quiet:${QUIET_END}`, toldAt: QUIET_END });
    expect(fates([told, aRecord(other)], { settings: quiet(false) })[1]).toBe(`quiet:${QUIET_END}:2`);
  });

  test('what was chosen before they began waits for their end', () => {
    const records = [aRecord(one, { noticeId: 'digest:1' })];
    expect(readyNotices(records, telling(records, { settings: quiet(false) }))).toEqual([]);
  });
});

describe('what may be shown', () => {
  test('is shown as it is now, what is over last', () => {
    const over = aRecord(error, { noticeId: 'n', endedAt: NOW });
    const worse = { ...one, fingerprint: 'worse' };
    const records = [over, aRecord(one, { noticeId: 'n' })];
    expect(readyNotices(records, telling(records, { findings: [worse] }))).toEqual([
      { id: 'n', records: [aRecord(worse, { noticeId: 'n' }), over] },
    ]);
  });

  test('leaves out what is snoozed, which follows under the same notice', () => {
    const records = [aRecord(one, { noticeId: 'n' }), aRecord(other, { noticeId: 'n' })];
    const ids = (snoozes: readonly Snooze[]) =>
      readyNotices(records, telling(records, { snoozes })).map((notice) => [
        notice.id,
        ...notice.records.map(({ finding }) => finding.id),
      ]);
    expect(ids([aSnooze()])).toEqual([['n', other.id]]);
    expect(ids([])).toEqual([['n', one.id, other.id]]);
  });
});

describe('the next moment at which time alone gives something to tell', () => {
  const next = (records: readonly FindingRecord[], { settings, snoozes = [] }: World = {}) =>
    nextTellingAt({ records, snoozes, settings: { ...defaultSettings, ...settings }, now: NOW });

  test.each<[string, readonly FindingRecord[], World, number]>([
    ['never', [aRecord(one), aRecord(other, { toldAt: NOW })], {}, Number.POSITIVE_INFINITY],
    ['when something has lasted', [aRecord(onServer('s1', { tellFrom: NOW + 7 }))], {}, NOW + 7],
    ['a minute after a refusal', [aRecord(one, { noticeId: 'n' })], {}, NOW + MINUTE_MS],
    ['when quiet hours end', [], { settings: quiet(true) }, QUIET_END],
    [
      'not before, for what they hold',
      [aRecord(one, { noticeId: 'n' })],
      { settings: quiet(true) },
      QUIET_END,
    ],
    [
      'sooner for what passes',
      [aRecord(error, { noticeId: 'n' })],
      { settings: quiet(true) },
      NOW + MINUTE_MS,
    ],
    ['when a snooze ends', [aRecord(one, { noticeId: 'n' })], { snoozes: [aSnooze()] }, NOW + HOUR_MS],
    [
      'never, for what is snoozed until it changes',
      [aRecord(one, { noticeId: 'n' })],
      { snoozes: [aSnooze({ until: null })] },
      Number.POSITIVE_INFINITY,
    ],
  ])('%s', (_name, records, world, expected) => {
    expect(next(records, world)).toBe(expected);
  });
});
