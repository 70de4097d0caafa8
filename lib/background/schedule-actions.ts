import type { ScheduleTask } from '../fleet/schedules/costly';
import type { Answer, MessageType, Payload, ServerRef } from '../model/messages';
import type { OperationId } from '../model/operation';
import type { Checks } from './checks';
import type { Journal, Order } from './journal';
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
 * The journal judges that, by the reading that the request leaves on.
 */
export function createScheduleActions(parts: {
  readonly checks: Checks;
  readonly journal: Journal;
  readonly refresher: Refresher;
  readonly wake: () => Promise<void>;
}): ScheduleActions {
  const { checks, journal, refresher, wake } = parts;

  async function start(order: Order): Promise<{ operationId: OperationId }> {
    try {
      return { operationId: await journal.start(order) };
    } finally {
      void wake();
    }
  }

  async function startFree(ref: ServerRef, task: ScheduleTask): Promise<{ operationId: OperationId }> {
    await refresher.readServer(ref.accountId, ref.serverId);
    return start({ ...ref, task });
  }

  async function startTold(ref: ServerRef, task: ScheduleTask, told: string) {
    await checks.changeable(ref);
    return start({ ...ref, task, told });
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
