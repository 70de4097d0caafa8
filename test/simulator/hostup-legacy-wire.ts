import { clockText, freeSlots } from './hostup-v2-wire';
import { diskImageBytes } from './operations';
import { iso, isoOrNull } from './replies';
import type { HostupServer, SimBackup, SimHistory, SimSchedule } from './types';

const owner = (vmid: string) => ({ client_id: '30000', account_id: '20000', vm_id: vmid });

export function volidOf(createdAt: number, vmid: string): string {
  return `pbs-offsite-10g:backup/vm/${Number(vmid) + 877}/${iso(createdAt)}`;
}

export function toLegacyDetails(server: HostupServer, vmid: string): object {
  return {
    id: vmid,
    product_id: '100',
    product_name: 'VPS XS',
    hostname: server.hostname,
    status: 'Active',
    created: iso(server.createdAt).slice(0, 10),
    cpu: '2',
    ram: '4',
    disk: String(server.diskGb),
  };
}

export function toLegacyBackup(server: HostupServer, backup: SimBackup, vmid: string): object {
  return {
    volid: volidOf(backup.createdAt, vmid),
    vmid,
    size: diskImageBytes(server),
    ctime: Math.floor(backup.createdAt / 1000),
    format: 'pbs',
    content: 'pbs-vm',
    storage: 'pbs-offsite-10g',
    protected: backup.protected,
    notes: backup.note ?? '',
    files: [
      { 'crypt-mode': 'none', filename: 'qemu-server.conf.blob', size: 631 },
      { 'crypt-mode': 'none', filename: 'drive-scsi0.img.fidx', size: Math.round(backup.sizeBytes) },
    ],
    scheduled: backup.kind === 'scheduled',
    backupType: backup.kind,
    scheduleId: backup.scheduleId,
  };
}

export function toLegacySchedule(schedule: SimSchedule, vmid: string): object {
  return {
    id: schedule.id,
    ...owner(vmid),
    enabled: schedule.enabled,
    schedule_type: schedule.frequency,
    hour: schedule.hour,
    minute: schedule.minute,
    day_of_week: schedule.dayOfWeek,
    day_of_month: schedule.dayOfMonth,
    retention_count: schedule.retentionCount,
    backup_mode: 'snapshot',
    compress: 'zstd',
    notes: schedule.name,
    last_run: isoOrNull(schedule.lastRunAt),
    next_run: isoOrNull(schedule.nextRunAt),
    created_at: iso(schedule.createdAt),
    updated_at: iso(schedule.createdAt),
  };
}

export function toLegacySchedules(server: HostupServer, vmid: string): object {
  const total = server.quotaLimit ?? 0;
  const manual = server.backups.filter((backup) => backup.kind === 'manual').length;
  const scheduled = server.backups.length - manual;
  const free = freeSlots(server);
  return {
    success: true,
    schedules: server.schedules.map((schedule) => {
      const day = schedule.dayOfWeek ?? schedule.dayOfMonth;
      return {
        ...toLegacySchedule(schedule, vmid),
        schedule_name: schedule.name,
        schedule_time: clockText(schedule),
        schedule_days: day === null ? '' : String(day),
      };
    }),
    settings: {
      id: 2312,
      ...owner(vmid),
      max_total_backups: total,
      max_manual_backups: total,
      max_scheduled_backups: Math.max(0, total - manual),
      auto_delete_oldest: server.autoDeleteOldest,
      created_at: iso(server.createdAt),
      updated_at: iso(server.createdAt),
      manual_backups_active: manual,
      scheduled_backups_active: scheduled,
      total_backups_active: manual + scheduled,
      available_scheduled_slots: free,
    },
    history: server.history.map((entry) => toLegacyHistory(entry, vmid)),
    limits: {
      maxSchedules: 1,
      totalBackups: total,
      maxRetention: total,
      currentSchedules: server.schedules.length,
      manualBackupsActive: manual,
      scheduledBackupsActive: scheduled,
      availableScheduledSlots: free,
    },
  };
}

function toLegacyHistory(entry: SimHistory, vmid: string): object {
  return {
    id: entry.id,
    ...owner(vmid),
    backup_type: entry.kind,
    schedule_id: entry.scheduleId,
    volid: volidOf(Math.floor(entry.createdAt / 1000) * 1000, vmid),
    size: entry.sizeBytes === null ? null : String(entry.sizeBytes),
    notes: entry.note,
    status: entry.status,
    created_at: iso(entry.createdAt),
    deleted_at: isoOrNull(entry.deletedAt),
    job_id: entry.jobId,
    error_message: entry.error,
  };
}
