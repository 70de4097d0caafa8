import { isTypedName } from '../../fleet/impact/typed-name';
import type { OperationId } from '../../model/operation';
import type { Plan, PlanId, PlanStep } from '../../model/plan';
import type { ServerReading } from '../../model/server';
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../model/time';
import { type Trouble, TroubleError, type TroubleKind, troubleOf } from '../../model/trouble';
import type { Checks } from '../checks';
import type { Environment } from '../environment';
import type { Journal } from '../journal';
import { newBackupsOf } from '../tasks/create';
import { assertSafe } from './safety';
import { currentSession } from './session';

/** The steps of a plan: each is checked anew, then asked for, once. */
export type Steps = {
  /** Never rejects for a provider's reasons: what came of it is stored. */
  readonly start: (plan: Plan, step: PlanStep) => Promise<void>;
  /** Stores why a step did not start; a chain ends with it. */
  readonly giveUp: (plan: Plan, step: PlanStep, trouble: Trouble) => Promise<void>;
  /** Whether nothing stood in its way a moment ago. */
  readonly mayStart: (plan: Plan) => boolean;
  readonly startsAt: (plan: Plan) => EpochMs;
};

/** What may pass: right after a backup a provider may still be at it, and a network may be away for a moment. */
const passing: ReadonlySet<TroubleKind> = new Set([
  'gateClosed',
  'alreadyRunning',
  'busy',
  'unreachable',
  'timedOut',
  'providerError',
  'notJson',
  // A new backup may enter the list a little after its job has ended.
  'notMade',
]);
const PATIENCE_MS = 2 * MINUTE_MS;
const LOOK_AGAIN_MS = 10 * SECOND_MS;

export function createSteps(
  env: Environment,
  { journal, checks }: { readonly journal: Journal; readonly checks: Checks },
): Steps {
  const notBefore = new Map<PlanId, EpochMs>();

  async function start(plan: Plan, step: PlanStep): Promise<void> {
    const id = step.operationId ?? crypto.randomUUID();
    // The id first: whoever comes later sees by it whether anything was sent.
    if (step.operationId === null && !(await claim(plan, step, id))) return;
    const { accountId, serverId, task } = step;
    try {
      await check(plan, step);
      // To check took a while, in which it may have ended.
      if (await isOpen(plan)) await journal.start({ id, accountId, serverId, task });
      else await release(plan, step, id);
    } catch (error) {
      const trouble = troubleOf(error);
      // It is stopped once it is unlocked.
      if (trouble.kind === 'locked') return;
      // The request left, and the journal knows what became of it.
      if ((await env.store.operation(id)) !== undefined) return;
      if (!(await mayPass(plan, step, trouble))) await giveUp(plan, { ...step, operationId: id }, trouble);
      else if (await isOpen(plan)) notBefore.set(plan.id, env.now() + LOOK_AGAIN_MS);
      else await release(plan, step, id);
    }
  }

  /** Throws where it is no longer as it was confirmed. */
  async function check(plan: Plan, step: PlanStep): Promise<void> {
    const { task } = step;
    if (plan.kind === 'restore') {
      const restore = plan.steps.find((other) => other.task.kind === 'restore');
      if (restore === undefined || restore.task.kind !== 'restore')
        throw new TroubleError({ kind: 'changed' });
      const { backup, source } = restore.task;
      const sourceServerId = source === null ? null : source.id;
      const { row, impact } = await checks.restorable(step, { backupId: backup.id, sourceServerId });
      if (!isTypedName(row.stored.server, step.serverName)) throw new TroubleError({ kind: 'changed' });
      if (task.kind === 'create') assertSafe(impact.safety);
      else await assertKept(plan, row.stored.reading);
    } else if (plan.kind === 'makeRoom' && task.kind === 'delete') {
      await checks.dispensable(step, [task.backup.id]);
    } else {
      await checks.creatable(step);
    }
  }

  /** Throws unless the backup of the current state is listed as complete: that its job ended well is not enough. */
  async function assertKept(plan: Plan, reading: ServerReading | null): Promise<void> {
    for (const { task, operationId } of plan.steps) {
      if (task.kind !== 'create') continue;
      const operation = operationId === null ? undefined : await env.store.operation(operationId);
      const isListed =
        operation !== undefined && reading !== null && newBackupsOf(operation, reading).length > 0;
      if (!isListed) throw new TroubleError({ kind: 'notMade', answered: true });
    }
  }

  async function isOpen({ id, startsUntil }: Plan): Promise<boolean> {
    const current = (await env.store.plans()).find((plan) => plan.id === id);
    if (current === undefined || current.end !== null || env.now() >= startsUntil) return false;
    return (await currentSession(env.session)) === current.session;
  }

  /** Only what follows the end of another operation waits: what a person just asked for is answered at once. */
  async function mayPass(plan: Plan, { task }: PlanStep, trouble: Trouble): Promise<boolean> {
    // What was deleted to make room may stay listed for a moment, and the backup seem to cost what it did before.
    const isLagging = plan.kind === 'makeRoom' && task.kind === 'create' && trouble.kind === 'changed';
    if (plan.kind === 'bulk' || !(isLagging || passing.has(trouble.kind))) return false;
    const ids = new Set(plan.steps.map(({ operationId }) => operationId));
    const ends = (await env.store.operations()).flatMap((operation) =>
      ids.has(operation.id) && 'endedAt' in operation ? [operation.endedAt] : [],
    );
    return env.now() - Math.max(...ends) < PATIENCE_MS;
  }

  function giveUp(plan: Plan, step: PlanStep, trouble: Trouble): Promise<void> {
    const at = env.now();
    return env.store.updatePlan(plan.id, (current) => ({
      ...changed(current, step, { notStarted: trouble }),
      end:
        plan.kind === 'bulk' ? current.end : (current.end ?? { kind: 'refused', trouble, at, toldAt: null }),
    }));
  }

  /** Gives the step this id; false where its plan has ended, or it has gone or got another meanwhile. */
  async function claim(plan: Plan, step: PlanStep, operationId: OperationId): Promise<boolean> {
    let isClaimed = false;
    await env.store.updatePlan(plan.id, (current) => {
      const mine = current.steps.find((other) => isSame(other, step));
      isClaimed = current.end === null && mine !== undefined && mine.operationId === null;
      return isClaimed ? changed(current, step, { operationId }) : current;
    });
    return isClaimed;
  }

  /** Takes back an id of which nothing was sent: once the plan has ended it would seem to be one that was forgotten. */
  async function release(plan: Plan, step: PlanStep, operationId: OperationId): Promise<void> {
    if ((await env.store.operation(operationId)) !== undefined) return;
    await env.store.updatePlan(plan.id, (current) => changed(current, step, { operationId: null }));
  }

  const startsAt = ({ id }: Plan) => notBefore.get(id) ?? 0;
  return { start, giveUp, startsAt, mayStart: (plan) => startsAt(plan) <= env.now() };
}

/** By what it is to do, not by its place: steps of an account that is removed meanwhile go. */
function changed(plan: Plan, step: PlanStep, to: Partial<PlanStep>): Plan {
  return {
    ...plan,
    steps: plan.steps.map((other) => (isSame(other, step) ? { ...other, ...to } : other)),
  };
}

function isSame(a: PlanStep, b: PlanStep): boolean {
  return (
    a.accountId === b.accountId &&
    a.serverId === b.serverId &&
    JSON.stringify(a.task) === JSON.stringify(b.task)
  );
}
