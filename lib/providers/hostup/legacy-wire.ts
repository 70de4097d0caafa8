import {
  stated,
  strictText,
  wireAmount,
  wireFlag,
  wireId,
  wireParts,
  wireRows,
  wireText,
  wireTextId,
} from '../rows';
import { z } from '../zod';

/** "Get a list of backups for a specific virtual server" (get-vm-vmid-backups): the list inside the envelope. */
export const legacyBackups = z.object({ data: wireRows });

/** `ctime` is in Unix seconds, `size` is the provisioned disk (its samples are 200 GiB and a little more). */
export const legacyBackupRow = z.object({
  volid: wireTextId,
  ctime: z.number(),
  size: wireAmount,
  protected: wireFlag,
  notes: wireText,
  files: stated(wireParts),
  backupType: wireText,
  scheduleId: stated(wireId),
});

/** "Get VM details" (get-vm-vmid-details). */
export const legacyDetails = z.object({ data: z.record(z.string(), z.unknown()) });

export const legacyFile = z.object({ filename: wireTextId, size: wireAmount });

/** "Get and manage scheduled backups for your VPS" (get-vm-vmid-backup-schedules). */
export const legacySchedules = z.object({
  data: z.object({
    schedules: wireRows,
    settings: stated(
      z.object({
        max_total_backups: wireAmount,
        max_manual_backups: wireAmount,
        max_scheduled_backups: wireAmount,
        manual_backups_active: wireAmount,
        scheduled_backups_active: wireAmount,
        available_scheduled_slots: wireAmount,
        auto_delete_oldest: wireFlag,
      }),
    ),
    limits: stated(
      z.object({
        maxSchedules: wireAmount,
        totalBackups: wireAmount,
        maxRetention: wireAmount,
        manualBackupsActive: wireAmount,
        scheduledBackupsActive: wireAmount,
        availableScheduledSlots: wireAmount,
      }),
    ),
    history: stated(wireRows),
  }),
});

export const legacyScheduleRow = z.object({
  id: wireId,
  enabled: wireFlag,
  schedule_type: wireText,
  hour: wireAmount,
  minute: wireAmount,
  retention_count: wireAmount,
  last_run: wireText,
  next_run: wireText,
  schedule_name: wireText,
  schedule_time: wireText,
  schedule_days: wireText,
});

/** `size` is bytes in a string; `status` is `active`, `deleted`, `pending` or a word that may mean a failure. */
export const legacyHistoryRow = z.object({
  id: wireId,
  backup_type: wireText,
  schedule_id: stated(wireId),
  volid: wireText,
  size: wireAmount,
  notes: wireText,
  status: wireText,
  created_at: wireText,
  deleted_at: wireText,
  job_id: wireText,
  // Of any other type it could still be an error, so its row is unreadable rather than fine.
  error_message: strictText,
});
