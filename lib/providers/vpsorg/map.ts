import type { ServerId } from '../../model/account';
import type { Backup, Snapshot } from '../../model/backup';
import type { Server } from '../../model/server';
import type { Progress } from '../provider';
import { storedSize } from '../readings';
import { bytesOfGb, bytesOfMb, epochOf, textOf } from '../values';
import type { z } from '../zod';
import type { backupRow, serverRow, snapshotRow } from './wire';

// No page inside the panel is documented.
const PANEL_URL = 'https://admin.vps.org/';

const KINDS: ReadonlyMap<string, Backup['kind']> = new Map([
  ['manual', 'manual'],
  ['automatic', 'automatic'],
]);
const STATES: ReadonlyMap<string | null, Backup['state']> = new Map([
  ['completed', 'complete'],
  ['in_progress', 'running'],
]);
// None of these is documented; they are the words that could not mean anything else.
const FAILURES: readonly string[] = ['failed', 'failure', 'error', 'cancelled', 'canceled'];

export function serverOf(row: z.output<typeof serverRow>): Server {
  const hostname = textOf(row.hostname);
  const address = textOf(row.ip_address);
  return {
    id: row.id,
    provider: 'vpsorg',
    name: textOf(row.name) ?? hostname ?? address ?? row.id,
    hostname,
    addresses: address === null ? [] : [address],
    stateText: textOf(row.status),
    locked: false,
    diskBytes: bytesOfGb(row.plan?.storage),
    automatic: { kind: 'notStated' },
    panelUrl: PANEL_URL,
  };
}

/** A server that only its backups still name, by the name on their rows. */
export function goneServerOf(id: ServerId, name: string | null | undefined): Server {
  return {
    id,
    provider: 'vpsorg',
    name: textOf(name) ?? id,
    hostname: null,
    addresses: [],
    stateText: null,
    locked: false,
    diskBytes: null,
    automatic: { kind: 'notStated' },
    panelUrl: PANEL_URL,
  };
}

export function backupOf(row: z.output<typeof backupRow>): Backup {
  const kindText = row.backup_type ?? '';
  const stateText = textOf(row.status);
  return {
    id: row.id,
    serverId: row.server.id,
    kind: KINDS.get(kindText) ?? 'unknown',
    kindText,
    state: STATES.get(stateText) ?? 'unknown',
    stateText,
    createdAt: epochOf(row.created_at),
    expiresAt: epochOf(row.expires_at),
    size: storedSize(bytesOfMb(row.size_mb)),
    note: textOf(row.description),
    protected: null,
    scheduleId: null,
    files: [],
  };
}

export function snapshotOf(row: z.output<typeof snapshotRow>): Snapshot {
  return {
    id: row.id,
    serverId: row.server.id,
    name: textOf(row.name) ?? row.id,
    createdAt: epochOf(row.created_at),
    expiresAt: null,
    size: storedSize(bytesOfMb(row.size_mb)),
    note: textOf(row.description),
  };
}

/**
 * `restoring` is the word in the answer to a snapshot's restore, the one restore that the reference shows; that it
 * holds for a backup's too, and ends with one of the states of the list of servers, is inferred.
 */
export function restoreSignOf({ stateText }: Server): 'restoring' | 'inUse' | 'unclear' {
  if (stateText === 'restoring') return 'restoring';
  return stateText === 'active' || stateText === 'stopped' ? 'inUse' : 'unclear';
}

/** How the creation of a listed backup stands; a word that says neither done nor failed is still running. */
export function progressOf(backup: Backup): Progress {
  if (backup.state === 'complete') return { state: 'succeeded' };
  const failed = backup.stateText !== null && FAILURES.includes(backup.stateText.toLowerCase());
  return failed ? { state: 'failed', detail: backup.stateText } : { state: 'running', percent: null };
}
