import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { endTellingAt } from '../../../lib/background/end-notices';
import { createJudge } from '../../../lib/background/judge';
import { type EndedOperation, hasEnded, type Operation } from '../../../lib/model/operation';
import type { Plan } from '../../../lib/model/plan';
import { defaultSettings, type QuietHours, type Settings } from '../../../lib/model/settings';
import { HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import {
  aBackup,
  anAccount,
  anOperation,
  aPlan,
  aReading,
  aServer,
  aStatus,
  aStored,
  NOW,
} from '../builders';
import { createMemoryStore, type TellingStore } from './memory-store';

const zoneBefore = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'UTC';
});
afterAll(() => {
  process.env.TZ = zoneBefore;
});

/** `NOW` is at noon. */
const quietAtNoon = (errorsPass: boolean): QuietHours => ({
  fromMinute: 11 * 60,
  toMinute: 14 * 60,
  errorsPass,
});
const QUIET_END = NOW + 2 * HOUR_MS;

let store: TellingStore;
let shown: { id: string; title: string }[];
let refused: Set<string>;
let now: number;

beforeEach(() => {
  store = createMemoryStore();
  shown = [];
  refused = new Set();
  now = NOW;
});

const judge = () =>
  createJudge({
    store,
    now: () => now,
    platform: {
      setBadge: async () => undefined,
      async notify(id, title) {
        if (refused.has(id)) throw new Error('no');
        shown.push({ id, title });
      },
    },
  }).judge();

/** A server with no backup, in an account of its own. */
async function exposed(id: string): Promise<void> {
  await store.addAccount(
    anAccount({ id: `a-${id}` }),
    aStatus({ accountId: `a-${id}`, nextRefreshAt: NOW + 10 * MINUTE_MS }),
  );
  const server = aServer({ id, name: id });
  await store.putServers(`a-${id}`, [
    aStored({ accountId: `a-${id}`, server, reading: aReading({ backups: [] }) }),
  ]);
}

async function covered(id: string): Promise<void> {
  const reading = aReading({ backups: [aBackup({ serverId: id, createdAt: now - HOUR_MS })] });
  await store.putServers(`a-${id}`, [
    aStored({ accountId: `a-${id}`, server: aServer({ id, name: id }), reading, readAt: now }),
  ]);
}

const ids = () => shown.map(({ id }) => id);

describe('findings', () => {
  test('are told once', async () => {
    await exposed('s1');
    await judge();
    await judge();
    expect(shown).toMatchObject([{ title: 's1 has no backup' }]);
  });

  test('that the browser refuses stop no other, and are tried again', async () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await exposed('s1');
    refused.add(`finding:never/hostup/s1#${NOW}`);
    await judge();
    now += 1;
    await exposed('s2');
    await judge();
    expect(ids()).toEqual([`finding:never/hostup/s2#${NOW + 1}`]);
    refused.clear();
    await judge();
    expect(ids()).toEqual([`finding:never/hostup/s2#${NOW + 1}`, `finding:never/hostup/s1#${NOW}`]);
    expect(complaints).toHaveBeenCalledTimes(2);
    complaints.mockRestore();
  });

  test('of a night come as one digest in the morning, with what is over by then', async () => {
    await store.changeSettings({ quietHours: quietAtNoon(false) });
    await exposed('s1');
    await judge();
    now += MINUTE_MS;
    await exposed('s2');
    await judge();
    await covered('s1');
    await judge();
    expect(shown).toEqual([]);
    now = QUIET_END;
    for (const id of ['a-s1', 'a-s2']) {
      await store.updateStatus(id, (status) => ({ ...status, nextRefreshAt: now + MINUTE_MS }));
    }
    await judge();
    expect(shown).toEqual([{ id: `quiet:${QUIET_END}`, title: '1 thing needs attention on 1 server' }]);
  });

  test('that ended while nobody watched are told by that, at the first look', async () => {
    await exposed('s1');
    await judge();
    const to = NOW + 6 * HOUR_MS;
    await store.putWatch({ aliveAt: to, gaps: [{ from: NOW, to }] });
    now = to + 11 * MINUTE_MS;
    await covered('s1');
    await store.updateStatus('a-s1', (status) => ({ ...status, nextRefreshAt: now + MINUTE_MS }));
    await judge();
    expect(ids()).toHaveLength(2);
    expect(ids()[1]).toMatch(/^finding:notWatched/);
  });

  test('are judged once for all who ask while one judgement is under way', async () => {
    let reads = 0;
    const counting: TellingStore = {
      ...store,
      readAll: () => {
        reads++;
        return store.readAll();
      },
    };
    const platform = { setBadge: async () => undefined, notify: async () => undefined };
    const one = createJudge({ store: counting, now: () => NOW, platform });
    await Promise.all([one.judge(), one.judge(), one.judge()]);
    expect(reads).toBeLessThanOrEqual(2);
  });
});

describe('snoozes that are over are forgotten', () => {
  const target = 'finding:never/hostup/s1';
  const stored = async () => (await store.readAll()).snoozes.map((snooze) => snooze.target);

  test('with their time', async () => {
    await store.putSnooze({ target, setAt: NOW, until: NOW + 1, fingerprint: '' });
    await judge();
    expect(await stored()).toEqual([target]);
    now = NOW + 1;
    await judge();
    expect(await stored()).toEqual([]);
  });

  test('with what they waited for, but not for want of a reading', async () => {
    await exposed('s1');
    await judge();
    const { finding } = (await store.readAll()).findings[0] ?? {};
    if (!finding) throw new Error('nothing was found');
    const fingerprint = `${finding.id} ${finding.fingerprint}`;
    await store.putSnooze({ target: `finding:${finding.id}`, setAt: NOW, until: null, fingerprint });
    await judge();
    expect(await stored()).toEqual([target]);
    now += 3 * HOUR_MS;
    await judge();
    expect(await stored(), 'while the server cannot be read').toEqual([target]);
    await covered('s1');
    await store.updateStatus('a-s1', (status) => ({ ...status, nextRefreshAt: now + MINUTE_MS }));
    await judge();
    expect(await stored()).toEqual([]);
  });
});

describe('the end of an operation', () => {
  function ended(state: 'succeeded' | 'failed', id: string = state): EndedOperation {
    const how = state === 'failed' ? { trouble: { kind: 'timedOut' } } : { newBackups: [] };
    const operation = { ...anOperation({ id }), state, endedAt: NOW, toldAt: null, ...how } as Operation;
    if (!hasEnded(operation)) throw new Error('not ended');
    return operation;
  }
  const untold = async () =>
    (await store.operations()).flatMap((operation) =>
      hasEnded(operation) && operation.toldAt === null ? [operation.id] : [],
    );

  test.each<[string, Partial<Settings>]>([
    ['notifications are off', { notify: false }],
    ['operations are muted', { mutedTopics: ['operations'] }],
    ['its account is muted', { mutedAccounts: ['a1'] }],
  ])('is not told where %s', async (_name, settings) => {
    await store.changeSettings({ ...settings, quietHours: quietAtNoon(false) });
    await store.putOperation(ended('failed'));
    await judge();
    expect(ids()).toEqual([]);
    expect(await untold()).toEqual([]);
  });

  test.each([
    [true, ['failed']],
    [false, []],
  ])(
    'waits for the end of quiet hours, a failure only where errors do not pass (%s)',
    async (pass, early) => {
      await store.changeSettings({ quietHours: quietAtNoon(pass) });
      await store.putOperation(ended('succeeded'));
      await store.putOperation(ended('failed'));
      await judge();
      expect(ids()).toEqual(early);
      now = QUIET_END;
      await judge();
      expect(ids().sort()).toEqual(['failed', 'succeeded']);
    },
  );

  test('is tried again in a minute, or after quiet hours', () => {
    const at = (operation: EndedOperation, settings: Partial<Settings> = {}) =>
      endTellingAt({ operations: [operation], plans: [] }, { ...defaultSettings, ...settings }, NOW);
    const quietHours = quietAtNoon(true);
    expect(at(ended('succeeded'))).toBe(NOW + MINUTE_MS);
    expect(at(ended('succeeded'), { quietHours })).toBe(QUIET_END);
    expect(at(ended('failed'), { quietHours })).toBe(NOW + MINUTE_MS);
    expect(at({ ...ended('failed'), toldAt: NOW })).toBe(Number.POSITIVE_INFINITY);
  });

  test('waits for the plan that it is part of, and is told by that', async () => {
    const operation = { ...ended('succeeded'), endedAt: NOW };
    const [step] = aPlan().steps;
    if (step === undefined) throw new Error('no step');
    const plan = aPlan({ steps: [{ ...step, operationId: operation.id }] });
    const at = (plans: readonly Plan[]) =>
      endTellingAt({ operations: [operation], plans }, defaultSettings, NOW);
    expect(at([plan])).toBe(Number.POSITIVE_INFINITY);
    const done = { kind: 'done', at: NOW, toldAt: null } as const;
    expect(at([{ ...plan, end: done }])).toBe(NOW + MINUTE_MS);
    await store.putOperation(operation);
    await store.addPlan(plan);
    await judge();
    expect(ids()).toEqual([]);
    await store.updatePlan(plan.id, (current) => ({ ...current, end: done }));
    await judge();
    expect(ids()).toEqual([plan.id]);
    expect((await store.operations())[0]).toMatchObject({ toldAt: NOW });
    await judge();
    expect(ids()).toEqual([plan.id]);
  });

  test('tells itself where its plan had stopped before', async () => {
    const operation = { ...ended('succeeded'), endedAt: NOW };
    const [step] = aPlan().steps;
    if (step === undefined) throw new Error('no step');
    const end = { kind: 'stopped', why: 'late', at: NOW - 1, toldAt: NOW } as const;
    await store.putOperation(operation);
    await store.addPlan(aPlan({ steps: [{ ...step, operationId: operation.id }], end }));
    await judge();
    expect(ids()).toEqual([operation.id]);
  });
});
