import type { ServerId } from '../../model/account';
import type { Backup, BackupId, BackupSettings, HistoryEntry, Schedule } from '../../model/backup';
import { diskSize } from '../readings';
import { readRows } from '../rows';
import { epochOf, epochOfSeconds, textOf } from '../values';
import type { z } from '../zod';
import {
  type legacyBackupRow,
  legacyFile,
  type legacyHistoryRow,
  type legacyScheduleRow,
  type legacySchedules,
} from './legacy-wire';
import { frequencyOf, kindOf } from './map';

type LegacyTimetable = z.output<typeof legacySchedules>['data'];
type LegacyHistoryRow = z.output<typeof legacyHistoryRow>;

/** A backup of the older list is known by its volid and its second (rows of the reference's example share one volid). */
export function legacyBackupId(volid: string, ctime: number): BackupId {
  return `legacy:${ctime}:${volid}`;
}

/** The volid behind a legacy backup's id; null for a backup of v2. */
export function volidOf(id: BackupId): string | null {
  return /^legacy:[^:]+:(?<volid>.+)$/s.exec(id)?.groups?.volid ?? null;
}

export function legacyBackupOf(serverId: ServerId, row: z.output<typeof legacyBackupRow>): Backup {
  const kindText = row.backupType ?? '';
  return {
    id: legacyBackupId(row.volid, row.ctime),
    serverId,
    kind: kindOf(kindText),
    kindText,
    state: 'complete',
    stateText: null,
    createdAt: epochOfSeconds(row.ctime),
    expiresAt: null,
    size: diskSize(row.size),
    note: textOf(row.notes),
    protected: row.protected,
    scheduleId: row.scheduleId,
    files: readRows(legacyFile, row.files ?? []).rows.map(({ filename, size }) => ({
      name: filename,
      sizeBytes: size,
    })),
  };
}

/** Times of the older API are documented as UTC; `schedule_time` (HH:MM) has no documented zone. */
export function legacyScheduleOf(row: z.output<typeof legacyScheduleRow>): Schedule {
  return {
    id: row.id,
    name: textOf(row.schedule_name),
    frequency: frequencyOf(row.schedule_type),
    frequencyText: row.schedule_type ?? '',
    timeText: textOf(row.schedule_time) ?? clockOf(row.hour, row.minute),
    dayText: textOf(row.schedule_days),
    retentionCount: row.retention_count,
    enabled: row.enabled,
    lastRunAt: epochOf(row.last_run),
    nextRunAt: epochOf(row.next_run),
  };
}

/** The settings, with what they leave out taken from the `limits` beside them; null where neither is stated. */
export function legacySettingsOf({ settings, limits }: LegacyTimetable): BackupSettings | null {
  if (settings === null && limits === null) return null;
  return {
    totalLimit: settings?.max_total_backups ?? limits?.totalBackups ?? null,
    manualActive: settings?.manual_backups_active ?? limits?.manualBackupsActive ?? null,
    scheduledActive: settings?.scheduled_backups_active ?? limits?.scheduledBackupsActive ?? null,
    scheduledSlots: settings?.available_scheduled_slots ?? limits?.availableScheduledSlots ?? null,
    autoDeleteOldest: settings?.auto_delete_oldest ?? null,
    manualLimit: settings?.max_manual_backups ?? null,
    scheduledLimit: settings?.max_scheduled_backups ?? null,
    schedulesLimit: limits?.maxSchedules ?? null,
    retentionLimit: limits?.maxRetention ?? null,
  };
}

/** `size` is the same number as in the list of backups, so it is the disk here too. */
export function historyEntryOf(row: LegacyHistoryRow): HistoryEntry {
  return {
    id: row.id,
    kind: kindOf(row.backup_type ?? ''),
    state: historyStateOf(row),
    statusText: row.status ?? '',
    errorText: textOf(row.error_message),
    createdAt: epochOf(row.created_at),
    deletedAt: epochOf(row.deleted_at),
    size: diskSize(row.size),
    note: textOf(row.notes),
    scheduleId: row.schedule_id,
    jobId: textOf(row.job_id),
    storageId: row.volid ?? '',
  };
}

function historyStateOf(row: LegacyHistoryRow): HistoryEntry['state'] {
  if (textOf(row.error_message) !== null) return 'failed';
  switch (row.status) {
    case 'active':
    case 'deleted':
      return row.status;
    case 'pending':
      return 'running';
    default:
      return 'possibleFailure';
  }
}

function clockOf(hour: number | null, minute: number | null): string | null {
  if (hour === null || minute === null) return null;
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}
