import type { BackupCost } from '../../model/backup';
import { evictionOf, type Slots } from './eviction';
import type { MakeRoom } from './types';

/** What a backup by hand costs by this reading; null where it is free. */
export function costOf(slots: Slots): BackupCost | null {
  const eviction = evictionOf(slots);
  if (eviction === null || eviction.kind !== 'evicts') return eviction && { kind: eviction.kind };
  const { stated, oldest, isLastGood } = eviction;
  return { kind: 'evicts', stated, backupId: oldest && oldest.id, isLastGood };
}

/** What it costs once so many of the candidates are deleted; `refused` where that makes no room for it. */
export function costAfterRoom({ needed, forSchedule }: MakeRoom, deleted: number): BackupCost | null {
  const missing = needed - deleted;
  if (missing <= 0) return null;
  return { kind: forSchedule && missing === 1 ? 'starves' : 'refused' };
}

/** Whether a backup may leave at this cost: a person was told of the very same or of a worse one, or it is free by now. */
export function isAsTold(cost: BackupCost | null, told: BackupCost | null): boolean {
  if (cost === null) return true;
  if (told === null || cost.kind !== told.kind) return false;
  if (cost.kind !== 'evicts' || told.kind !== 'evicts') return true;
  if (cost.isLastGood && !told.isLastGood) return false;
  return cost.stated === told.stated && cost.backupId === told.backupId;
}
