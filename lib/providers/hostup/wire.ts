import { stated, wireAmount, wireFlag, wireLink, wireRows, wireText, wireTextId } from '../rows';
import { z } from '../zod';

const gate = z.object({
  allowed: z.boolean(),
  reason: wireText,
  code: wireText,
});

/** A page of "List VPS" (get-v2-vps). */
export const serverPage = z.object({ data: wireRows, nextCursor: wireLink });

export const serverRow = z.object({
  id: wireTextId,
  name: wireText,
  primaryIp: wireText,
  serviceStatus: wireText,
  powerState: wireText,
  resources: stated(z.object({ storageGb: wireAmount })),
});

/** "List VPS backups" (get-v2-vps-id-backups). */
export const backupList = z.object({
  backups: wireRows,
  quotaInfo: stated(z.object({ used: wireAmount, limit: wireAmount, remaining: wireAmount })),
  actions: stated(
    z.object({
      canCreateBackup: stated(gate),
      canRestore: stated(gate),
      // Named by "Restore from another VPS" alone.
      canRestoreFromAnotherVps: stated(gate),
    }),
  ),
});

export const backupRow = z.object({
  id: wireTextId,
  createdAt: wireText,
  sizeGb: wireAmount,
  backupType: wireText,
  note: wireText,
});

/** "List VPS backup schedules" (get-v2-vps-id-backup-schedules). */
export const scheduleList = z.object({
  schedules: wireRows,
  settings: stated(
    z.object({
      totalBackupLimit: wireAmount,
      manualBackupsActive: wireAmount,
      scheduledBackupsActive: wireAmount,
      availableScheduledSlots: wireAmount,
      autoDeleteOldest: wireFlag,
    }),
  ),
});

export const scheduleRow = z.object({
  id: wireTextId,
  name: wireText,
  frequency: wireText,
  time: wireText,
  daySpecifier: wireText,
  retentionCount: wireAmount,
  enabled: wireFlag,
  lastRun: wireText,
});

/** "List VPS snapshots" (get-v2-vps-id-snapshots); a snapshot's name is its id. */
export const snapshotList = z.object({ data: wireRows });

export const snapshotRow = z.object({
  name: wireTextId,
  description: wireText,
  createdAt: wireText,
  expiresAt: wireText,
});

/** The answer to a creation or a restore. Its `pollUrl` is not read: a link from an answer decides no address. */
export const operation = z.object({
  operation: z.object({ jobId: wireTextId }),
});
