import type { EndedOperation, OperationTask } from '../../../lib/model/operation';
import type { Plan, PlanEnd } from '../../../lib/model/plan';
import { HOUR_MS } from '../../../lib/model/time';
import { aNamedBackup, anOperation, aPlan, NOW } from '../../unit/builders';

const backup = aNamedBackup({ createdAt: NOW - 33 * HOUR_MS });
const tasks: { readonly [Kind in OperationTask['kind']]: Extract<OperationTask, { readonly kind: Kind }> } = {
  create: { kind: 'create', note: null, cost: null },
  delete: { kind: 'delete', backup },
  restore: { kind: 'restore', backup, source: null },
  saveSchedule: {
    kind: 'saveSchedule',
    schedule: { frequency: 'daily', hour: 3, minute: 0, retentionCount: 3, enabled: true, name: null },
  },
  deleteSchedule: { kind: 'deleteSchedule', scheduleId: '1' },
  changeSettings: { kind: 'changeSettings', change: { totalLimit: 3 } },
};
const full = { kind: 'operationFailed', detail: 'The storage node is full' } as const;

function ended(task: OperationTask, state: EndedOperation['state'], id = 'o1'): EndedOperation {
  const more = state === 'failed' ? { trouble: full } : state === 'succeeded' ? { newBackups: [] } : {};
  return anOperation({
    id,
    task,
    state,
    endedAt: NOW,
    toldAt: null,
    ...more,
  } as Partial<EndedOperation>) as EndedOperation;
}

/** Each kind with each end. */
export const operations: readonly EndedOperation[] = Object.values(tasks).flatMap((task) =>
  (['succeeded', 'failed', 'undecided'] as const).map((state) => ended(task, state)),
);

type EndedPlan = { readonly plan: Plan; readonly operations: readonly EndedOperation[] };

const ends = { toldAt: null, at: NOW };
const stopped: PlanEnd = { ...ends, kind: 'stopped', why: 'interrupted' };

function planOf(
  kind: Plan['kind'],
  end: PlanEnd,
  steps: readonly (readonly [task: OperationTask, state: EndedOperation['state'] | null])[],
): EndedPlan {
  const [like] = aPlan().steps;
  if (like === undefined) throw new Error('a plan has steps');
  const made = steps.map(([task, state], index) => (state === null ? null : ended(task, state, `o${index}`)));
  return {
    plan: aPlan({
      kind,
      end,
      steps: steps.map(([task], index) => {
        const operation = made[index] ?? null;
        const refusal = end.kind === 'refused' && operation === null ? end.trouble : null;
        return { ...like, task, operationId: operation && operation.id, notStarted: refusal };
      }),
    }),
    operations: made.filter((operation) => operation !== null),
  };
}

const { create, delete: deletion, restore } = tasks;

/** Each kind with the ends that differ in words. */
export const plans: readonly EndedPlan[] = [
  planOf('restore', { ...ends, kind: 'done' }, [
    [create, 'succeeded'],
    [restore, 'succeeded'],
  ]),
  planOf('restore', { ...ends, kind: 'broken' }, [
    [create, 'failed'],
    [restore, null],
  ]),
  planOf('restore', stopped, [
    [create, 'succeeded'],
    [restore, null],
  ]),
  planOf('restore', { ...ends, kind: 'refused', trouble: { kind: 'restorePointGone' } }, [
    [create, 'succeeded'],
    [restore, null],
  ]),
  planOf('makeRoom', { ...ends, kind: 'done' }, [
    [deletion, 'succeeded'],
    [create, 'succeeded'],
  ]),
  planOf('makeRoom', { ...ends, kind: 'broken' }, [
    [deletion, 'succeeded'],
    [create, 'failed'],
  ]),
  planOf('makeRoom', { ...ends, kind: 'broken' }, [
    [deletion, 'failed'],
    [create, null],
  ]),
  planOf('bulk', { ...ends, kind: 'done' }, [
    [create, 'succeeded'],
    [create, 'succeeded'],
  ]),
  planOf('bulk', { ...ends, kind: 'done' }, [
    [create, 'succeeded'],
    [create, 'failed'],
    [create, 'undecided'],
  ]),
  planOf('bulk', { ...stopped, why: 'late' }, [
    [create, 'succeeded'],
    [create, null],
  ]),
];
