import { wireId, wireRows } from '../rows';
import { z } from '../zod';

/** "Get a list of backups for a specific virtual server" (get-vm-vmid-backups): the list inside the envelope. */
export const legacyBackups = z.object({ data: wireRows });

/** `ctime` is in Unix seconds, `size` is the provisioned disk (its samples are 200 GiB and a little more). */
export const legacyBackupRow = z.object({
  volid: z.string().min(1),
  ctime: z.number(),
  size: z.number().nullish(),
  protected: z.boolean().nullish(),
  notes: z.string().nullish(),
  files: wireRows.nullish(),
  backupType: z.string().nullish(),
  scheduleId: wireId.nullish(),
});

export const legacyFile = z.object({ filename: z.string(), size: z.number().nullish() });

/** "Get and manage scheduled backups for your VPS" (get-vm-vmid-backup-schedules). */
export const legacySchedules = z.object({
  data: z.object({
    schedules: wireRows,
    settings: z
      .object({
        max_total_backups: z.number().nullish(),
        manual_backups_active: z.number().nullish(),
        scheduled_backups_active: z.number().nullish(),
        available_scheduled_slots: z.number().nullish(),
        auto_delete_oldest: z.boolean().nullish(),
      })
      .nullish(),
    history: wireRows.nullish(),
  }),
});

export const legacyScheduleRow = z.object({
  id: wireId,
  enabled: z.boolean().nullish(),
  schedule_type: z.string().nullish(),
  hour: z.number().nullish(),
  minute: z.number().nullish(),
  retention_count: z.number().nullish(),
  last_run: z.string().nullish(),
  next_run: z.string().nullish(),
  schedule_name: z.string().nullish(),
  schedule_time: z.string().nullish(),
  schedule_days: z.string().nullish(),
});

/** `size` is bytes in a string; `status` is `active`, `deleted`, `pending` or a word that may mean a failure. */
export const legacyHistoryRow = z.object({
  id: wireId,
  backup_type: z.string().nullish(),
  schedule_id: wireId.nullish(),
  volid: z.string().nullish(),
  size: z.union([z.string(), z.number()]).nullish(),
  notes: z.string().nullish(),
  status: z.string().nullish(),
  created_at: z.string().nullish(),
  deleted_at: z.string().nullish(),
  job_id: z.string().nullish(),
  error_message: z.string().nullish(),
});

/** What every answer of the older API may say beside its data. */
export const verdict = z.object({ success: z.boolean() });
