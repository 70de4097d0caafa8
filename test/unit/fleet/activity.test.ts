import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activitiesOf, filterActivities, resultKinds } from '../../../lib/fleet/activity';
import { planViewOf } from '../../../lib/fleet/plan-course';
import type { Operation } from '../../../lib/model/operation';
import type { Plan } from '../../../lib/model/plan';
import { HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { anAccount, anOperation, aPlan, NOW } from '../builders';

const recorded = (operations: readonly Operation[], plans: readonly Plan[] = []) =>
  activitiesOf({ now: NOW, operations, plans, accounts: [anAccount()] });
const ended = { endedAt: NOW - MINUTE_MS, toldAt: null } as const;

describe('the record', () => {
  test.each([
    [{ state: 'sending' }, { kind: 'open', state: 'sending' }],
    [{ state: 'accepted' }, { kind: 'open', state: 'accepted' }],
    [{ state: 'running' }, { kind: 'open', state: 'running' }],
    [{ state: 'unknown' }, { kind: 'open', state: 'checking' }],
    [{ ...ended, state: 'succeeded', newBackups: [] }, { kind: 'succeeded' }],
    [
      { ...ended, state: 'failed', trouble: { kind: 'timedOut' } },
      { kind: 'failed', trouble: { kind: 'timedOut' } },
    ],
    [{ ...ended, state: 'undecided' }, { kind: 'undecided' }],
  ] as const)('%j', (state, result) => {
    const [entry] = recorded([anOperation(state as Partial<Operation>)]);
    expect(entry?.result).toEqual(result);
  });

  test('takes from the request to the end, or to now; a clock that was set back takes no time', () => {
    const createdAt = NOW - 10 * MINUTE_MS;
    const duration = (over: Partial<Operation>) => recorded([anOperation(over)])[0]?.durationMs;
    expect(duration({ createdAt, ...ended, state: 'undecided' })).toBe(9 * MINUTE_MS);
    expect(duration({ createdAt })).toBe(10 * MINUTE_MS);
    expect(duration({ createdAt: NOW + HOUR_MS })).toBe(0);
  });

  test('says whose it was, also where the account is not known', () => {
    const [known, gone] = recorded([
      anOperation({ id: 'o1', createdAt: NOW }),
      anOperation({ id: 'o2', createdAt: NOW - 1, accountId: 'a9' }),
    ]);
    expect([known?.account?.label, known?.serverKey]).toEqual(['work', 'hostup/s1']);
    expect(gone?.account).toBeNull();
  });

  test('the newest comes first, whatever the order of the store', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 20 }), (moments) => {
        const entries = recorded(moments.map((createdAt, at) => anOperation({ id: `o${at}`, createdAt })));
        expect(entries.map(({ at }) => at)).toEqual([...moments].sort((a, b) => b - a));
      }),
    );
  });
});

describe('a plan in the record', () => {
  const withSteps = (over: Partial<Plan>, ...ids: (string | null)[]) => {
    const plan = aPlan(over);
    return { ...plan, steps: plan.steps.map((step, at) => ({ ...step, operationId: ids[at] ?? null })) };
  };

  test('a step that was sent is there once, as its operation, which says what it belongs to', () => {
    const entries = recorded([anOperation({ id: 'o1' })], [withSteps({}, 'o1')]);
    expect(entries.map(({ operationId, plan, task }) => [operationId, plan, task.kind])).toEqual([
      ['o1', { id: 'p1', kind: 'restore' }, 'create'],
      [null, { id: 'p1', kind: 'restore' }, 'restore'],
    ]);
  });

  test.each([
    [null, { kind: 'open', state: 'waiting' }],
    [{ kind: 'broken' }, { kind: 'notStarted', why: { kind: 'broken' } }],
    [
      { kind: 'stopped', why: 'late' },
      { kind: 'notStarted', why: { kind: 'late' } },
    ],
    [
      { kind: 'stopped', why: 'interrupted' },
      { kind: 'notStarted', why: { kind: 'interrupted' } },
    ],
    [
      { kind: 'refused', trouble: { kind: 'locked' } },
      { kind: 'notStarted', why: { kind: 'trouble', trouble: { kind: 'locked' } } },
    ],
  ] as const)('a step that was not sent, where the plan ended as %j', (end, result) => {
    const plan = withSteps({ end: end === null ? null : { at: NOW, toldAt: null, ...end } });
    const entries = recorded([], [plan]);
    expect(entries.map((entry) => entry.result)).toEqual([result, result]);
    expect(entries.map(({ operationId, durationMs }) => [operationId, durationMs])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2);
  });

  test('an id that was chosen and never journalled was never sent', () => {
    expect(recorded([], [withSteps({}, 'o-chosen')])[0]?.operationId).toBeNull();
  });

  test.each([
    { kind: 'done' },
    { kind: 'broken' },
    { kind: 'stopped', why: 'late' },
    { kind: 'refused', trouble: { kind: 'locked' } },
  ] as const)('a step whose operation is gone from the journal is no longer recorded: %j', (end) => {
    const plan = withSteps({ end: { at: NOW, toldAt: NOW, ...end } }, 'o-gone');
    const [gone, unsent] = recorded([], [plan]);
    expect([gone?.result.kind, unsent?.result.kind]).toEqual(['unrecorded', 'notStarted']);
    expect(planViewOf(plan, new Map()).steps.map(({ state }) => state)).toEqual(['unrecorded', 'waiting']);
  });

  test('why one step alone was not started is said of it', () => {
    const plan = aPlan({ kind: 'bulk' });
    const steps = plan.steps.map((step) => ({ ...step, notStarted: { kind: 'alreadyRunning' } as const }));
    expect(recorded([], [{ ...plan, steps }])[0]?.result).toEqual({
      kind: 'notStarted',
      why: { kind: 'trouble', trouble: { kind: 'alreadyRunning' } },
    });
  });
});

describe('the filter', () => {
  const all = recorded([
    anOperation({ id: 'op-one', serverName: 'web-1' }),
    anOperation({
      id: 'op-two',
      serverName: 'db',
      accountId: 'a9',
      ...ended,
      state: 'undecided',
    } as Partial<Operation>),
  ]);
  const none = { query: '', accountId: null, provider: null, result: null };
  const ids = (over: Partial<typeof none> | object) =>
    filterActivities(all, { ...none, ...over })
      .map(({ id }) => id)
      .sort();

  test.each([
    [{}, ['op-one', 'op-two']],
    [{ query: 'WEB' }, ['op-one']],
    [{ query: 'work' }, ['op-one']],
    [{ query: 'op-two' }, ['op-two']],
    [{ query: 'web db' }, []],
    [{ accountId: 'a1' }, ['op-one']],
    [{ provider: 'vpsorg' }, []],
    [{ result: 'undecided' }, ['op-two']],
    [{ result: 'open' }, ['op-one']],
  ])('%j', (over, found) => {
    expect(ids(over)).toEqual(found);
  });

  test('each result is found by its own word, and by no other', () => {
    const counts = resultKinds.map((result) => ids({ result }).length);
    expect(counts.reduce((a, b) => a + b)).toBe(all.length);
  });
});
