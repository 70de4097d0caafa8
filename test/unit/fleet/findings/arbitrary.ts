import fc from 'fast-check';
import type { Account, AccountStatus } from '../../../../lib/model/account';
import type {
  Backup,
  BackupSettings,
  HistoryEntry,
  Quota,
  Schedule,
  Size,
} from '../../../../lib/model/backup';
import type { SeenBackup, Watch } from '../../../../lib/model/finding';
import type { Operation } from '../../../../lib/model/operation';
import type { PartTrouble, Server, ServerReading, StoredServer } from '../../../../lib/model/server';
import { defaultSettings, type Settings } from '../../../../lib/model/settings';
import type { StoredState } from '../../../../lib/model/state';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import type { Trouble } from '../../../../lib/model/trouble';
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
import { aRun, aSchedule, GB } from './judge';

const providers = ['hostup', 'vpsbg', 'vpsorg'] as const;

/** A moment around NOW: mostly past, on round spans where the edges are, or anywhere. */
const past = fc
  .oneof(
    fc.constantFrom(0, MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 24 * HOUR_MS, 27 * HOUR_MS, 48 * HOUR_MS, 7 * DAY_MS),
    fc.integer({ min: -HOUR_MS, max: 3 * DAY_MS }),
    fc.integer({ min: 0, max: 60 * DAY_MS }),
  )
  .map((agoMs) => NOW - agoMs);
const recent = fc.integer({ min: -10 * MINUTE_MS, max: 3 * HOUR_MS }).map((agoMs) => NOW - agoMs);
const future = fc
  .oneof(fc.integer({ min: -2 * DAY_MS, max: 40 * DAY_MS }), fc.integer({ min: 0, max: 72 * HOUR_MS }))
  .map((aheadMs) => NOW + aheadMs);
const maybePast = fc.option(past, { freq: 10 });
const maybeFuture = fc.option(future, { freq: 2 });
const maybeEither = fc.option(fc.oneof(past, future), { freq: 3 });
const flag = fc.constantFrom(true, false, null);
const count = fc.option(fc.integer({ min: 0, max: 7 }));

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  fc.constantFrom<Trouble>(
    { kind: 'wrongKey' },
    { kind: 'unreachable' },
    { kind: 'forbidden', detail: null },
  ),
  future.map((retryAt) => ({ kind: 'rateLimited', retryAt, stated: true }) as const),
);

const size: fc.Arbitrary<Size | null> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(1, 9, 10, 11).map((gb) => ({ basis: 'stored', sizeBytes: gb * GB }) as const),
  },
  fc.constant({ basis: 'disk', diskBytes: 80 * GB } as const),
  fc.constant(null),
);

const backup: fc.Arbitrary<Partial<Backup>> = fc.record({
  kind: fc.constantFrom('manual', 'scheduled', 'automatic', 'unknown'),
  state: fc.oneof(
    { weight: 8, arbitrary: fc.constant('complete' as const) },
    fc.constantFrom('running', 'unknown'),
  ),
  createdAt: maybePast,
  expiresAt: maybeFuture,
  size,
  protected: flag,
});

const schedule: fc.Arbitrary<Partial<Schedule>> = fc.record({
  frequency: fc.constantFrom('daily', 'weekly', 'monthly', null),
  retentionCount: count,
  enabled: flag,
  lastRunAt: maybePast,
  nextRunAt: maybeEither,
});

const run: fc.Arbitrary<Partial<HistoryEntry>> = fc.record({
  kind: fc.constantFrom('manual', 'scheduled', 'unknown'),
  state: fc.constantFrom('active', 'deleted', 'running', 'failed', 'possibleFailure'),
  createdAt: maybePast,
});

const quota: fc.Arbitrary<Quota> = fc.oneof(
  fc
    .record({ used: fc.integer({ min: 0, max: 8 }), limit: fc.integer({ min: 1, max: 7 }) })
    .map(
      ({ used, limit }) => ({ kind: 'limited', used, limit, remaining: Math.max(0, limit - used) }) as const,
    ),
  fc.constantFrom<Quota>({ kind: 'absent', used: 0 }, { kind: 'notStated', used: null }),
);

const settingsOfBackups: fc.Arbitrary<BackupSettings> = fc
  .record({ manualActive: count, scheduledActive: count, scheduledSlots: count, autoDeleteOldest: flag })
  .map(someSettings);

const parts: fc.Arbitrary<readonly PartTrouble[]> = fc.uniqueArray(
  fc.record({ part: fc.constantFrom('snapshots', 'schedules', 'legacyBackups', 'legacySchedules'), trouble }),
  { selector: ({ part }) => part, maxLength: 2 },
);

function numbered<Row>(prefix: string, rows: readonly Row[]): readonly (Row & { readonly id: string })[] {
  return rows.map((row, i) => ({ ...row, id: `${prefix}${i + 1}` }));
}

const few = { maxLength: 3 };

export const reading: fc.Arbitrary<ServerReading> = fc
  .record({
    backups: fc.array(backup, { maxLength: 9 }),
    schedules: fc.array(schedule, few),
    history: fc.array(run, few),
    unreadable: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 2 })),
    unreadableBackups: fc.integer({ min: 0, max: 2 }),
    quota,
    settings: fc.option(settingsOfBackups),
    partTroubles: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, parts),
  })
  .map(({ backups, schedules, history, unreadable, unreadableBackups, ...rest }) =>
    aReading({
      ...rest,
      backups: numbered('b', backups).map(aBackup),
      schedules: numbered('sch', schedules).map(aSchedule),
      history: numbered('h', history).map(aRun),
      unreadableRows: unreadable,
      unreadableBackups: Math.min(unreadable, unreadableBackups),
    }),
  );

const maybeGone = fc.option(
  fc.record({
    at: past,
    why: fc.constantFrom('deletedHere', 'expired', 'rotated', 'evicted', 'unexplained'),
  }),
);

const seen: fc.Arbitrary<Partial<SeenBackup>> = fc.record({
  createdAt: maybePast,
  gone: maybeGone,
});

function aSeen(over: Partial<SeenBackup> & { readonly id: string }): SeenBackup {
  const at = { firstSeenAt: NOW - 9 * DAY_MS, lastSeenAt: NOW - DAY_MS, missingSince: null };
  return {
    kind: 'manual',
    createdAt: null,
    expiresAt: null,
    size: null,
    note: null,
    gone: null,
    ...at,
    ...over,
  };
}

const server: fc.Arbitrary<Pick<Server, 'locked' | 'automatic'>> = fc.record({
  locked: fc.boolean(),
  automatic: fc.constantFrom<Server['automatic']>(
    { kind: 'notStated' },
    { kind: 'notStated' },
    { kind: 'none' },
    { kind: 'stated', frequency: 'weekly', keptWeeks: 3 },
  ),
});

const stored: fc.Arbitrary<Partial<StoredServer>> = fc
  .record({
    reading: fc.option(reading, { freq: 8 }),
    readAt: recent,
    inTrouble: fc.option(fc.record({ trouble, troubleSince: past }), { freq: 2 }),
    goneSince: past,
    mayBeGone: fc.integer({ min: 0, max: 4 }),
    lockedSince: fc.option(past),
    seen: fc.array(seen, few),
  })
  .map(({ inTrouble, goneSince, mayBeGone, ...rest }) => ({
    ...rest,
    ...(inTrouble ?? {}),
    readAt: rest.reading === null ? null : rest.readAt,
    goneSince: mayBeGone === 0 ? goneSince : null,
    seen: numbered('seen', rest.seen).map(aSeen),
  }));

/** A server as the accounts of its provider reach it: by one, by two, each with a reading of its own. */
const reach = fc.record({
  provider: fc.nat(2),
  server,
  by: fc.array(fc.nat(1), { minLength: 1, maxLength: 2 }),
  rows: fc.tuple(stored, stored),
});

const status: fc.Arbitrary<Partial<AccountStatus>> = fc
  .record({
    skewMs: fc.constantFrom(0, 0, HOUR_MS, -HOUR_MS, 1_500),
    inTrouble: fc.option(fc.record({ trouble, troubleSince: past }), { freq: 2 }),
    writes: fc.constantFrom('untried', 'allowed', 'refused'),
    unreadableRows: fc.constantFrom(0, 0, 0, 2),
    checkedAt: fc.option(past),
  })
  .map(({ inTrouble, ...rest }) => ({ ...rest, ...(inTrouble ?? {}) }));

const operation = fc
  .record({
    on: fc.nat(3),
    createdAt: past,
    tookMs: fc.integer({ min: 0, max: 2 * HOUR_MS }),
    state: fc.constantFrom('running', 'succeeded', 'succeeded', 'undecided'),
  })
  .map(({ on, createdAt, tookMs, state }) => ({
    on,
    over: { createdAt, state, endedAt: createdAt + tookMs, toldAt: NOW, newBackups: [] },
  }));

const settings: fc.Arbitrary<Settings> = fc
  .record({
    goalMs: fc.constantFrom(HOUR_MS, DAY_MS, 8 * DAY_MS),
    graceMs: fc.constantFrom(0, 3 * HOUR_MS),
    refreshEveryMs: fc.constantFrom(15 * MINUTE_MS, HOUR_MS),
  })
  .map((over) => ({ ...defaultSettings, ...over }));

const watch: fc.Arbitrary<Watch> = fc.record({
  aliveAt: fc.constant(NOW),
  gaps: fc.array(
    fc
      .record({ from: past, lastsMs: fc.integer({ min: HOUR_MS, max: 3 * DAY_MS }) })
      .map(({ from, lastsMs }) => ({
        from: from - lastsMs,
        to: from,
      })),
    { maxLength: 1 },
  ),
});

/** Two accounts at each provider: `<provider>-0` and `<provider>-1`. */
const accounts: readonly Account[] = providers.flatMap((provider) =>
  [0, 1].map((i) => anAccount({ id: `${provider}-${i}`, provider, label: `${provider} ${i}` })),
);

/** A stored fleet of up to four servers of all providers, judged at NOW: all kinds of findings are in it now and then. */
export const fleet: fc.Arbitrary<StoredState> = fc
  .record({
    reaches: fc.array(reach, { minLength: 1, maxLength: 4 }),
    statuses: fc.array(status, { minLength: accounts.length, maxLength: accounts.length }),
    operations: fc.array(operation, { maxLength: 4 }),
    settings,
    watch,
  })
  .map(({ reaches, statuses, operations, ...rest }) => {
    const servers = reaches.map((each, i) => ({
      ...each,
      id: `s${i}`,
      provider: providers[each.provider] ?? 'hostup',
    }));
    return aState({
      ...rest,
      accounts,
      statuses: accounts.map(({ id }, i) => aStatus({ ...statuses[i], accountId: id })),
      servers: servers.flatMap(({ id, provider, by, rows, server: facts }) =>
        [...new Set(by)].map((account) =>
          aStored({
            ...rows[account],
            accountId: `${provider}-${account}`,
            server: aServer({ ...facts, id, provider, name: id }),
          }),
        ),
      ),
      operations: operations.flatMap(({ on, over }, i) => {
        const of = servers[on];
        if (!of) return [];
        const whose = { id: `o${i}`, provider: of.provider, serverId: of.id, accountId: `${of.provider}-0` };
        return [anOperation({ ...over, ...whose } as Partial<Operation>)];
      }),
    });
  });
