import { describe, expect, test } from 'vitest';
import { overview } from '../../../lib/fleet/overview';
import { unfinishedPlans } from '../../../lib/fleet/unfinished';
import type { Operation } from '../../../lib/model/operation';
import type { Plan, PlanEnd } from '../../../lib/model/plan';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { anOperation, aPlan, aState, NOW } from '../builders';

const at = NOW - HOUR_MS;
const stopped = { kind: 'stopped', why: 'interrupted', at, toldAt: at } as const;
const left = (plans: readonly Plan[], operations: readonly Operation[] = []) =>
  unfinishedPlans(overview(aState({ plans, operations }), NOW)).map(({ plan }) => plan.id);
const ended = (over: Partial<Plan> = {}) => aPlan({ createdAt: at - HOUR_MS, end: stopped, ...over });
/** One server, with the operation `o1`. */
const bulk = (end: PlanEnd | null) => {
  const plan = ended({ kind: 'bulk', end });
  return { ...plan, steps: plan.steps.slice(0, 1).map((step) => ({ ...step, operationId: 'o1' })) };
};

describe('a plan is left undone', () => {
  test.each<[string, PlanEnd | null, string[]]>([
    ['stopped', stopped, ['p1']],
    ['broken', { kind: 'broken', at, toldAt: null }, ['p1']],
    ['refused', { kind: 'refused', trouble: { kind: 'changed' }, at, toldAt: at }, ['p1']],
    ['still open', null, []],
    ['a day ago', { ...stopped, at: NOW - DAY_MS }, []],
    ['by a clock that was set back since', { ...stopped, at: NOW + DAY_MS }, []],
  ])('%s', (_name, end, found) => {
    expect(left([ended({ end })])).toEqual(found);
  });

  test.each<[Operation['state'], string[]]>([
    ['succeeded', []],
    ['running', []],
    ['failed', ['p1']],
    ['undecided', ['p1']],
  ])('where its one operation is %s', (state, found) => {
    const over = { state, newBackups: [], trouble: { kind: 'busy' }, endedAt: at, toldAt: at };
    const operation = anOperation({ ...over, createdAt: at - HOUR_MS } as Partial<Operation>);
    expect(left([bulk({ kind: 'done', at, toldAt: at })], [operation])).toEqual(found);
  });

  test('not where its record is gone: of that nothing is known', () => {
    expect(left([bulk({ kind: 'done', at, toldAt: at })])).toEqual([]);
  });
});

describe('what was left is taken up', () => {
  test('by a later plan of the same server, and by no earlier one', () => {
    const other = aPlan({ id: 'p2', createdAt: NOW, end: null });
    expect(left([ended(), other])).toEqual([]);
    expect(left([ended(), { ...other, createdAt: at - 2 * HOUR_MS }])).toEqual(['p1']);
  });

  test('by a later operation of the same server alone', () => {
    expect(left([ended()], [anOperation({ createdAt: NOW })])).toEqual([]);
    expect(left([ended()], [anOperation({ createdAt: NOW, serverId: 's2' })])).toEqual(['p1']);
    expect(left([ended()], [anOperation({ createdAt: at - 2 * HOUR_MS })])).toEqual(['p1']);
  });

  test('by one that began once the step had failed, while others of the plan went on', () => {
    const failed = { state: 'failed', trouble: { kind: 'busy' }, endedAt: at - 38 * MINUTE_MS, toldAt: at };
    const mine = anOperation({ ...failed, createdAt: at - 40 * MINUTE_MS } as Partial<Operation>);
    const plan = bulk({ kind: 'done', at, toldAt: at });
    const later = (ms: number) => anOperation({ id: 'o2', createdAt: at - ms });
    expect(left([plan], [mine, later(35 * MINUTE_MS)])).toEqual([]);
    expect(left([plan], [mine, later(39 * MINUTE_MS)])).toEqual(['p1']);
  });

  test('by no operation of its own', () => {
    const chain = ended();
    const steps = chain.steps.map((step, n) => (n === 0 ? { ...step, operationId: 'o1' } : step));
    const done = { state: 'succeeded', newBackups: [], endedAt: at, toldAt: at };
    const safety = anOperation({ ...done, createdAt: at - MINUTE_MS } as Partial<Operation>);
    expect(left([{ ...chain, steps }], [safety])).toEqual(['p1']);
  });
});
