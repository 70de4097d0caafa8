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

type LegacySettings = z.output<typeof legacySchedules>['data']['settings'];
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
    size: diskSize(row.size ?? null),
    note: textOf(row.notes),
    protected: row.protected ?? null,
    scheduleId: row.scheduleId ?? null,
    files: readRows(legacyFile, row.files ?? []).rows.map(({ filename, size }) => ({
      name: filename,
      sizeBytes: size ?? null,
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
    retentionCount: row.retention_count ?? null,
    enabled: row.enabled ?? null,
    lastRunAt: epochOf(row.last_run),
    nextRunAt: epochOf(row.next_run),
  };
}

export function legacySettingsOf(settings: LegacySettings): BackupSettings | null {
  if (!settings) return null;
  return {
    totalLimit: settings.max_total_backups ?? null,
    manualActive: settings.manual_backups_active ?? null,
    scheduledActive: settings.scheduled_backups_active ?? null,
    scheduledSlots: settings.available_scheduled_slots ?? null,
    autoDeleteOldest: settings.auto_delete_oldest ?? null,
  };
}

/** `size` is the same number as in the list of backups, so it is the disk here too. */
export function historyEntryOf(row: LegacyHistoryRow): HistoryEntry {
  const size = row.size === null || row.size === undefined || row.size === '' ? Number.NaN : Number(row.size);
  return {
    id: row.id,
    kind: kindOf(row.backup_type ?? ''),
    state: historyStateOf(row),
    statusText: row.status ?? '',
    errorText: textOf(row.error_message),
    createdAt: epochOf(row.created_at),
    deletedAt: epochOf(row.deleted_at),
    size: diskSize(Number.isFinite(size) && size >= 0 ? size : null),
    note: textOf(row.notes),
    scheduleId: row.schedule_id ?? null,
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

function clockOf(hour: number | null | undefined, minute: number | null | undefined): string | null {
  if (hour === null || hour === undefined || minute === null || minute === undefined) return null;
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}
