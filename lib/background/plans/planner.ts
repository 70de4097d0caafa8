import pLimit from 'p-limit';
import { keyOf } from '../../fleet/key';
import { nextMove, type PlanScene } from '../../fleet/plan-course';
import type { AccountStatus } from '../../model/account';
import type { Fault } from '../../model/fault';
import type { Operation } from '../../model/operation';
import type { Plan, PlanEnd, PlanId, PlanStep } from '../../model/plan';
import { type EpochMs, HOUR_MS } from '../../model/time';
import { TroubleError } from '../../model/trouble';
import type { Environment } from '../environment';
import { LEAST_ALARM_MS } from '../platform';
import { beginSession, currentSession } from './session';
import type { Steps } from './steps';

export type NewPlan = Pick<Plan, 'kind'> & {
  readonly steps: readonly Omit<PlanStep, 'operationId' | 'notStarted'>[];
};

export type Planner = {
  /**
   * Keeps what a person confirmed, before anything of it is sent. A server that a plan has which has not ended is no
   * second one's: a chain throws `alreadyRunning`, and of many servers that one does not start.
   */
  readonly add: (plan: NewPlan) => Promise<PlanId>;
  /** Moves every plan on by what is possible now: one request of each account at most. */
  readonly advance: (moved: () => Promise<void>) => Promise<void>;
  /** When a plan is to be looked at again, as far as that is no operation's end. */
  readonly nextAt: (state: PlannedState) => Promise<EpochMs>;
};

type PlannedState = {
  readonly plans: readonly Plan[];
  readonly operations: readonly Operation[];
  readonly statuses: readonly AccountStatus[];
};

/** What was confirmed an hour ago is no longer what a person has in mind. */
const STARTS_WITHIN_MS = HOUR_MS;

/** Carries out what a person confirmed as one: from stored state alone, so that a worker may die at any line of it. */
export function createPlanner(env: Environment, steps: Steps): Planner {
  const alone = pLimit(1);
  /** Accounts of plans that are being asked something. */
  const moving = new Set<string>();
  const placeOf = (plan: Plan, { accountId }: PlanStep) => JSON.stringify([plan.id, accountId]);

  async function add({ kind, steps: wanted }: NewPlan): Promise<PlanId> {
    const taken = new Set(
      (await env.store.plans())
        .filter(({ end }) => end === null)
        .flatMap((plan) => plan.steps.map(({ provider, serverId }) => keyOf(provider, serverId))),
    );
    const isTaken = ({ provider, serverId }: NewPlan['steps'][number]) =>
      taken.has(keyOf(provider, serverId));
    if (kind !== 'bulk' && wanted.some(isTaken)) throw new TroubleError({ kind: 'alreadyRunning' });
    const session = await beginSession(env.session);
    const now = env.now();
    const plan: Plan = {
      id: crypto.randomUUID(),
      kind,
      createdAt: now,
      startsUntil: now + STARTS_WITHIN_MS,
      session,
      steps: wanted.map((step) => ({
        ...step,
        operationId: null,
        notStarted: isTaken(step) ? { kind: 'alreadyRunning' } : null,
      })),
      end: null,
    };
    // The alarm first: should the worker die from here on, the next one comes soon to go on with it.
    await env.platform.wakeAt(now + LEAST_ALARM_MS);
    await env.store.addPlan(plan);
    return plan.id;
  }

  async function sceneOf({ operations, statuses }: Omit<PlannedState, 'plans'>): Promise<PlanScene> {
    return {
      operations: new Map(operations.map((operation) => [operation.id, operation])),
      statuses,
      session: await currentSession(env.session),
      now: env.now(),
    };
  }

  async function move(plan: Plan, moved: () => Promise<void>): Promise<void> {
    // Before the journal is read: what is being asked for now may be in it a moment later.
    const inFlight = new Set(moving);
    const [operations, statuses] = await Promise.all([env.store.operations(), env.store.statuses()]);
    const next = nextMove(plan, await sceneOf({ operations, statuses }));
    switch (next.kind) {
      case 'wait':
        return;
      case 'end': {
        const isWhole = !(await env.store.faults()).some((fault) => isLostOperation(fault, plan));
        return end(
          plan,
          { ...next.end, at: env.now(), toldAt: null },
          (step) => isWhole && wasNeverSent(step, operations, inFlight.has(placeOf(plan, step))),
        );
      }
      case 'giveUp':
        for (const step of next.steps) await steps.giveUp(plan, step, next.trouble);
        return;
      case 'start':
        await Promise.all(
          next.steps
            .filter((step) => !moving.has(placeOf(plan, step)) && steps.mayStart(plan))
            .map((step) => start(plan, step, moved)),
        );
    }
  }

  async function start(plan: Plan, step: PlanStep, moved: () => Promise<void>): Promise<void> {
    const place = placeOf(plan, step);
    moving.add(place);
    try {
      await steps.start(plan, step);
    } finally {
      moving.delete(place);
    }
    // Others of the plan may take longer: what follows of this account does not wait for them.
    await moved();
  }

  /** An id that was chosen for a step that was never sent goes: later it would seem to be one that was forgotten. */
  function end(plan: Plan, how: PlanEnd, isUnsent: (step: PlanStep) => boolean): Promise<void> {
    const unsent = new Set(plan.steps.filter(isUnsent).map(({ operationId }) => operationId));
    return env.store.updatePlan(plan.id, (current) =>
      current.end === null
        ? {
            ...current,
            steps: current.steps.map((step) =>
              unsent.has(step.operationId) ? { ...step, operationId: null } : step,
            ),
            end: how,
          }
        : current,
    );
  }

  return {
    add: (plan) => alone(() => add(plan)),
    async advance(moved) {
      const open = (await env.store.plans()).filter((plan) => plan.end === null);
      await Promise.all(open.map((plan) => move(plan, moved)));
    },
    async nextAt({ plans, ...state }) {
      const open = plans.filter((plan) => plan.end === null);
      if (open.length === 0) return Number.POSITIVE_INFINITY;
      const scene = await sceneOf(state);
      return Math.min(
        ...open.map((plan) => {
          const next = nextMove(plan, scene);
          if (next.kind === 'wait') return next.until;
          if (next.kind !== 'start') return scene.now;
          const isFree = next.steps.some((step) => !moving.has(placeOf(plan, step)));
          // Should the worker die amid a step, the next one comes soon to go on with it.
          return isFree ? steps.startsAt(plan) : scene.now + LEAST_ALARM_MS;
        }),
      );
    },
  };
}

/** That a record was dropped which may have been of the plan: it does not say which one it was. */
function isLostOperation(fault: Fault, { createdAt }: Plan): boolean {
  return fault.kind === 'damaged' && fault.part === 'operation' && fault.at >= createdAt;
}

function wasNeverSent(
  { operationId, notStarted }: PlanStep,
  operations: readonly Operation[],
  isInFlight: boolean,
): boolean {
  return (
    operationId !== null &&
    notStarted === null &&
    !isInFlight &&
    operations.every(({ id }) => id !== operationId)
  );
}
