import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overview } from '../../../../lib/fleet/overview';
import { scheduleLines } from '../../../../lib/fleet/schedules/lines';
import { scheduleOfferOf, scheduleQuestionOf } from '../../../../lib/fleet/schedules/offer';
import { attentions, type ScheduleLine } from '../../../../lib/fleet/schedules/types';
import type { AccountStatus } from '../../../../lib/model/account';
import type { HistoryEntry, Schedule } from '../../../../lib/model/backup';
import type { Operation } from '../../../../lib/model/operation';
import type { Server, ServerReading, StoredServer } from '../../../../lib/model/server';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import {
  aBackup,
  anAccount,
  anOperation,
  aReading,
  aServer,
  aState,
  aStatus,
  aStored,
  NOW,
  someSettings,
} from '../../builders';
import { fleet as fleets } from '../findings/arbitrary';
import { aRun, aSchedule, aSeen, fullOf } from '../findings/judge';

type Given = {
  readonly reading?: Partial<ServerReading> | null;
  readonly server?: Partial<Server>;
  readonly stored?: Partial<StoredServer>;
  readonly status?: Partial<AccountStatus>;
  readonly operations?: readonly Operation[];
};

function fleetOf({ reading = {}, server = {}, stored = {}, status = {}, operations = [] }: Given) {
  const provider = server.provider ?? 'hostup';
  return overview(
    aState({
      accounts: [anAccount({ provider })],
      statuses: [aStatus(status)],
      servers: [
        aStored({
          server: aServer(server),
          reading: reading === null ? null : aReading({ backups: [], ...reading }),
          ...stored,
        }),
      ],
      operations,
    }),
    NOW,
  );
}

function lineOf(given: Given): ScheduleLine {
  const [line, ...others] = scheduleLines(fleetOf(given));
  if (!line || others.length > 0) throw new Error('one line was expected');
  return line;
}

const withSchedule = (schedule: Partial<Schedule>, reading: Partial<ServerReading> = {}): Given => ({
  reading: { schedules: [aSchedule(schedule)], ...reading },
});

describe('what came of the last run', () => {
  const ran = { lastRunAt: NOW - 5 * HOUR_MS };
  const own = { scheduleId: 'sch1', createdAt: NOW - 5 * HOUR_MS };
  const copy = (over = {}) => aBackup({ kind: 'scheduled', ...own, ...over });
  const entry = (over: Partial<HistoryEntry>) => [aRun({ ...own, ...over })];
  test.each<[string, Partial<Schedule>, Partial<ServerReading>, object]>([
    ['nothing is stated', {}, {}, { kind: 'notStated' }],
    ['a failed run', {}, { history: entry({}) }, { kind: 'failed', errorText: 'disk is locked' }],
    [
      'a word that nobody explains',
      {},
      { history: entry({ state: 'possibleFailure' }) },
      { kind: 'possibleFailure' },
    ],
    ['a run under way', {}, { history: entry({ state: 'running' }) }, { kind: 'running' }],
    ['a run that was deleted since', {}, { history: entry({ state: 'deleted' }) }, { kind: 'made' }],
    ['a restore point of it', {}, { backups: [copy()] }, { kind: 'made', at: own.createdAt }],
    ['one of an older id', { historyId: '7' }, { backups: [copy({ scheduleId: '7' })] }, { kind: 'made' }],
    [
      'one without an id, of the only schedule',
      {},
      { backups: [copy({ scheduleId: null })] },
      { kind: 'made' },
    ],
    ['one of another schedule', {}, { backups: [copy({ scheduleId: '9' })] }, { kind: 'notStated' }],
    ['one made by hand', {}, { backups: [aBackup(own)] }, { kind: 'notStated' }],
    ['one dated ahead', {}, { backups: [copy({ createdAt: NOW + DAY_MS })] }, { kind: 'notStated' }],
    ['a run by hand that failed', {}, { history: entry({ kind: 'manual' }) }, { kind: 'notStated' }],
    [
      'a failure that a good one followed',
      {},
      { history: entry({ createdAt: NOW - DAY_MS }), backups: [copy()] },
      { kind: 'made' },
    ],
    [
      'a good one that a failure followed',
      {},
      { history: entry({}), backups: [copy({ createdAt: NOW - DAY_MS })] },
      { kind: 'failed' },
    ],
    ['it ran and left nothing', ran, {}, { kind: 'nothingListed', at: ran.lastRunAt }],
    [
      'it ran and left nothing new',
      ran,
      { backups: [copy({ createdAt: NOW - 2 * DAY_MS })] },
      { kind: 'nothingListed' },
    ],
    ['it ran just now', { lastRunAt: NOW - 5 * MINUTE_MS }, {}, { kind: 'running' }],
    [
      'dated a little before its run',
      { lastRunAt: own.createdAt + 30 * MINUTE_MS },
      { backups: [copy()] },
      { kind: 'made' },
    ],
    ['a failure without a date', ran, { history: entry({ createdAt: null }) }, { kind: 'failed', at: null }],
  ])('%s', (_, schedule, reading, result) => {
    expect(lineOf(withSchedule(schedule, reading)).result).toMatchObject(result);
  });
});

describe('what is kept and the slots that there are', () => {
  const roomy = someSettings({ totalLimit: 5, scheduledSlots: 2, scheduledActive: 1, retentionLimit: null });
  test.each<[string, Partial<Schedule>, Partial<ServerReading>, object]>([
    ['enough', { retentionCount: 3 }, { settings: roomy }, { kind: 'enough' }],
    ['more than beside the others', { retentionCount: 4 }, { settings: roomy }, { kind: 'tooMany', room: 3 }],
    ['more than may be', { retentionCount: 6 }, { settings: roomy }, { kind: 'overLimit', limit: 5 }],
    [
      'more than the stated most',
      { retentionCount: 3 },
      { settings: { ...roomy, retentionLimit: 2 } },
      { kind: 'overLimit', limit: 2 },
    ],
    ['no number is stated', {}, { settings: roomy }, { kind: 'enough' }],
    ['no slot', { retentionCount: 3 }, { quota: fullOf(3), settings: someSettings() }, { kind: 'starved' }],
    [
      'off takes none',
      { retentionCount: 9, enabled: false },
      { quota: fullOf(3), settings: someSettings() },
      { kind: 'enough' },
    ],
    [
      'no limit is stated',
      { retentionCount: 99 },
      { quota: { kind: 'notStated', used: 3 }, settings: null },
      { kind: 'enough' },
    ],
  ])('%s', (_, schedule, reading, room) => {
    expect(lineOf(withSchedule(schedule, reading)).room).toMatchObject(room);
  });
});

describe('what makes the backups of a server', () => {
  const weeks = [1, 8, 15].map((days) =>
    aBackup({ id: `w${days}`, kind: 'unknown', createdAt: NOW - days * DAY_MS }),
  );
  const trouble = { kind: 'forbidden', detail: null } as const;
  const addon = { kind: 'stated', frequency: 'weekly', keptWeeks: 3 } as const;
  test.each<[string, Given, object]>([
    ['not read yet', { reading: null }, { kind: 'notRead', trouble: null }],
    ['cannot be read', { reading: null, stored: { trouble } }, { kind: 'notRead', trouble }],
    ['none at a provider that lists schedules', {}, { kind: 'none' }],
    [
      'schedules not read',
      { reading: { partTroubles: [{ part: 'schedules', trouble }] } },
      { kind: 'notRead', trouble },
    ],
    ['a row that may be one', { reading: { unreadableRows: 1 } }, { kind: 'notRead', trouble: null }],
    ['not stated at one that lists none', { server: { provider: 'vpsorg' } }, { kind: 'notStated' }],
    [
      'none by its own word',
      { server: { provider: 'vpsbg', automatic: { kind: 'none' } } },
      { kind: 'none' },
    ],
    [
      'stated, nothing observed yet',
      { server: { provider: 'vpsbg', automatic: addon } },
      { kind: 'automatic', stated: addon, observed: null },
    ],
    [
      'stated and observed',
      { server: { provider: 'vpsbg', automatic: addon }, reading: { backups: weeks } },
      { kind: 'automatic', stated: addon, observed: { intervalMs: 7 * DAY_MS, count: 3 } },
    ],
    [
      'observed alone',
      { server: { provider: 'vpsorg' }, reading: { backups: weeks } },
      { kind: 'automatic', stated: null, observed: { intervalMs: 7 * DAY_MS } },
    ],
  ])('%s', (_, given, rhythm) => {
    expect(lineOf(given).rhythm).toMatchObject(rhythm);
  });

  test('an estimate follows from a regular rhythm alone', () => {
    const provider = { server: { provider: 'vpsorg' } };
    const regular = lineOf({ ...provider, reading: { backups: weeks } });
    expect(regular.next).toEqual({ kind: 'estimated', at: NOW + 6 * DAY_MS });
    expect(regular.lastRunAt).toBe(NOW - DAY_MS);
    const odd = [0, 1, 9, 30].map((days) => aSeen({ id: `o${days}`, createdAt: NOW - days * DAY_MS }));
    expect(lineOf({ ...provider, stored: { seen: odd } }).next).toEqual({ kind: 'notStated' });
  });
});

describe('what needs attention', () => {
  const late = { nextRunAt: NOW - 4 * HOUR_MS };
  const addon = { kind: 'stated', frequency: 'weekly', keptWeeks: 3 } as const;
  const missedWeek = [9, 16, 23].map((days) =>
    aBackup({ id: `w${days}`, kind: 'unknown', createdAt: NOW - days * DAY_MS }),
  );
  test.each<[string, Given, string]>([
    ['all is well', withSchedule({ nextRunAt: NOW + HOUR_MS }), 'none'],
    ['failed', withSchedule({}, { history: [aRun()] }), 'failed'],
    ['switched off, whatever failed', withSchedule({ enabled: false }, { history: [aRun()] }), 'off'],
    [
      'no slot',
      withSchedule({ retentionCount: 3 }, { quota: fullOf(3), settings: someSettings() }),
      'starved',
    ],
    ['due and not come', withSchedule(late), 'late'],
    ['due, within the grace', withSchedule({ nextRunAt: NOW - HOUR_MS }), 'none'],
    ['due since the reading', { ...withSchedule(late), stored: { readAt: NOW - 100 * MINUTE_MS } }, 'none'],
    ['keeps more than there is room for', withSchedule({ retentionCount: 4 }), 'crowded'],
    ['none', {}, 'missing'],
    ['not read', { reading: null }, 'unknown'],
    ['an old reading', { ...withSchedule({}), stored: { readAt: NOW - 9 * HOUR_MS } }, 'unknown'],
    [
      'an old reading of a failure',
      { ...withSchedule({}, { history: [aRun()] }), stored: { readAt: NOW - 9 * HOUR_MS } },
      'failed',
    ],
    [
      'observed and missed',
      { server: { provider: 'vpsbg', automatic: addon }, reading: { backups: missedWeek } },
      'late',
    ],
    ['a provider that does not say', { server: { provider: 'vpsorg' } }, 'none'],
  ])('%s', (_, given, attention) => {
    expect(lineOf(given).attention).toBe(attention);
  });

  test('most pressing first, then by name', () => {
    const server = (id: string, name: string, schedules: readonly Schedule[]) =>
      aStored({ server: aServer({ id, name }), reading: aReading({ schedules }) });
    const fine = [aSchedule({ nextRunAt: NOW + HOUR_MS })];
    const state = aState({
      servers: [
        server('1', 'b', fine),
        server('2', 'a', fine),
        server('3', 'z', []),
        server('4', 'y', [aSchedule(late)]),
      ],
    });
    expect(scheduleLines(overview(state, NOW)).map(({ row }) => row.stored.server.name)).toEqual([
      'y',
      'z',
      'a',
      'b',
    ]);
  });
});

describe('whether it may be changed from here', () => {
  const offerOf = (given: Given) => {
    const fleet = fleetOf(given);
    const [row] = fleet.rows;
    if (!row) throw new Error('one server has one row');
    return scheduleOfferOf(row);
  };
  const trouble = { kind: 'forbidden', detail: null } as const;
  test.each<[string, Given, object]>([
    ['yes', {}, { kind: 'offered' }],
    ['no call for it', { status: { capabilities: ['create'] } }, { kind: 'notOffered' }],
    ['a key that may only read', { status: { writes: 'refused' } }, { kind: 'readOnlyKey' }],
    ['an account in trouble', { status: { trouble: { kind: 'wrongKey' } } }, { kind: 'unavailable' }],
    ['a passing trouble', { status: { trouble: { kind: 'unreachable' } } }, { kind: 'offered' }],
    ['something under way', { operations: [anOperation()] }, { kind: 'running' }],
    ['never read', { reading: null }, { kind: 'notRead' }],
    [
      'schedules not read',
      { reading: { partTroubles: [{ part: 'schedules', trouble }] } },
      { kind: 'notRead' },
    ],
    [
      'only snapshots not read',
      { reading: { partTroubles: [{ part: 'snapshots', trouble }] } },
      { kind: 'offered' },
    ],
  ])('%s', (_, given, offer) => {
    expect(offerOf(given)).toMatchObject(offer);
  });

  test('and what is asked back stands on a young reading alone', () => {
    const question = (readAt: number, over: Partial<StoredServer> = {}) => {
      const [row] = overview(aState({ servers: [aStored({ readAt, ...over })] }), NOW).rows;
      if (!row) throw new Error('one server has one row');
      return scheduleQuestionOf(row).kind;
    };
    expect(question(NOW - 9 * MINUTE_MS)).toBe('offered');
    expect(question(NOW - 11 * MINUTE_MS)).toBe('unread');
    expect(question(NOW, { trouble: { kind: 'timedOut' }, troubleSince: NOW })).toBe('unread');
  });
});

test('every listed server has a line, every schedule its own, and none is ranked twice', () => {
  fc.assert(
    fc.property(fleets, (state) => {
      const fleet = overview(state, NOW);
      const lines = scheduleLines(fleet);
      expect(new Set(lines.map(({ row }) => row.key))).toEqual(new Set(fleet.rows.map(({ key }) => key)));
      for (const row of fleet.rows) {
        const own = lines.filter((line) => line.row === row);
        expect(own.length).toBe(Math.max(1, row.stored.reading?.schedules.length ?? 0));
      }
      const ranks = lines.map(({ attention }) => attentions.indexOf(attention));
      expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
      // An estimate is never shown as the provider's word.
      for (const { rhythm, next } of lines) {
        if (next.kind === 'estimated') expect(rhythm.kind).toBe('automatic');
        if (next.kind === 'stated') expect(rhythm.kind).toBe('schedule');
      }
    }),
  );
});
