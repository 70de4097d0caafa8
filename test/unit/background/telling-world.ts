import fc from 'fast-check';
import { expect } from 'vitest';
import { createJudge, type Judge } from '../../../lib/background/judge';
import { fingerprintOfTarget, snoozeKey } from '../../../lib/fleet/findings/hush';
import { overview } from '../../../lib/fleet/overview';
import type { SnoozeTarget } from '../../../lib/model/finding';
import type { Settings } from '../../../lib/model/settings';
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { findingWords } from '../../../lib/text/finding';
import { aBackup, anAccount, aReading, aServer, aStatus, aStored, NOW } from '../builders';
import type { TellingStore } from './memory-store';
import { type Beginning, isMuted, Oracle } from './telling-oracle';

const accounts = ['a1', 'a2'] as const;
const serversOf = { a1: ['s1', 's2'], a2: ['s3'] } as const;
const conditions = ['covered', 'overdue', 'overdueAgain', 'none', 'full', 'hidden', 'unread'] as const;
type Condition = (typeof conditions)[number];
type AccountId = (typeof accounts)[number];

/** What may happen between two judgements. */
type Event =
  | { readonly kind: 'refreshed'; readonly account: AccountId; readonly found: readonly Condition[] }
  | { readonly kind: 'refreshBegan' | 'lostKey'; readonly account: AccountId }
  | { readonly kind: 'passed' | 'slept' | 'clockJumped'; readonly ms: number }
  | { readonly kind: 'set'; readonly change: Partial<Settings> }
  | {
      readonly kind: 'snoozed';
      readonly nth: number;
      readonly whole: boolean;
      readonly span: number | null | 'end';
    };

export type Step = {
  readonly event: Event;
  /** The worker dies at its n-th effect, before or after it has happened. */
  readonly death: { readonly n: number; readonly when: 'before' | 'after' } | null;
  readonly refuses: boolean;
};

const account = fc.constantFrom(...accounts);
const settingsChange: fc.Arbitrary<Partial<Settings>> = fc.oneof(
  fc.record({ mutedAccounts: fc.subarray([...accounts]) }),
  fc.record({ mutedTopics: fc.subarray(['coverage', 'quota', 'accounts', 'notWatched'] as const) }),
  fc.record({ notify: fc.boolean() }),
  fc.record({
    quietHours: fc.option(
      fc.record({
        fromMinute: fc.integer({ min: 0, max: 1439 }),
        toMinute: fc.integer({ min: 0, max: 1439 }),
        errorsPass: fc.boolean(),
      }),
    ),
  }),
);
const refreshed = fc.record({
  kind: fc.constant('refreshed' as const),
  account,
  found: fc.array(fc.constantFrom(...conditions), { minLength: 2, maxLength: 2 }),
});
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: refreshed },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('refreshBegan' as const, 'lostKey' as const), account }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('passed' as const),
      ms: fc.integer({ min: 1, max: 5 * HOUR_MS }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('slept' as const),
      ms: fc.integer({ min: 3 * HOUR_MS, max: DAY_MS }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('clockJumped' as const),
      ms: fc.integer({ min: -DAY_MS, max: DAY_MS }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('set' as const), change: settingsChange }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('snoozed' as const),
      nth: fc.nat(9),
      whole: fc.boolean(),
      span: fc.constantFrom(HOUR_MS, DAY_MS, null, 'end' as const),
    }),
  },
);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    event,
    death: fc.option(
      fc.record({ n: fc.integer({ min: 1, max: 10 }), when: fc.constantFrom('before', 'after') }),
      { freq: 3 },
    ),
    refuses: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  }),
  { minLength: 4, maxLength: 20 },
);

/** Plays the steps against the real judge, then lets all be calm, and holds what was told against the oracle. */
export async function play(store: TellingStore, told: readonly Step[]): Promise<number> {
  const oracle = new Oracle();
  let now: EpochMs = NOW;
  let effects = 0;
  let death: Step['death'] = null;
  let refuses = false;
  let toldNow = new Set<string>();
  const mayRepeat = new Set<string>();
  /** What is found wrong within a notification would be taken for a refusal of the browser. */
  const wrong: string[] = [];
  const hold = (isRight: boolean, what: string) => {
    if (!isRight) wrong.push(what);
  };

  /** A worker that looks at each of its effects whether it is its last. */
  function start(): { judge: Judge; died: Promise<'died'> } {
    let die: (how: 'died') => void = () => undefined;
    const died = new Promise<'died'>((resolve) => {
      die = resolve;
    });
    let isDead = false;
    const kill = <T>(): Promise<T> => {
      isDead = true;
      die('died');
      return new Promise<T>(() => undefined);
    };
    const effect = async <T>(run: () => Promise<T>): Promise<T> => {
      if (isDead) return kill();
      effects++;
      const dies = death !== null && death.n === effects;
      if (dies && death?.when === 'before') return kill();
      try {
        return await run();
      } finally {
        if (dies) await kill();
      }
    };
    return { judge: createJudge(environment(effect)), died };
  }

  function environment(effect: <T>(run: () => Promise<T>) => Promise<T>): Parameters<typeof createJudge>[0] {
    return {
      now: () => now,
      store: {
        readAll: () => effect(() => store.readAll()),
        settings: () => effect(() => store.settings()),
        operations: () => effect(() => store.operations()),
        plans: () => effect(() => store.plans()),
        updatePlan: (id, change) => effect(() => store.updatePlan(id, change)),
        accounts: () => effect(() => store.accounts()),
        account: (id) => effect(() => store.account(id)),
        putOperation: (operation) => effect(() => store.putOperation(operation)),
        removeSnooze: (target) => effect(() => store.removeSnooze(target)),
        faults: () => effect(() => store.faults()),
        addFault: (fault) => effect(() => store.addFault(fault)),
        updateFindings: (change) =>
          effect(async () => {
            if (!isJudged) oracle.judged(await store.readAll(), now);
            isJudged = true;
            return store.updateFindings(change);
          }),
      },
      platform: {
        setBadge: () => effect(async () => undefined),
        notify: (id, title, body) => effect(() => notified(id, `${title}\n${body}`)),
      },
    };
  }

  async function notified(id: string, text: string): Promise<void> {
    if (refuses) throw new Error('the system shows no notifications');
    const state = await store.readAll();
    const said = state.findings.filter(({ noticeId, toldAt, finding }) => {
      const { title, sentence } = findingWords(finding, now);
      const isSaid = text.includes(title) || text.includes(sentence) || / more$/.test(text);
      return noticeId === id && toldAt === null && isSaid;
    });
    const keys = said.map((record) => record.id).filter((key) => !oracle.isSnoozedNow(key, state, now));
    hold(keys.length > 0, `${id} tells nothing: ${text}`);
    for (const key of keys) {
      const beginning = oracle.beginnings.get(key);
      if (!beginning) {
        hold(false, `${key} is told and never began`);
        continue;
      }
      hold(beginning.isRipe || isGap(beginning), `${key} is told and not ripe`);
      hold(!isMuted(beginning.finding, state), `${key} is told and muted`);
      hold(beginning.tells === 0 || mayRepeat.has(key), `${key} is told again`);
      beginning.tells++;
      beginning.toldUnder.add(id);
      toldNow.add(key);
    }
    for (const { id: accountId, label } of state.accounts) {
      const isQuiet = state.settings.mutedAccounts.includes(accountId);
      hold(!isQuiet || !text.includes(label), `${label} is muted and told of: ${text}`);
    }
  }

  let isJudged = false;
  let worker = start();
  async function judgeOnce(): Promise<void> {
    isJudged = false;
    effects = 0;
    toldNow = new Set();
    const end = await Promise.race([worker.judge.judge(), worker.died]);
    for (const key of mayRepeat) if (toldNow.has(key)) mayRepeat.delete(key);
    if (end !== 'died') return;
    for (const key of toldNow) mayRepeat.add(key);
    worker = start();
  }

  await begin(store);
  for (const step of told) {
    now = await happen(store, step.event, now);
    ({ death, refuses } = step);
    await judgeOnce();
  }

  death = null;
  refuses = false;
  for (const { target } of (await store.readAll()).snoozes) await store.removeSnooze(target);
  await store.changeSettings({ quietHours: null });
  await judgeOnce();
  await judgeOnce();
  const beginnings = [...oracle.beginnings.values()];
  for (const beginning of beginnings) {
    const { key, isRipe, isExcused, toldUnder } = beginning;
    const ids = [...toldUnder].join(', ');
    // That nobody watched is told with what that brought, or not at all where it brought nothing.
    const mustBeTold = isRipe && !isExcused && !isGap(beginning);
    hold(!mustBeTold || toldUnder.size > 0, `${key} is never told`);
    hold(toldUnder.size <= 1, `${key} is told under ${ids}`);
  }
  expect(wrong).toEqual([]);
  return beginnings.filter(({ tells }) => tells > 0).length;
}

function isGap({ finding }: Beginning): boolean {
  return finding.kind === 'notWatched';
}

async function begin(store: TellingStore): Promise<void> {
  await store.changeSettings({ mutedTopics: [] });
  for (const id of accounts) {
    await store.addAccount(
      anAccount({ id, label: `label-${id}` }),
      aStatus({ accountId: id, nextRefreshAt: NOW }),
    );
    await store.putServers(
      id,
      serversOf[id].map((name) =>
        aStored({
          accountId: id,
          server: aServer({ id: name, name: `${name}-label-${id}` }),
          reading: null,
          readAt: null,
        }),
      ),
    );
  }
}

/** Lets an event happen; gives the time after it. */
async function happen(store: TellingStore, event: Event, before: EpochMs): Promise<EpochMs> {
  const now = before + 1;
  switch (event.kind) {
    case 'refreshed': {
      const { servers } = await store.readAll();
      const own = servers.filter(({ accountId }) => accountId === event.account);
      await store.putServers(
        event.account,
        own.map((stored, i) => {
          const found = event.found[i] ?? 'covered';
          if (found === 'unread') {
            return { ...stored, trouble: { kind: 'timedOut' }, troubleSince: stored.troubleSince ?? now };
          }
          const reading = readingOf(found, now);
          return { ...stored, trouble: null, troubleSince: null, reading, readAt: now, triedAt: now };
        }),
      );
      await store.updateStatus(event.account, (status) => ({
        ...status,
        refresh: null,
        trouble: null,
        troubleSince: null,
        checkedAt: now,
        nextRefreshAt: now + 15 * MINUTE_MS,
      }));
      return now;
    }
    case 'refreshBegan':
      await store.updateStatus(event.account, (status) => ({
        ...status,
        refresh: { startedAt: now, listed: false },
      }));
      return now;
    case 'lostKey':
      await store.updateStatus(event.account, (status) => ({
        ...status,
        refresh: null,
        trouble: { kind: 'wrongKey' },
        troubleSince: status.troubleSince ?? now,
        nextRefreshAt: now + 15 * MINUTE_MS,
      }));
      return now;
    case 'set':
      await store.changeSettings(event.change);
      return now;
    case 'snoozed':
      await snooze(store, event, now);
      return now;
    case 'slept': {
      const { watch } = await store.readAll();
      const to = now + event.ms;
      await store.putWatch({ aliveAt: to, gaps: [...watch.gaps, { from: now, to }] });
      return to;
    }
    default:
      return now + event.ms;
  }
}

async function snooze(
  store: TellingStore,
  { nth, whole, span }: Extract<Event, { kind: 'snoozed' }>,
  now: EpochMs,
): Promise<void> {
  const findings = overview(await store.readAll(), now).findings.map(({ finding }) => finding);
  const chosen = findings[nth % Math.max(1, findings.length)];
  if (!chosen) return;
  const { id, subject } = chosen;
  const target: SnoozeTarget =
    whole && subject.kind === 'server' ? { kind: 'server', key: subject.key } : { kind: 'finding', id };
  if (span === 'end') return store.removeSnooze(snoozeKey(target));
  await store.putSnooze({
    target: snoozeKey(target),
    setAt: now,
    until: span === null ? null : now + span,
    fingerprint: fingerprintOfTarget(target, findings),
  });
}

function readingOf(found: Exclude<Condition, 'unread'>, now: EpochMs) {
  const day = Math.floor(now / DAY_MS) * DAY_MS;
  switch (found) {
    case 'covered':
      return aReading({ backups: [aBackup({ createdAt: now - HOUR_MS })] });
    case 'overdue':
      return aReading({ backups: [aBackup({ createdAt: day - 2 * DAY_MS })] });
    case 'overdueAgain':
      return aReading({ backups: [aBackup({ createdAt: day - 2 * DAY_MS + HOUR_MS })] });
    case 'none':
      return aReading({ backups: [] });
    case 'full':
      return aReading({ quota: { kind: 'limited', used: 3, limit: 3, remaining: 0 } });
    case 'hidden':
      return aReading({ unreadableBackups: 1, unreadableRows: 1, backups: [] });
  }
}
