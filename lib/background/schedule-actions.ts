import { mayCostBackups, type ScheduleTask } from '../fleet/schedules/costly';
import type { Answer, MessageType, Payload, ServerRef } from '../model/messages';
import type { OperationId } from '../model/operation';
import { TroubleError } from '../model/trouble';
import type { Checks } from './checks';
import type { Environment } from './environment';
import type { Journal } from './journal';
import type { Refresher } from './refresh';

type ActionType =
  | 'saveSchedule'
  | 'changeBackupSettings'
  | 'saveScheduleAtCost'
  | 'changeBackupSettingsAtCost'
  | 'deleteSchedule';

export type ScheduleActions = {
  readonly [T in ActionType & MessageType]: (payload: Payload<T>) => Promise<Answer<T>>;
};

/**
 * Changes a server's schedules and settings. Each reads the server first; what may cost backups by that reading is
 * refused as `changed` unless it comes from the page that asks (`…AtCost`, `deleteSchedule`) and is still as it was told there.
 */
export function createScheduleActions(
  env: Environment,
  parts: {
    readonly checks: Checks;
    readonly journal: Journal;
    readonly refresher: Refresher;
    readonly wake: () => Promise<void>;
  },
): ScheduleActions {
  const { checks, journal, refresher, wake } = parts;

  async function start(ref: ServerRef, task: ScheduleTask): Promise<{ operationId: OperationId }> {
    try {
      return { operationId: await journal.start({ ...ref, task }) };
    } finally {
      void wake();
    }
  }

  async function startFree(ref: ServerRef, task: ScheduleTask): Promise<{ operationId: OperationId }> {
    await refresher.readServer(ref.accountId, ref.serverId);
    const stored = await env.store.server(ref.accountId, ref.serverId);
    if (mayCostBackups(task, stored ? stored.reading : null)) throw new TroubleError({ kind: 'changed' });
    return start(ref, task);
  }

  async function startTold(ref: ServerRef, task: ScheduleTask, told: string) {
    await checks.changeable(ref, task, told);
    return start(ref, task);
  }

  return {
    saveSchedule: ({ schedule, ...ref }) => startFree(ref, { kind: 'saveSchedule', schedule }),
    changeBackupSettings: ({ change, ...ref }) => startFree(ref, { kind: 'changeSettings', change }),
    saveScheduleAtCost: ({ schedule, told, ...ref }) =>
      startTold(ref, { kind: 'saveSchedule', schedule }, told),
    changeBackupSettingsAtCost: ({ change, told, ...ref }) =>
      startTold(ref, { kind: 'changeSettings', change }, told),
    deleteSchedule: ({ scheduleId, told, ...ref }) =>
      startTold(ref, { kind: 'deleteSchedule', scheduleId }, told),
  };
}
