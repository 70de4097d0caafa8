import type { ServerId } from '../../model/account';
import type { Backup, BackupSettings, Frequency, Gate, Quota, Schedule, Snapshot } from '../../model/backup';
import type { Server } from '../../model/server';
import { storedSize } from '../readings';
import { bytesOfGb, epochOf, textOf } from '../values';
import type { z } from '../zod';
import type { backupList, backupRow, scheduleList, scheduleRow, serverRow, snapshotRow } from './wire';

type BackupList = z.output<typeof backupList>;
type WireGate = NonNullable<NonNullable<BackupList['actions']>['canRestore']>;

// The panel has a page /instance/<id>, but no document says which of a server's two ids it wants.
const PANEL_URL = 'https://cloud.hostup.se/';

export function serverOf(row: z.output<typeof serverRow>): Server {
  const address = textOf(row.primaryIp);
  return {
    id: row.id,
    provider: 'hostup',
    name: textOf(row.name) ?? address ?? row.id,
    hostname: null,
    addresses: address === null ? [] : [address],
    stateText: stateOf(textOf(row.serviceStatus), textOf(row.powerState)),
    locked: false,
    diskBytes: bytesOfGb(row.resources?.storageGb),
    automatic: { kind: 'notStated' },
    panelUrl: PANEL_URL,
  };
}

/** A listed backup is complete: the list has no state, and a running backup shows in the gates alone. */
export function backupOf(serverId: ServerId, row: z.output<typeof backupRow>): Backup {
  const kindText = row.backupType ?? '';
  return {
    id: row.id,
    serverId,
    kind: kindOf(kindText),
    kindText,
    state: 'complete',
    stateText: null,
    createdAt: epochOf(row.createdAt),
    expiresAt: null,
    size: storedSize(bytesOfGb(row.sizeGb)),
    note: textOf(row.note),
    protected: null,
    scheduleId: null,
    files: [],
  };
}

/** A limit of 0 means that backups are not in the plan, no limit that none is stated. */
export function quotaOf(info: BackupList['quotaInfo']): Quota {
  const used = info?.used ?? null;
  const limit = info?.limit ?? null;
  if (used === null || limit === null) return { kind: 'notStated', used };
  if (limit === 0) return { kind: 'absent', used };
  return { kind: 'limited', used, limit, remaining: info?.remaining ?? Math.max(0, limit - used) };
}

/** Null where none is stated: an unknown gate is never an open one. */
export function gateOf(gate: WireGate | null | undefined): Gate | null {
  return gate ? { allowed: gate.allowed, reason: textOf(gate.reason), code: textOf(gate.code) } : null;
}

export function scheduleOf(row: z.output<typeof scheduleRow>): Schedule {
  return {
    id: row.id,
    name: textOf(row.name),
    frequency: frequencyOf(row.frequency),
    frequencyText: row.frequency ?? '',
    timeText: textOf(row.time),
    dayText: textOf(row.daySpecifier),
    retentionCount: row.retentionCount,
    enabled: row.enabled,
    lastRunAt: epochOf(row.lastRun),
    nextRunAt: null,
  };
}

export function settingsOf(settings: z.output<typeof scheduleList>['settings']): BackupSettings | null {
  if (!settings) return null;
  return {
    totalLimit: settings.totalBackupLimit,
    manualActive: settings.manualBackupsActive,
    scheduledActive: settings.scheduledBackupsActive,
    scheduledSlots: settings.availableScheduledSlots,
    autoDeleteOldest: settings.autoDeleteOldest,
    manualLimit: null,
    scheduledLimit: null,
    schedulesLimit: null,
    retentionLimit: null,
  };
}

export function snapshotOf(serverId: ServerId, row: z.output<typeof snapshotRow>): Snapshot {
  return {
    id: row.name,
    serverId,
    name: row.name,
    createdAt: epochOf(row.createdAt),
    expiresAt: epochOf(row.expiresAt),
    size: null,
    note: textOf(row.description),
  };
}

/** Both generations use `manual` and `scheduled`; any other word stays beside the kind as text. */
export function kindOf(word: string): 'manual' | 'scheduled' | 'unknown' {
  return word === 'manual' || word === 'scheduled' ? word : 'unknown';
}

export function frequencyOf(word: string | null | undefined): Frequency | null {
  return word === 'daily' || word === 'weekly' || word === 'monthly' ? word : null;
}

/** An active service shows its power, any other the state of the service ("suspended" matters more than "stopped"). */
function stateOf(service: string | null, power: string | null): string | null {
  return service === 'active' || service === null ? (power ?? service) : service;
}
