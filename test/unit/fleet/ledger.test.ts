import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LedgerStep, seenAfter } from '../../../lib/fleet/ledger';
import type { Backup, Quota, Schedule } from '../../../lib/model/backup';
import type { SeenBackup, WhyGone } from '../../../lib/model/finding';
import type { ServerReading } from '../../../lib/model/server';
import { CLOCK_TOLERANCE_MS, DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { aBackup, aReading, aServer, NOW, someSettings } from '../builders';

const EVERY_MS = 15 * MINUTE_MS;
const FREE: Quota = { kind: 'limited', used: 1, limit: 10, remaining: 9 };
const FULL: Quota = { kind: 'limited', used: 3, limit: 3, remaining: 0 };
const WEEKLY = { kind: 'stated', frequency: 'weekly', keptWeeks: 3 } as const;

type Look = Partial<ServerReading> & { readonly at?: number };
type Around = Partial<Pick<LedgerStep, 'server' | 'deletedHere'>> & { readonly skewMs?: number };

/** The ledger after these readings, 15 minutes apart where they do not say when, the last of them now. */
function ledgerAfter(looks: readonly Look[], around: Around = {}): readonly SeenBackup[] {
  const { skewMs = 0, ...rest } = around;
  let seen: readonly SeenBackup[] = [];
  let before: ServerReading | null = null;
  looks.forEach(({ at, ...over }, i) => {
    const readAt = at ?? NOW - (looks.length - 1 - i) * EVERY_MS;
    const reading = aReading({ quota: FREE, ...over });
    const providerNow = readAt + skewMs;
    seen = seenAfter({
      seen,
      before,
      reading,
      readAt,
      providerNow,
      server: aServer(),
      deletedHere: new Set(),
      ...rest,
    });
    before = reading;
  });
  return seen;
}

function entryOf(seen: readonly SeenBackup[], id: string): SeenBackup {
  const entry = seen.find((candidate) => candidate.id === id);
  if (!entry) throw new Error(`${id} is not in the ledger`);
  return entry;
}

function whyGone(looks: readonly Look[], id: string, around: Around = {}): WhyGone | null {
  const { gone } = entryOf(ledgerAfter(looks, around), id);
  return gone && gone.why;
}

/** A scheduled backup so many days old, by its id. */
function scheduled(days: number, over: Partial<Backup> = {}): Backup {
  return aBackup({
    id: `day-${days}`,
    kind: 'scheduled',
    kindText: 'scheduled',
    createdAt: NOW - days * DAY_MS - HOUR_MS,
    ...over,
  });
}

function manual(days: number, over: Partial<Backup> = {}): Backup {
  return scheduled(days, { id: `hand-${days}`, kind: 'manual', kindText: 'manual', ...over });
}

function aSchedule(retentionCount: number, enabled = true): Schedule {
  return {
    id: 'sch',
    name: null,
    frequency: 'daily',
    frequencyText: 'daily',
    timeText: null,
    dayText: null,
    retentionCount,
    enabled,
    lastRunAt: null,
    nextRunAt: null,
  };
}

describe('what enters the ledger', () => {
  test('restore points, with their facts and the time of the first sight', () => {
    const backup = aBackup({ note: 'before the upgrade', expiresAt: NOW + DAY_MS });
    expect(ledgerAfter([{ backups: [backup] }])).toEqual([
      {
        id: 'b1',
        kind: 'manual',
        createdAt: backup.createdAt,
        expiresAt: NOW + DAY_MS,
        size: null,
        note: 'before the upgrade',
        firstSeenAt: NOW,
        lastSeenAt: NOW,
        missingSince: null,
        gone: null,
      },
    ]);
  });

  test.each(['running', 'unknown'] as const)('not what is %s', (state) => {
    expect(ledgerAfter([{ backups: [aBackup({ state })] }])).toEqual([]);
  });

  test('the facts follow the list, the first sight does not', () => {
    const looks = [{ backups: [aBackup()] }, { backups: [aBackup({ note: 'renamed' })] }];
    expect(entryOf(ledgerAfter(looks), 'b1')).toMatchObject({
      note: 'renamed',
      firstSeenAt: NOW - EVERY_MS,
      lastSeenAt: NOW,
    });
  });

  test('a restore point that is listed with another state is not missing', () => {
    const looks = [{ backups: [aBackup()] }, { backups: [aBackup({ state: 'unknown', note: 'x' })] }];
    expect(entryOf(ledgerAfter(looks), 'b1')).toMatchObject({ missingSince: null, note: null });
  });
});

describe('missing and gone', () => {
  const here = { backups: [manual(1), manual(2)] };
  const without = { backups: [manual(1)] };

  test('the first complete reading says missing, the second gone', () => {
    expect(entryOf(ledgerAfter([here, without]), 'hand-2')).toMatchObject({ missingSince: NOW, gone: null });
    expect(entryOf(ledgerAfter([here, without, without]), 'hand-2')).toMatchObject({
      missingSince: NOW - EVERY_MS,
      lastSeenAt: NOW - 2 * EVERY_MS,
      gone: { at: NOW, why: 'unexplained' },
    });
  });

  test('a reading of the same moment is not another one', () => {
    const seen = ledgerAfter([here, { ...without, at: NOW }, { ...without, at: NOW }]);
    expect(entryOf(seen, 'hand-2').gone).toBeNull();
  });

  test('a reading with an unreadable row says nothing, and the next one goes on', () => {
    const partial = { ...without, unreadableBackups: 1 };
    const seen = ledgerAfter([here, partial, partial, partial]);
    expect(entryOf(seen, 'hand-2')).toMatchObject({ missingSince: null, gone: null });
    expect(whyGone([here, without, partial], 'hand-2')).toBeNull();
    expect(whyGone([here, without, partial, without], 'hand-2')).toBe('unexplained');
  });

  test('one that comes back is as if it had never been away', () => {
    expect(entryOf(ledgerAfter([here, without, without, here]), 'hand-2')).toMatchObject({
      firstSeenAt: NOW - 3 * EVERY_MS,
      lastSeenAt: NOW,
      missingSince: null,
      gone: null,
    });
  });

  test('what is gone stays as it was found', () => {
    const seen = ledgerAfter([here, without, without]);
    const later = seenAfter({
      seen,
      before: null,
      reading: aReading(without),
      readAt: NOW + DAY_MS,
      providerNow: NOW + DAY_MS,
      server: aServer(),
      deletedHere: new Set(['hand-2']),
    });
    expect(entryOf(later, 'hand-2')).toBe(entryOf(seen, 'hand-2'));
  });

  test('one that the provider’s older list still names is there', () => {
    const twin = manual(2, { id: 'older:1', createdAt: NOW - 2 * DAY_MS - HOUR_MS + 400 });
    const other = manual(2, { id: 'older:2', createdAt: NOW - 2 * DAY_MS });
    const unmatched = (row: Backup) => ({ ...without, unmatched: [row] });
    expect(whyGone([here, unmatched(twin), unmatched(twin)], 'hand-2')).toBeNull();
    expect(whyGone([here, unmatched(other), unmatched(other)], 'hand-2')).toBe('unexplained');
  });

  test('a clock that was set back counts anew', () => {
    const back = NOW - DAY_MS;
    const looks = [here, { ...without, at: NOW }, { ...without, at: back }];
    expect(entryOf(ledgerAfter(looks), 'hand-2')).toMatchObject({
      firstSeenAt: back,
      lastSeenAt: back,
      missingSince: back,
      gone: null,
    });
    expect(whyGone([...looks, { ...without, at: back + 1 }], 'hand-2')).toBe('unexplained');
  });
});

describe('why one is gone', () => {
  const days = (...list: readonly number[]) => list.map((n) => scheduled(n));
  const twice = (look: Look) => [look, look];

  test('it was deleted here, also where something else would explain it', () => {
    const deletedHere = new Set(['day-3']);
    const looks = [{ backups: days(1, 2, 3) }, ...twice({ backups: days(0, 1, 2) })];
    expect(whyGone(looks, 'day-3', { deletedHere })).toBe('deletedHere');
  });

  test.each<[string, number, WhyGone]>([
    ['expires now', 0, 'expired'],
    ['is a little ahead of its expiry', CLOCK_TOLERANCE_MS, 'expired'],
    ['is ahead of its expiry', CLOCK_TOLERANCE_MS + 1, 'unexplained'],
  ])('one that %s', (_name, inMs, why) => {
    const skewMs = 2 * HOUR_MS;
    const expiresAt = NOW + skewMs + inMs;
    const looks = [{ backups: [manual(1), manual(2, { expiresAt })] }, ...twice({ backups: [manual(1)] })];
    expect(whyGone(looks, 'hand-2', { skewMs })).toBe(why);
  });

  test.each<[string, readonly Look[], string, WhyGone | null]>([
    [
      'one out, one in',
      [{ backups: days(1, 2, 3) }, ...twice({ backups: days(0, 1, 2) })],
      'day-3',
      'rotated',
    ],
    [
      'three out and three in, after three days asleep',
      [{ at: NOW - 3 * DAY_MS, backups: days(3, 4, 5) }, ...twice({ backups: days(0, 1, 2) })],
      'day-5',
      'rotated',
    ],
    [
      'all replaced, after a month asleep',
      [{ at: NOW - 30 * DAY_MS, backups: days(30, 31, 32) }, ...twice({ backups: days(0, 1, 2) })],
      'day-30',
      'rotated',
    ],
    [
      'three out and only one in: it came for the oldest',
      [{ backups: days(1, 2, 3, 4) }, ...twice({ backups: days(0, 1) })],
      'day-4',
      'rotated',
    ],
    [
      'three out and only one in: it did not come for the next ones',
      [{ backups: days(1, 2, 3, 4) }, ...twice({ backups: days(0, 1) })],
      'day-3',
      'unexplained',
    ],
    [
      'three out and one in, as many as are to be kept remain',
      [{ backups: days(1, 2, 3, 4) }, ...twice({ backups: days(0, 1), schedules: [aSchedule(2)] })],
      'day-3',
      'rotated',
    ],
    [
      'the same by a schedule that is off',
      [{ backups: days(1, 2, 3, 4) }, ...twice({ backups: days(0, 1), schedules: [aSchedule(2, false)] })],
      'day-3',
      'unexplained',
    ],
    [
      'one out that is not the oldest',
      [{ backups: days(1, 2, 3) }, ...twice({ backups: days(0, 1, 3) })],
      'day-2',
      'unexplained',
    ],
    [
      'the oldest, while an older one that was made by hand remains',
      [{ backups: [...days(1, 2, 3), manual(9)] }, ...twice({ backups: [...days(0, 1, 2), manual(9)] })],
      'day-3',
      'rotated',
    ],
    [
      'the oldest made by hand, while the schedule made a new one',
      [{ backups: [...days(1, 2), manual(9)] }, ...twice({ backups: days(0, 1, 2) })],
      'hand-9',
      'unexplained',
    ],
    [
      'the oldest scheduled one, while a person made one',
      [{ backups: days(1, 2, 3) }, ...twice({ backups: [...days(1, 2), manual(0)] })],
      'day-3',
      null,
    ],
    [
      'the whole list empty at once',
      [{ backups: days(1, 2, 3) }, ...twice({ backups: [] })],
      'day-3',
      'unexplained',
    ],
  ])('rotation: %s', (_name, looks, id, why) => {
    expect(whyGone(looks, id)).toBe(why);
  });

  test('rotation: what a lower number to keep removed takes no new backup from the next one', () => {
    const lowered = { backups: days(1, 2), schedules: [aSchedule(2)] };
    const looks = [{ backups: days(1, 2, 3, 4, 5) }, ...twice(lowered), ...twice({ backups: days(0, 1) })];
    expect(whyGone(looks, 'day-5')).toBe('rotated');
    expect(whyGone(looks, 'day-2')).toBe('rotated');
  });

  test('rotation: none came in the place of one that had only just come itself', () => {
    const by = (ms: number, ...backups: readonly Backup[]) => ({ backups, at: NOW - ms });
    const hand = manual(9);
    const looks = [
      by(5 * HOUR_MS, hand),
      by(4.5 * HOUR_MS, hand, scheduled(0)),
      by(4 * HOUR_MS, hand),
      by(0, hand),
    ];
    expect(whyGone(looks, 'day-0')).toBe('unexplained');
  });

  test('rotation: of backups whose kind and date nobody states, the one that was seen first', () => {
    const undated = (id: string) => aBackup({ id, kind: 'unknown', createdAt: null });
    const looks = (first: string, out: readonly string[]) => [
      { backups: [undated(first)] },
      { backups: ['a', 'b'].map(undated) },
      ...twice({ backups: ['b', 'a', 'c'].filter((id) => !out.includes(id)).map(undated) }),
    ];
    expect(whyGone(looks('a', ['a']), 'a')).toBe('rotated');
    expect(whyGone(looks('b', ['a']), 'a')).toBe('unexplained');
  });

  test.each<[string, readonly number[], WhyGone]>([
    ['three remain, as is stated', [0, 7, 14], 'rotated'],
    ['two remain, and it was not due yet', [7, 14], 'unexplained'],
  ])('a provider that keeps weekly backups for three weeks: %s', (_name, left, why) => {
    const of = (list: readonly number[]) => list.map((n) => scheduled(n, { kind: 'unknown' }));
    const server = aServer({ automatic: WEEKLY });
    const out = { backups: of(left), at: NOW - 4 * HOUR_MS };
    const looks = [{ backups: of([...left, 18]), at: NOW - 5 * HOUR_MS }, out, { ...out, at: NOW }];
    expect(whyGone(looks, 'day-18', { server })).toBe(why);
  });

  test('a provider that keeps weekly backups for three weeks: the old one may go before the new one comes', () => {
    const of = (...list: readonly number[]) => list.map((n) => scheduled(n, { kind: 'unknown' }));
    const server = aServer({ automatic: WEEKLY });
    expect(
      whyGone([{ backups: of(6, 13, 20) }, ...twice({ backups: of(6, 13) })], 'day-20', { server }),
    ).toBe('rotated');
  });

  const hands = (...list: readonly number[]) => list.map((n) => manual(n));
  const settings = (autoDeleteOldest: boolean | null) => someSettings({ autoDeleteOldest });
  test.each<[string, readonly Look[], string, WhyGone | null]>([
    [
      'full, one out, one in',
      [{ backups: hands(1, 2, 3), quota: FULL }, ...twice({ backups: hands(0, 1, 2), quota: FULL })],
      'hand-3',
      'evicted',
    ],
    [
      'full before, and emptied by hand since',
      [
        { backups: hands(1, 2, 3), quota: FULL },
        { backups: hands(0, 1, 2), quota: FULL },
        { backups: hands(0, 2), quota: { kind: 'limited', used: 2, limit: 3, remaining: 1 } },
      ],
      'hand-3',
      'evicted',
    ],
    [
      'the provider deletes the oldest, or does not say',
      [
        { backups: hands(1, 2, 3), quota: FULL },
        ...twice({ backups: hands(0, 1, 2), quota: FULL, settings: settings(null) }),
      ],
      'hand-3',
      'evicted',
    ],
    [
      'the provider says that it deletes nothing',
      [
        { backups: hands(1, 2, 3), quota: FULL },
        ...twice({ backups: hands(0, 1, 2), quota: FULL, settings: settings(false) }),
      ],
      'hand-3',
      'unexplained',
    ],
    [
      'that was said before, and may have changed',
      [
        { backups: hands(1, 2, 3), quota: FULL },
        ...twice({
          backups: hands(0, 1, 2),
          quota: FULL,
          settings: settings(false),
          partTroubles: [{ part: 'schedules', trouble: { kind: 'timedOut' } }],
        }),
      ],
      'hand-3',
      'evicted',
    ],
    [
      'not full',
      [
        { backups: hands(1, 2, 3) },
        ...twice({
          backups: hands(0, 1, 2),
          quota: { kind: 'limited', used: 3, limit: 4, remaining: 1 },
        }),
      ],
      'hand-3',
      'unexplained',
    ],
    [
      'no limit is stated',
      [
        { backups: hands(1, 2, 3) },
        ...twice({ backups: hands(0, 1, 2), quota: { kind: 'notStated', used: 3 } }),
      ],
      'hand-3',
      'unexplained',
    ],
    [
      'full, and it was not the oldest',
      [{ backups: hands(1, 2, 3), quota: FULL }, ...twice({ backups: hands(0, 1, 3), quota: FULL })],
      'hand-2',
      'unexplained',
    ],
    [
      'full, and the older ones are protected',
      [
        { backups: [...hands(1, 2), manual(3, { protected: true })], quota: FULL },
        ...twice({ backups: [...hands(0, 1), manual(3, { protected: true })], quota: FULL }),
      ],
      'hand-2',
      'evicted',
    ],
    [
      'full, and nothing came for it: perhaps it is still being made',
      [
        { backups: hands(1, 2, 3), quota: FULL },
        ...twice({ backups: hands(1, 2), quota: { kind: 'limited', used: 2, limit: 3, remaining: 1 } }),
      ],
      'hand-3',
      null,
    ],
    [
      'full, two are gone and nothing came',
      [
        { backups: hands(1, 2, 3), quota: FULL },
        ...twice({ backups: hands(1), quota: { kind: 'limited', used: 1, limit: 3, remaining: 2 } }),
      ],
      'hand-3',
      'unexplained',
    ],
  ])('eviction: %s', (_name, looks, id, why) => {
    expect(whyGone(looks, id)).toBe(why);
  });
});

describe('a provider that removes the old backup first', () => {
  const all = { backups: [1, 2, 3].map((n) => scheduled(n)), at: NOW - 10 * HOUR_MS };
  const fewer = { backups: [1, 2].map((n) => scheduled(n)) };
  const first = { ...fewer, at: NOW - 3 * HOUR_MS };

  test('has three hours to make the new one', () => {
    const late = { backups: [...fewer.backups, scheduled(0)], at: NOW };
    expect(whyGone([all, first, { ...fewer, at: NOW - 1 }], 'day-3')).toBeNull();
    expect(whyGone([all, first, { ...fewer, at: NOW - 1 }, late], 'day-3')).toBe('rotated');
  });

  test('and not a moment more', () => {
    expect(whyGone([all, first, { ...fewer, at: NOW }], 'day-3')).toBe('unexplained');
  });

  test('has it for one backup at a time', () => {
    const last = { backups: [scheduled(1)], at: NOW - 1 };
    expect(whyGone([all, first, last], 'day-3')).toBe('unexplained');
  });
});

describe('a provider that makes the new backup first', () => {
  const old = { backups: [1, 2, 3].map((n) => scheduled(n)), at: NOW - 10 * HOUR_MS };
  const more = { backups: [0, 1, 2, 3].map((n) => scheduled(n)), at: NOW - 3 * HOUR_MS };
  const without = (id: string, ...ats: readonly number[]) =>
    ats.map((at) => ({ backups: more.backups.filter((backup) => backup.id !== id), at }));

  test('has three hours to remove the old one', () => {
    const soon = { ...more, at: NOW - HOUR_MS };
    expect(whyGone([old, more, soon, ...without('day-3', NOW - 1, NOW)], 'day-3')).toBe('rotated');
    const late = { ...more, at: NOW };
    const gone = without('day-3', NOW + HOUR_MS, NOW + 5 * HOUR_MS);
    expect(whyGone([old, more, late, ...gone], 'day-3')).toBe('unexplained');
  });

  test('one new backup explains one old one', () => {
    const [rotated, settled] = without('day-3', NOW - 2 * HOUR_MS, NOW - HOUR_MS);
    const less = [0, 1].map((n) => scheduled(n));
    const looks = [old, more, rotated, settled, { backups: less, at: NOW }].flatMap((look) => look ?? []);
    const seen = ledgerAfter([...looks, { backups: less, at: NOW + 4 * HOUR_MS }]);
    expect([entryOf(seen, 'day-3').gone?.why, entryOf(seen, 'day-2').gone?.why]).toEqual([
      'rotated',
      'unexplained',
    ]);
  });
});

describe('the bounds', () => {
  const goneAt = (id: string, at: number): SeenBackup => ({
    id,
    kind: 'manual',
    createdAt: at,
    expiresAt: null,
    size: null,
    note: null,
    firstSeenAt: at,
    lastSeenAt: at,
    missingSince: at,
    gone: { at, why: 'unexplained' },
  });
  const read = (seen: readonly SeenBackup[], backups: readonly Backup[]) =>
    seenAfter({
      seen,
      before: null,
      reading: aReading({ backups }),
      readAt: NOW,
      providerNow: NOW,
      server: aServer(),
      deletedHere: new Set(),
    }).map(({ id }) => id);

  test('what is gone is forgotten after 400 days', () => {
    const at = NOW - 400 * DAY_MS;
    expect(read([goneAt('kept', at), goneAt('old', at - 1)], [])).toEqual(['kept']);
  });

  test('of more than 500 the ones that went first are forgotten', () => {
    const gone = Array.from({ length: 500 }, (_, i) => goneAt(`g${i}`, NOW - i * HOUR_MS));
    const ids = read(gone, [aBackup()]);
    expect(ids).toHaveLength(500);
    expect(ids).toContain('b1');
    expect(ids).toContain('g498');
    expect(ids).not.toContain('g499');
  });

  test('what is listed is never forgotten', () => {
    const backups = Array.from({ length: 501 }, (_, i) => aBackup({ id: `b${i}` }));
    expect(read([goneAt('g', NOW)], backups)).toHaveLength(501);
  });
});

describe('whatever the readings', () => {
  const pool = Array.from({ length: 6 }, (_, i) =>
    aBackup({
      id: `p${i}`,
      kind: (['manual', 'scheduled', 'unknown'] as const)[i % 3] ?? 'manual',
      createdAt: i === 4 ? null : NOW - (10 - i) * DAY_MS,
      expiresAt: i === 5 ? NOW + 2 * HOUR_MS : null,
      protected: i === 0,
    }),
  );
  const look = fc.record({
    ids: fc.subarray(pool.map(({ id }) => id)),
    incomplete: fc.boolean(),
    afterMs: fc.integer({ min: 1, max: 2 * HOUR_MS }),
    quota: fc.constantFrom(FREE, FULL),
  });
  type RandomLook = typeof look extends fc.Arbitrary<infer T> ? T : never;
  const looks = fc.array(look, { minLength: 1, maxLength: 12 });

  /** The ledger after each of the readings. */
  function course(run: readonly RandomLook[], order: (backups: Backup[]) => Backup[] = (same) => same) {
    const steps: (readonly SeenBackup[])[] = [];
    let seen: readonly SeenBackup[] = [];
    let before: ServerReading | null = null;
    let readAt = NOW;
    for (const { ids, incomplete, afterMs, quota } of run) {
      readAt += afterMs;
      const reading = aReading({
        backups: order(pool.filter(({ id }) => ids.includes(id))),
        unreadableBackups: incomplete ? 1 : 0,
        quota,
      });
      const rest = { server: aServer(), deletedHere: new Set<string>() };
      seen = seenAfter({ seen, before, reading, readAt, providerNow: readAt, ...rest });
      before = reading;
      steps.push(seen);
    }
    return steps;
  }

  test('nothing that was seen is lost from it', () => {
    fc.assert(
      fc.property(looks, (run) => {
        const ever = new Set(run.flatMap(({ ids }) => ids));
        expect(
          new Set(
            course(run)
              .at(-1)
              ?.map(({ id }) => id),
          ),
        ).toEqual(ever);
      }),
    );
  });

  test('it says gone only after two complete readings in a row without it, and never of what is listed', () => {
    fc.assert(
      fc.property(looks, (run) => {
        course(run).forEach((seen, i) => {
          for (const { id, gone, missingSince } of seen) {
            const so = run.slice(0, i + 1);
            const lastListed = so.findLastIndex(({ ids }) => ids.includes(id));
            const without = so.slice(lastListed + 1).filter(({ incomplete }) => !incomplete).length;
            expect(missingSince !== null).toBe(without > 0);
            if (gone !== null) expect(without).toBeGreaterThanOrEqual(2);
          }
        });
      }),
    );
  });

  test('the order of rows never matters, and the same readings give the same ledger', () => {
    fc.assert(
      fc.property(looks, (run) => {
        expect(course(run, (backups) => [...backups].reverse())).toEqual(course(run));
      }),
    );
  });

  test('what did not change stays the same object', () => {
    fc.assert(
      fc.property(looks, (run) => {
        const steps = course(run);
        steps.slice(1).forEach((seen, i) => {
          const earlier = new Map(steps[i]?.map((entry) => [entry.id, entry]));
          for (const entry of seen) {
            const was = earlier.get(entry.id);
            if (entry.gone !== null && was && was.gone !== null) expect(entry).toBe(was);
          }
        });
      }),
    );
  });
});

describe('a timetable at work', () => {
  type Rhythm = {
    /** How long after the making of the new backup the old one goes; before it where negative. */
    readonly removesAfterMs: number;
    readonly keeps: number;
    readonly readsEveryMs: number;
    /** When the computer slept. */
    readonly sleeps: readonly { readonly atHour: number; readonly hours: number }[];
  };
  const HOURS = 7 * 24;

  /** Everything that the ledger ever called unexplained in a week of a daily backup that keeps so many. */
  function unexplainedInAWeek({ removesAfterMs, keeps, readsEveryMs, sleeps }: Rhythm): readonly string[] {
    const madeAt = Array.from({ length: 30 }, (_, day) => NOW + (day - 20) * DAY_MS + 3 * HOUR_MS);
    const listedAt = (at: number) =>
      madeAt.flatMap((createdAt, i) => {
        const goesAt = (madeAt[i + keeps] ?? Number.POSITIVE_INFINITY) + removesAfterMs;
        return createdAt <= at && at < goesAt ? [scheduled(0, { id: `m${i}`, createdAt })] : [];
      });
    const unexplained = new Set<string>();
    let seen: readonly SeenBackup[] = [];
    let before: ServerReading | null = null;
    for (let at = NOW; at < NOW + HOURS * HOUR_MS; at += readsEveryMs) {
      const hour = (at - NOW) / HOUR_MS;
      if (sleeps.some(({ atHour, hours }) => hour >= atHour && hour < atHour + hours)) continue;
      const reading = aReading({ backups: listedAt(at), quota: { kind: 'notStated', used: null } });
      const rest = { server: aServer(), deletedHere: new Set<string>() };
      seen = seenAfter({ seen, before, reading, readAt: at, providerNow: at, ...rest });
      before = reading;
      for (const { id, gone } of seen) if (gone !== null && gone.why !== 'rotated') unexplained.add(id);
    }
    return [...unexplained];
  }

  test('a week of hourly readings with a daily rotation never yields “unexplained”', () => {
    const rhythm = { removesAfterMs: 0, keeps: 7, readsEveryMs: HOUR_MS, sleeps: [] };
    expect(unexplainedInAWeek(rhythm)).toEqual([]);
  });

  test('whichever comes first, the new backup or the end of the old one, and however the computer sleeps', () => {
    fc.assert(
      fc.property(
        fc.record({
          removesAfterMs: fc.integer({ min: -170 * MINUTE_MS, max: 170 * MINUTE_MS }),
          keeps: fc.integer({ min: 4, max: 10 }),
          readsEveryMs: fc.integer({ min: 10 * MINUTE_MS, max: HOUR_MS }),
          sleeps: fc.array(
            fc.record({
              atHour: fc.integer({ min: 0, max: HOURS }),
              hours: fc.integer({ min: 1, max: 40 }),
            }),
            { maxLength: 2 },
          ),
        }),
        (rhythm) => {
          expect(unexplainedInAWeek(rhythm)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});
