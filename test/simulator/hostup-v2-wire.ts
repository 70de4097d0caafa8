import { progressOf } from './operations';
import { iso, isoOrNull } from './replies';
import type { HostupServer, SimBackup, SimOperation, SimSchedule, SimSnapshot } from './types';
import type { World } from './world';

export function toV2Vps(server: HostupServer): object {
  return {
    id: server.id,
    name: server.name,
    primaryIp: server.address,
    serviceStatus: server.status,
    powerState: 'running',
    operatingSystem: { displayName: 'Ubuntu 24.04 LTS', family: 'ubuntu', version: '24.04', variant: null },
    billing: { amount: 99, currencyCode: 'SEK', billingCycle: 'monthly', isPayg: false, periodYears: null },
    resources: { cpuCores: 2, memoryGb: 4, storageGb: server.diskGb },
    ...server.wire,
  };
}

export function toV2Details(server: HostupServer): object {
  return {
    id: server.id,
    productName: 'VPS XS',
    hostname: server.hostname,
    serviceStatus: server.status,
    createdAt: iso(server.createdAt),
    nextDueAt: null,
    billing: { amount: 99, currencyCode: 'SEK', billingCycle: 'monthly', isPayg: false },
    cpuCores: 2,
    memoryGb: 4,
    storageGb: server.diskGb,
    backupsIncluded: server.quotaLimit ?? 0,
    bandwidth: { usedGb: 12.5, limitGb: 1000, inboundGb: 4.5, outboundGb: 8, usagePercent: 1.25 },
  };
}

export function toV2Backup(backup: SimBackup): object {
  const createdAt = iso(backup.createdAt);
  const storageKey = `vzdump-qemu-${backup.id.slice(-6)}.vma.zst`;
  return {
    id: backup.id,
    displayId: `${createdAt} (${storageKey})`,
    storageKey,
    createdAt,
    sizeGb: Math.round(backup.sizeBytes / 1e8) / 10,
    backupType: backup.kind,
    note: backup.note,
    ...backup.wire,
  };
}

export function toV2Snapshot(snapshot: SimSnapshot): object {
  return {
    displayId: `${iso(snapshot.createdAt)} (${snapshot.name})`,
    name: snapshot.name,
    description: snapshot.note,
    createdAt: iso(snapshot.createdAt),
    expiresAt: isoOrNull(snapshot.expiresAt),
    includesMemoryState: false,
    parentName: null,
    ...snapshot.wire,
  };
}

export function toV2Schedule(schedule: SimSchedule): object {
  const day = schedule.dayOfWeek ?? schedule.dayOfMonth;
  return {
    id: schedule.publicId,
    name: schedule.name,
    frequency: schedule.frequency,
    time: clockText(schedule),
    daySpecifier: day === null ? null : String(day),
    retentionCount: schedule.retentionCount,
    enabled: schedule.enabled,
    lastRun: isoOrNull(schedule.lastRunAt),
    nextRun: isoOrNull(schedule.nextRunAt),
  };
}

export function toV2Settings(server: HostupServer): object {
  return {
    totalBackupLimit: server.quotaLimit ?? 0,
    manualBackupsActive: server.backups.filter((backup) => backup.kind === 'manual').length,
    scheduledBackupsActive: server.backups.filter((backup) => backup.kind !== 'manual').length,
    availableScheduledSlots: freeSlots(server),
    autoDeleteOldest: server.autoDeleteOldest,
  };
}

export function freeSlots(server: HostupServer): number {
  return Math.max(0, (server.quotaLimit ?? 0) - server.backups.length);
}

export function clockText(schedule: SimSchedule): string {
  return [schedule.hour, schedule.minute].map((part) => String(part).padStart(2, '0')).join(':');
}

/** The answer to an accepted write, and one of the shapes of a job. */
export function operationBody(world: World, operation: SimOperation): object {
  return {
    operation: {
      status: operationStatus(world, operation),
      jobId: operation.jobId,
      pollUrl: `/api/jobs/${operation.jobId}`,
      result: null,
    },
  };
}

export function operationStatus(world: World, operation: SimOperation): string {
  if (operation.state !== 'open') return operation.state;
  return progressOf(world, operation).queued ? 'queued' : 'in_progress';
}
