import type { ServerId } from '../../model/account';
import type { Backup, Snapshot } from '../../model/backup';
import type { Server } from '../../model/server';
import { diskSize } from '../readings';
import { readRows } from '../rows';
import { bytesOfGb, epochOf, textOf } from '../values';
import type { z } from '../zod';
import { addressRow, type backupRow, type serverRow, type snapshotRow } from './wire';

type BackupRow = z.output<typeof backupRow>;
type ServerRow = z.output<typeof serverRow>;

// No page inside the panel is documented.
const PANEL_URL = 'https://secure.vpsbg.eu/';
// "weekly backups (retention 3 weeks)" (add-ons, api-3620180).
const WEEKS_KEPT = 3;

export function serverOf(row: ServerRow): Server {
  const addresses = readRows(addressRow, row.ip_addresses ?? []).rows;
  const mainFirst = [...addresses.filter((ip) => ip.main), ...addresses.filter((ip) => !ip.main)];
  const hostname = textOf(row.hostname);
  return {
    id: row.id,
    provider: 'vpsbg',
    name: hostname ?? mainFirst[0]?.ip_address ?? row.id,
    hostname,
    addresses: mainFirst.map((ip) => ip.ip_address),
    stateText: textOf(row.status),
    locked: row.locked ?? false,
    diskBytes: bytesOfGb(row.plan?.disk),
    automatic: automaticOf(row.addons),
    panelUrl: PANEL_URL,
  };
}

/** A server that only its backups still name, as far as their rows describe it. */
export function goneServerOf(id: ServerId, row: BackupRow | undefined): Server {
  const hostname = textOf(row?.server_hostname);
  const address = textOf(row?.server_ip);
  return {
    id,
    provider: 'vpsbg',
    name: hostname ?? address ?? id,
    hostname,
    addresses: address === null ? [] : [address],
    stateText: null,
    locked: false,
    diskBytes: null,
    automatic: { kind: 'notStated' },
    panelUrl: PANEL_URL,
  };
}

/** A listed backup is complete: the list has no state and the API no way to see one being made. */
export function backupOf(row: BackupRow): Backup {
  return {
    id: row.id,
    serverId: row.server_id,
    kind: 'unknown',
    kindText: '',
    state: 'complete',
    stateText: null,
    createdAt: epochOf(row.created_at),
    expiresAt: null,
    size: diskSize(bytesOfGb(row.size)),
    note: null,
    protected: null,
    scheduleId: null,
    files: row.name ? [{ name: row.name, sizeBytes: null }] : [],
  };
}

export function snapshotOf(row: z.output<typeof snapshotRow>): Snapshot {
  return {
    id: row.id,
    serverId: row.server_id,
    name: textOf(row.name) ?? row.id,
    createdAt: epochOf(row.created_at),
    expiresAt: null,
    size: diskSize(bytesOfGb(row.size)),
    note: null,
  };
}

/** The add-on's `quantity` is no number of backups (it follows the disk), so nothing is read from it. */
function automaticOf(addons: ServerRow['addons']): Server['automatic'] {
  if (!addons) return { kind: 'notStated' };
  const active = addons.some(
    (addon) => addon.name === 'backups' && (addon.status ?? 'active') === 'active' && !addon.ended_at,
  );
  return active ? { kind: 'stated', frequency: 'weekly', keptWeeks: WEEKS_KEPT } : { kind: 'none' };
}
