import fc from 'fast-check';
import type { DiagnosticsFacts } from '../../../lib/background/diagnostics-text';
import type { Account, AccountStatus } from '../../../lib/model/account';
import type { Backup, NamedBackup, Schedule, ScheduleDraft, Size, Snapshot } from '../../../lib/model/backup';
import type { Fault } from '../../../lib/model/fault';
import { type Finding, type FindingRecord, type Subject, topics } from '../../../lib/model/finding';
import type { Operation, OperationTask, WatchHandle } from '../../../lib/model/operation';
import type { Plan } from '../../../lib/model/plan';
import type { Server, ServerReading, StoredServer } from '../../../lib/model/server';
import { languages, type Settings } from '../../../lib/model/settings';
import type { Trouble } from '../../../lib/model/trouble';

/** Stands in every text that a person or a provider may have written. */
export const SENTINEL = 'Zq7sentinelX';

const secret = fc.tuple(fc.string(), fc.string()).map(([before, after]) => `${before}${SENTINEL}${after}`);
const secretOrNull = fc.option(secret);
const at = fc.integer({ min: 0, max: 4e12 });
const atOrNull = fc.option(at);
const count = fc.nat(1000);
const countOrNull = fc.option(count);
/** Of accounts and servers: few, so that what belongs together meets. */
const idOf = (what: string) => fc.nat(2).map((number) => `${what}-${SENTINEL}-${number}`);
const accountId = idOf('account');
const serverId = idOf('server');
const provider = fc.oneof(fc.constantFrom('hostup', 'vpsbg', 'vpsorg'), secret);
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('forbidden', 'notFound', 'busy', 'operationFailed', 'otherServer'),
    detail: secretOrNull,
  }),
  fc.record({ kind: fc.constantFrom('refused', 'providerError'), status: count, detail: secretOrNull }),
  fc.record({ kind: fc.constantFrom('unexpectedShape', 'internal'), where: secret }),
  fc.record({ kind: fc.constant('permissionMissing'), origin: secret }),
  fc.record({ kind: fc.constant('rateLimited'), retryAt: at, stated: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('wrongKey', 'unreachable', 'keyDamaged', 'locked') }),
);
const troubleOrNull = fc.option(trouble);

const size: fc.Arbitrary<Size> = fc.oneof(
  fc.record({ basis: fc.constant('stored' as const), sizeBytes: count }),
  fc.record({ basis: fc.constant('disk' as const), diskBytes: count }),
);

const backup: fc.Arbitrary<Backup> = fc.record({
  id: secret,
  serverId,
  kind: fc.constantFrom('manual', 'scheduled', 'automatic', 'unknown'),
  kindText: secret,
  state: fc.constantFrom('complete', 'running', 'unknown'),
  stateText: secretOrNull,
  createdAt: atOrNull,
  expiresAt: atOrNull,
  size: fc.option(size),
  note: secretOrNull,
  protected: fc.option(fc.boolean()),
  scheduleId: secretOrNull,
  files: few(fc.record({ name: secret, sizeBytes: countOrNull })),
});

const snapshot: fc.Arbitrary<Snapshot> = fc.record({
  id: secret,
  serverId,
  name: secret,
  createdAt: atOrNull,
  expiresAt: atOrNull,
  size: fc.option(size),
  note: secretOrNull,
});

const schedule: fc.Arbitrary<Schedule> = fc.record({
  id: secret,
  name: secretOrNull,
  frequency: fc.option(fc.constantFrom('daily', 'weekly', 'monthly')),
  frequencyText: secret,
  timeText: secretOrNull,
  dayText: secretOrNull,
  retentionCount: countOrNull,
  enabled: fc.option(fc.boolean()),
  lastRunAt: atOrNull,
  nextRunAt: atOrNull,
});

const server: fc.Arbitrary<Server> = fc.record({
  id: serverId,
  provider,
  name: secret,
  hostname: secretOrNull,
  addresses: few(secret),
  stateText: secretOrNull,
  locked: fc.boolean(),
  diskBytes: countOrNull,
  automatic: fc.constant({ kind: 'notStated' }),
  panelUrl: secret,
});

const gate = fc.option(fc.record({ allowed: fc.boolean(), reason: secretOrNull, code: secretOrNull }));

const reading: fc.Arbitrary<ServerReading> = fc.record({
  backups: few(backup),
  unmatched: few(backup),
  unreadableRows: count,
  unreadableBackups: count,
  quota: fc.record({ kind: fc.constant('absent'), used: count }),
  createGate: gate,
  restoreGate: gate,
  restoreFromGate: gate,
  snapshots: few(snapshot),
  schedules: few(schedule),
  settings: fc.constant(null),
  history: few(
    fc.record({
      id: secret,
      kind: fc.constantFrom('manual', 'scheduled', 'unknown'),
      state: fc.constantFrom('active', 'deleted', 'running', 'failed', 'possibleFailure'),
      statusText: secret,
      errorText: secretOrNull,
      createdAt: atOrNull,
      deletedAt: atOrNull,
      size: fc.option(size),
      note: secretOrNull,
      scheduleId: secretOrNull,
      jobId: secretOrNull,
      storageId: secret,
    }),
  ),
  partTroubles: few(
    fc.record({
      part: fc.constantFrom('snapshots', 'schedules', 'legacyBackups', 'legacySchedules'),
      trouble,
    }),
  ),
});

const stored: fc.Arbitrary<StoredServer> = fc.record({
  accountId,
  server,
  reading: fc.option(reading),
  readAt: atOrNull,
  triedAt: atOrNull,
  trouble: troubleOrNull,
  troubleSince: atOrNull,
  unlistedSince: atOrNull,
  goneSince: atOrNull,
  lockedSince: atOrNull,
  seen: few(
    fc.record({
      id: secret,
      kind: fc.constantFrom('manual', 'scheduled', 'automatic', 'unknown'),
      createdAt: atOrNull,
      expiresAt: atOrNull,
      size: fc.option(size),
      note: secretOrNull,
      firstSeenAt: at,
      lastSeenAt: at,
      missingSince: atOrNull,
      gone: fc.option(fc.record({ at, why: fc.constantFrom('evicted', 'unexplained') })),
    }),
  ),
});

const account: fc.Arbitrary<Account> = fc.record({
  id: accountId,
  provider,
  label: secret,
  createdAt: at,
  legacyIds: fc.dictionary(secret, secret),
});

const status: fc.Arbitrary<AccountStatus> = fc.record({
  accountId,
  capabilities: fc.subarray(['create', 'delete', 'restore', 'schedule']),
  writes: fc.constantFrom('untried', 'allowed', 'refused'),
  checkedAt: atOrNull,
  keyNumber: count,
  trouble: troubleOrNull,
  troubleSince: atOrNull,
  skewMs: fc.integer(),
  unreadableRows: count,
  refresh: fc.option(fc.record({ startedAt: at, listed: fc.boolean() })),
  nextRefreshAt: at,
});

const namedBackup: fc.Arbitrary<NamedBackup> = fc.record({
  id: secret,
  kind: fc.constantFrom('manual', 'scheduled', 'automatic', 'unknown'),
  createdAt: fc.option(at),
  note: secretOrNull,
});
const scheduleDraft: fc.Arbitrary<ScheduleDraft> = fc.record({
  frequency: fc.constant('daily'),
  hour: count,
  minute: fc.option(count),
  retentionCount: count,
  enabled: fc.boolean(),
  name: secretOrNull,
});
const task: fc.Arbitrary<OperationTask> = fc.oneof(
  fc.record({
    kind: fc.constant('create'),
    note: secretOrNull,
    cost: fc.constant({ kind: 'evicts', stated: true, backupId: 'b', isLastGood: false }),
  }),
  fc.record({ kind: fc.constant('delete'), backup: namedBackup }),
  fc.record({
    kind: fc.constant('restore'),
    backup: namedBackup,
    source: fc.option(fc.record({ id: secret, name: secret })),
  }),
  fc.record({ kind: fc.constant('saveSchedule'), schedule: scheduleDraft }),
  fc.record({ kind: fc.constant('deleteSchedule'), scheduleId: secret }),
  fc.record({
    kind: fc.constant('changeSettings'),
    change: fc.record({ totalLimit: count, autoDeleteOldest: fc.boolean() }),
  }),
);
const handle: fc.Arbitrary<WatchHandle> = fc.oneof(
  fc.record({ by: fc.constant('job'), jobId: secret }),
  fc.record({ by: fc.constant('backup'), backupId: secret }),
);
const common = {
  id: secret,
  task,
  accountId,
  provider,
  serverId,
  serverName: secret,
  createdAt: at,
  updatedAt: at,
  askedAt: at,
  backupsBefore: fc.option(few(secret)),
};
const watched = { nextPollAt: at, polls: count };
const ended = { endedAt: at, toldAt: atOrNull };
const operation = fc.oneof(
  fc.record({ ...common, state: fc.constant('sending') }),
  fc.record({ ...common, ...watched, handle, state: fc.constant('running'), percent: countOrNull }),
  fc.record({
    ...common,
    ...watched,
    state: fc.constant('unknown'),
    giveUpAt: at,
    answered: fc.boolean(),
    cause: troubleOrNull,
    missedAt: atOrNull,
  }),
  fc.record({ ...common, ...ended, state: fc.constant('succeeded'), newBackups: few(secret) }),
  fc.record({ ...common, ...ended, state: fc.constant('failed'), trouble }),
) as fc.Arbitrary<Operation>;

const steps = few(
  fc.record({
    accountId,
    provider,
    serverId,
    serverName: secret,
    task,
    operationId: secretOrNull,
    notStarted: troubleOrNull,
  }),
);
const plan = fc.record({
  id: secret,
  kind: fc.constantFrom('restore', 'makeRoom', 'bulk'),
  createdAt: at,
  startsUntil: at,
  session: secret,
  steps,
  end: fc.option(
    fc.oneof(
      fc.record({ kind: fc.constantFrom('done', 'broken'), at, toldAt: atOrNull }),
      fc.record({
        kind: fc.constant('stopped'),
        why: fc.constantFrom('interrupted', 'late'),
        at,
        toldAt: atOrNull,
      }),
      fc.record({ kind: fc.constant('refused'), trouble, at, toldAt: atOrNull }),
    ),
  ),
}) as fc.Arbitrary<Plan>;

const subject: fc.Arbitrary<Subject> = fc.oneof(
  fc.record({ kind: fc.constant('server'), key: secret, accountId, provider, serverId, name: secret }),
  fc.record({ kind: fc.constant('account'), accountId, provider, label: secret }),
  fc.record({ kind: fc.constant('browser') }),
);
const finding = fc
  .tuple(
    fc.oneof(
      fc.record({ kind: fc.constant('never') }),
      fc.record({ kind: fc.constant('partUnread'), part: fc.constant('snapshots'), trouble }),
      fc.record({ kind: fc.constant('accountTrouble'), trouble, checkedAt: atOrNull }),
      fc.record({
        kind: fc.constant('scheduleFailed'),
        runAt: atOrNull,
        runs: count,
        certain: fc.boolean(),
        statusText: secret,
        errorText: secretOrNull,
      }),
      fc.record({
        kind: fc.constant('vanished'),
        backups: few(
          fc.record({ id: secret, kind: fc.constant('manual'), createdAt: atOrNull, note: secret }),
        ),
        goneAt: at,
      }),
    ),
    fc.record({
      id: secret,
      severity: fc.constantFrom('error', 'warning', 'info'),
      subject,
      occurrence: secretOrNull,
      fingerprint: secret,
      beganAt: at,
      isFirstSight: fc.boolean(),
      tellFrom: atOrNull,
    }),
  )
  .map(([facts, frame]) => ({ ...facts, ...frame })) as fc.Arbitrary<Finding>;
const record: fc.Arbitrary<FindingRecord> = fc.record({
  id: secret,
  finding,
  firstSeenAt: at,
  endedAt: atOrNull,
  noticeId: secretOrNull,
  toldAt: atOrNull,
});

const settings: fc.Arbitrary<Settings> = fc.record({
  language: fc.constantFrom('auto', ...languages),
  refreshEveryMs: at,
  goalMs: at,
  accountGoalsMs: fc.dictionary(secret, at),
  serverGoalsMs: fc.dictionary(secret, at),
  graceMs: at,
  nearPercent: count,
  expiringWithinMs: at,
  notify: fc.boolean(),
  mutedTopics: fc.subarray([...topics]),
  mutedAccounts: few(secret),
  quietHours: fc.option(fc.record({ fromMinute: count, toMinute: count, errorsPass: fc.boolean() })),
  panelsOff: few(secret),
  pageBackupsAllowed: few(secret),
  legacyOffersDeclined: few(secret),
  lockAfterMs: atOrNull,
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constant('error'), at, where: secret, name: secret }),
  fc.record({
    kind: fc.constant('damaged'),
    at,
    part: fc.constantFrom('status', 'server', 'operation', 'finding', 'snooze'),
    accountId: fc.option(accountId),
    serverId: fc.option(serverId),
  }),
);

/** Facts of any kind, with the sentinel in every text that somebody else may fill. */
export const someFacts: fc.Arbitrary<DiagnosticsFacts> = fc.record({
  now: at,
  extensionVersion: secret,
  browser: fc.record({ name: secret, version: secret }),
  lock: fc.oneof(
    fc.record({ kind: fc.constantFrom('none', 'open') }),
    fc.record({ kind: fc.constant('locked'), unfollowed: count }),
  ),
  accounts: fc.uniqueArray(account, { selector: ({ id }) => id, maxLength: 3 }),
  settings,
  faults: few(fault),
  sealed: fc.option(
    fc.record({
      statuses: few(status),
      servers: few(stored),
      operations: few(operation),
      plans: few(plan),
      findings: few(record),
      snoozes: few(fc.record({ target: secret, setAt: at, until: atOrNull, fingerprint: secret })),
    }),
  ),
});
