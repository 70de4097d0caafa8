import { wireRows } from '../rows';
import { z } from '../zod';

const gate = z.object({
  allowed: z.boolean(),
  reason: z.string().nullish(),
  code: z.string().nullish(),
});

/** A page of "List VPS" (get-v2-vps). */
export const serverPage = z.object({ data: wireRows, nextCursor: z.string().nullish() });

export const serverRow = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  primaryIp: z.string().nullish(),
  serviceStatus: z.string().nullish(),
  powerState: z.string().nullish(),
  resources: z.object({ storageGb: z.number().nullish() }).nullish(),
});

/** "List VPS backups" (get-v2-vps-id-backups). */
export const backupList = z.object({
  backups: wireRows,
  quotaInfo: z
    .object({
      used: z.number().nullish(),
      limit: z.number().nullish(),
      remaining: z.number().nullish(),
    })
    .nullish(),
  actions: z.object({ canCreateBackup: gate.nullish(), canRestore: gate.nullish() }).nullish(),
});

export const backupRow = z.object({
  id: z.string().min(1),
  createdAt: z.string().nullish(),
  sizeGb: z.number().nullish(),
  backupType: z.string().nullish(),
  note: z.string().nullish(),
});

/** "List VPS backup schedules" (get-v2-vps-id-backup-schedules). */
export const scheduleList = z.object({
  schedules: wireRows,
  settings: z
    .object({
      totalBackupLimit: z.number().nullish(),
      manualBackupsActive: z.number().nullish(),
      scheduledBackupsActive: z.number().nullish(),
      availableScheduledSlots: z.number().nullish(),
      autoDeleteOldest: z.boolean().nullish(),
    })
    .nullish(),
});

export const scheduleRow = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  frequency: z.string().nullish(),
  time: z.string().nullish(),
  daySpecifier: z.string().nullish(),
  retentionCount: z.number().nullish(),
  enabled: z.boolean().nullish(),
  lastRun: z.string().nullish(),
});

/** "List VPS snapshots" (get-v2-vps-id-snapshots); a snapshot's name is its id. */
export const snapshotList = z.object({ data: wireRows });

export const snapshotRow = z.object({
  name: z.string().min(1),
  description: z.string().nullish(),
  createdAt: z.string().nullish(),
  expiresAt: z.string().nullish(),
});

/** The answer to a creation or a restore. Its `pollUrl` is not read: a link from an answer decides no address. */
export const operation = z.object({
  operation: z.object({ jobId: z.string().min(1) }),
});
