import { costAfterRoom, costOf, isAsTold } from '../fleet/impact/cost';
import { makeRoomProposal } from '../fleet/impact/make-room';
import { isTypedName } from '../fleet/impact/typed-name';
import type { ServerRow } from '../fleet/types';
import type { BackupCost } from '../model/backup';
import type { Answer, MessageType, Payload, ServerRef } from '../model/messages';
import type { OperationTask } from '../model/operation';
import type { PlanStep } from '../model/plan';
import { TroubleError } from '../model/trouble';
import type { Checks } from './checks';
import type { Environment } from './environment';
import type { Journal } from './journal';
import type { Planner } from './plans/planner';
import { assertSafe } from './plans/safety';
import type { Refresher } from './refresh';

type ActionType =
  | 'examine'
  | 'readServers'
  | 'restoreSources'
  | 'restore'
  | 'deleteBackup'
  | 'makeRoom'
  | 'backUpMany';

/** What a person may ask for in the page that asks back. Each is checked anew before anything of it leaves. */
export type Actions = {
  readonly [T in ActionType & MessageType]: (payload: Payload<T>) => Promise<Answer<T>>;
};

type Part = Omit<PlanStep, 'operationId' | 'notStarted'>;

export function createActions(
  env: Environment,
  parts: {
    readonly checks: Checks;
    readonly journal: Journal;
    readonly planner: Planner;
    readonly refresher: Refresher;
  },
): Actions {
  const { checks, journal, planner, refresher } = parts;

  return {
    async examine({ accountId, serverId }) {
      await refresher.examine(accountId, serverId);
      return null;
    },
    async readServers({ accountId, serverIds }) {
      await refresher.readServers(accountId, serverIds);
      return null;
    },
    restoreSources: (ref) => checks.sourcesOf(ref),
    async restore({ accountId, serverId, backupId, sourceServerId, safety, cost, typedName }) {
      const ref = { accountId, serverId };
      const { row, impact, task } = await checks.restorable(ref, { backupId, sourceServerId });
      assertNamed(row, typedName);
      if (!safety) return { kind: 'operation', id: await journal.start({ ...ref, task }) };
      assertSafe(impact.safety);
      assertAsTold(costOf(row), cost);
      const first: OperationTask = { kind: 'create', note: null, cost };
      const steps = [first, task].map((each) => partOf(ref, row, each));
      return { kind: 'plan', id: await planner.add({ kind: 'restore', steps }) };
    },
    async deleteBackup({ accountId, serverId, backupId, typedName }) {
      const ref = { accountId, serverId };
      const { row, isLast, task } = await checks.deletable(ref, backupId);
      if (typedName !== null) assertNamed(row, typedName);
      // Others remained when it was confirmed.
      else if (isLast) throw new TroubleError({ kind: 'changed' });
      return { operationId: await journal.start({ ...ref, task }) };
    },
    async makeRoom({ accountId, serverId, backupIds, note, cost }) {
      const ref = { accountId, serverId };
      const { row, tasks } = await checks.dispensable(ref, backupIds);
      const proposal = makeRoomProposal(row);
      // Nothing is deleted where there is room, nor for a backup that would then not be made.
      if (proposal.needed === 0) throw new TroubleError({ kind: 'changed' });
      const then = costAfterRoom(proposal, tasks.length);
      if (then !== null && then.kind === 'refused') throw new TroubleError({ kind: 'changed' });
      assertAsTold(then, cost);
      const last: OperationTask = { kind: 'create', note: note || null, cost };
      const steps = [...tasks, last].map((task) => partOf(ref, row, task));
      return { planId: await planner.add({ kind: 'makeRoom', steps }) };
    },
    async backUpMany({ servers, note }) {
      const steps: Part[] = [];
      for (const { accountId, serverId, cost } of servers) {
        const stored = await env.store.server(accountId, serverId);
        if (!stored) throw new TroubleError({ kind: 'accountMissing' });
        const { name: serverName, provider } = stored.server;
        const task = { kind: 'create', note: note || null, cost } as const;
        const isTwice = steps.some((step) => step.provider === provider && step.serverId === serverId);
        if (!isTwice) steps.push({ accountId, serverId, provider, serverName, task });
      }
      return { planId: await planner.add({ kind: 'bulk', steps }) };
    },
  };
}

function assertAsTold(cost: BackupCost | null, told: BackupCost | null): void {
  if (!isAsTold(cost, told)) throw new TroubleError({ kind: 'changed' });
}

function assertNamed(row: ServerRow, typed: string): void {
  if (!isTypedName(row.stored.server, typed)) throw new TroubleError({ kind: 'nameMismatch' });
}

function partOf(ref: ServerRef, row: ServerRow, task: OperationTask): Part {
  return { ...ref, provider: row.provider, serverName: row.stored.server.name, task };
}
