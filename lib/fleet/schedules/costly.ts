import type { ScheduleDraft } from '../../model/backup';
import type { OperationTask } from '../../model/operation';
import type { ServerReading } from '../../model/server';
import { isUnread } from '../unread';
import { limitOf, savingConsequences } from './consequences';

export type ScheduleTask = Extract<
  OperationTask,
  { readonly kind: 'saveSchedule' | 'deleteSchedule' | 'changeSettings' }
>;

/** A change that may be free; a deletion never is. */
export type FreeScheduleTask = Exclude<ScheduleTask, { readonly kind: 'deleteSchedule' }>;

/**
 * Whether a change may cost backups, now or at a later run, so that a person has to confirm it first: a schedule that
 * goes, keeps fewer or takes the place of others, a lower limit, the deletion of the oldest. What is not known may cost
 * some: without a complete reading everything does.
 */
export function mayCostBackups(task: ScheduleTask, reading: ServerReading | null): boolean {
  if (task.kind === 'deleteSchedule' || reading === null || reading.unreadableRows > 0) return true;
  if (isUnread(reading, 'schedules', 'legacySchedules')) return true;
  if (task.kind === 'saveSchedule') return savingMayCost(task.schedule, reading);
  const { autoDeleteOldest, totalLimit } = task.change;
  const present = limitOf(reading);
  const isLower = totalLimit !== undefined && (present === null || totalLimit < present);
  const evicts = reading.settings === null ? null : reading.settings.autoDeleteOldest;
  return isLower || (autoDeleteOldest === true && evicts !== true);
}

function savingMayCost(draft: ScheduleDraft, reading: ServerReading): boolean {
  return savingConsequences(draft, reading).some((consequence) => {
    switch (consequence.kind) {
      // As many copies at another rhythm reach less far back, or the other's are replaced.
      case 'otherSchedule':
      case 'keepsFewer':
        return true;
      case 'starved':
      case 'tooMany':
        return consequence.evicts !== false && asksForMore(draft, reading);
      default:
        return false;
    }
  });
}

/** Whether no schedule that is on keeps as many already. */
function asksForMore({ retentionCount }: ScheduleDraft, { schedules }: ServerReading): boolean {
  return !schedules.some(
    ({ enabled, retentionCount: kept }) => enabled === true && kept !== null && kept >= retentionCount,
  );
}
