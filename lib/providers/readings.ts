import type { ServerId } from '../model/account';
import type { Backup, Size, Snapshot } from '../model/backup';
import type { PartTrouble, Server, ServerReading } from '../model/server';
import { TroubleError, type TroubleKind } from '../model/trouble';
import type { FleetReading } from './provider';

/** What stops a part stops everything else as well, so it is never one part's own trouble. */
const ACCOUNT_WIDE: readonly TroubleKind[] = [
  'wrongKey',
  'keyMissing',
  'permissionMissing',
  'rateLimited',
  'unreachable',
  'timedOut',
];

export type Part<T> = { readonly value: T; readonly troubles: readonly PartTrouble[] };

/**
 * A part of a reading, or `otherwise` and its trouble. Throws troubles of the whole account and everything unexpected;
 * `own` names kinds that concern this part alone although they usually concern the account.
 */
export async function readPart<T>(
  part: PartTrouble['part'],
  read: Promise<T>,
  otherwise: T,
  own: readonly TroubleKind[] = [],
): Promise<Part<T>> {
  try {
    return { value: await read, troubles: [] };
  } catch (error) {
    if (!(error instanceof TroubleError)) throw error;
    const { kind } = error.trouble;
    if (ACCOUNT_WIDE.includes(kind) && !own.includes(kind)) throw error;
    return { value: otherwise, troubles: [{ part, trouble: error.trouble }] };
  }
}

/** A reading of a provider that lists backups and snapshots and states no limits, gates or schedules. */
export function plainReading(
  backups: readonly Backup[],
  snapshots: readonly Snapshot[],
  unreadableRows: number,
  partTroubles: readonly PartTrouble[],
): ServerReading {
  return {
    backups,
    unmatched: [],
    unreadableRows,
    quota: { kind: 'notStated', used: backups.length },
    createGate: null,
    restoreGate: null,
    snapshots,
    schedules: [],
    settings: null,
    history: [],
    partTroubles,
  };
}

/**
 * An account's lists as a reading for each of its servers, and one for each server that only backups still name
 * (`describeGone` says what is known of it).
 */
export function fleetReading(
  servers: readonly Server[],
  lists: {
    readonly backups: readonly Backup[];
    readonly snapshots: readonly Snapshot[];
    readonly unreadableRows: number;
    readonly partTroubles: readonly PartTrouble[];
  },
  describeGone: (id: ServerId) => Server,
): FleetReading {
  const backups = byServer(lists.backups);
  const snapshots = byServer(lists.snapshots);
  const readingOf = (id: ServerId) =>
    plainReading(backups.get(id) ?? [], snapshots.get(id) ?? [], 0, lists.partTroubles);
  const known = new Set(servers.map((server) => server.id));
  return {
    byServer: new Map(servers.map((server) => [server.id, readingOf(server.id)])),
    gone: [...backups.keys()]
      .filter((id) => !known.has(id))
      .map((id) => ({ server: describeGone(id), reading: readingOf(id) })),
    unreadableRows: lists.unreadableRows,
  };
}

/** The size of the disk that a restore needs. */
export function diskSize(diskBytes: number | null): Size | null {
  return diskBytes === null ? null : { basis: 'disk', diskBytes };
}

/** The size of what is stored. */
export function storedSize(sizeBytes: number | null): Size | null {
  return sizeBytes === null ? null : { basis: 'stored', sizeBytes };
}

function byServer<Row extends { readonly serverId: ServerId }>(
  rows: readonly Row[],
): ReadonlyMap<ServerId, readonly Row[]> {
  const groups = new Map<ServerId, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.serverId);
    if (group) group.push(row);
    else groups.set(row.serverId, [row]);
  }
  return groups;
}
