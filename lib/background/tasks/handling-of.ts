import type { OperationTask } from '../../model/operation';
import { creation } from './create';
import { deletion } from './delete';
import type { Handling } from './handling';
import { restoration } from './restore';
import { scheduleDeletion, scheduleSaving, settingsChange } from './schedules';

/** How a task is sent and followed. */
export function handlingOf(task: OperationTask): Handling {
  switch (task.kind) {
    case 'create':
      return creation(task);
    case 'delete':
      return deletion(task.backup);
    case 'restore':
      return restoration(task.backup.id, task.source === null ? null : task.source.id);
    case 'saveSchedule':
      return scheduleSaving(task);
    case 'deleteSchedule':
      return scheduleDeletion(task);
    case 'changeSettings':
      return settingsChange(task);
  }
}
