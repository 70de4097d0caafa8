import type { ServerId } from '../model/account';
import type { Backup, Size, Snapshot } from '../model/backup';
import type { PartTrouble, Server, ServerReading } from '../model/server';
import { accountWide, TroubleError, type TroubleKind } from '../model/trouble';
import type { FleetReading } from './provider';
import { type PagedRows, readRows } from './rows';
import type { z } from './zod';

export type Part<T> = { readonly value: T; readonly troubles: readonly PartTrouble[] };

/**
 * A part of a reading, or `otherwise` and its trouble (also where it cannot be reached). Throws troubles of the whole account and everything unexpected;
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
    if (accountWide.has(kind) && !own.includes(kind)) throw error;
    return { value: otherwise, troubles: [{ part, trouble: error.trouble }] };
  }
}

/**
 * Rows of one or several servers. An unreadable one that still names its server (`named`) is that server's; of the
 * others (`unnamed`) each may be anyone's.
 */
export type Listed<Row> = {
  readonly rows: readonly Row[];
  readonly named: readonly ServerId[];
  readonly unnamed: number;
};

export const nothingListed: Listed<never> = { rows: [], named: [], unnamed: 0 };

/** A list mapped row by row, its unreadable rows told apart by what `owner` finds in them. */
export function listed<Wire, Row>(
  list: PagedRows<Wire>,
  map: (row: Wire) => Row,
  owner: z.ZodType<ServerId>,
): Listed<Row> {
  const named = readRows(owner, list.unreadable).rows;
  return { rows: list.rows.map(map), named, unnamed: list.unreadableRows - named.length };
}

/** The lists of a provider that states no limits, gates or schedules. */
export type Lists = {
  readonly backups: Listed<Backup>;
  readonly snapshots: Part<Listed<Snapshot>>;
};

/** One server's reading from lists that were asked for that server alone. */
export function serverReading(lists: Lists, id: ServerId): ServerReading {
  const reading = readerOf(lists)(id);
  return { ...reading, unreadableRows: reading.unreadableRows + unnamedRows(lists) };
}

/**
 * An account's lists as a reading for each of its servers, and one for each server that only backups still name
 * (`describeGone` says what is known of it). An unreadable backup that names no server may be a newer one of any.
 */
export function fleetReading(
  servers: readonly Server[],
  lists: Lists,
  describeGone: (id: ServerId) => Server,
): FleetReading {
  const read = readerOf(lists);
  const known = new Set(servers.map((server) => server.id));
  const gone = [...new Set(lists.backups.rows.map(({ serverId }) => serverId))].filter(
    (id) => !known.has(id),
  );
  const told = new Set([...known, ...gone]);
  const nobodys = [...lists.backups.named, ...lists.snapshots.value.named].filter((id) => !told.has(id));
  return {
    byServer: new Map(servers.map(({ id }) => [id, read(id)])),
    gone: gone.map((id) => ({ server: describeGone(id), reading: read(id) })),
    unreadableRows: unnamedRows(lists) + nobodys.length,
  };
}

function readerOf({ backups, snapshots }: Lists): (id: ServerId) => ServerReading {
  const backupsOf = byServer(backups.rows);
  const snapshotsOf = byServer(snapshots.value.rows);
  const unreadableBackups = timesOf(backups.named);
  const unreadableSnapshots = timesOf(snapshots.value.named);
  return (id) => {
    const own = backupsOf.get(id) ?? [];
    const unreadable = unreadableBackups.get(id) ?? 0;
    return {
      backups: own,
      unmatched: [],
      unreadableRows: unreadable + (unreadableSnapshots.get(id) ?? 0),
      unreadableBackups: unreadable + backups.unnamed,
      quota: { kind: 'notStated', used: own.length },
      createGate: null,
      restoreGate: null,
      restoreFromGate: null,
      snapshots: snapshotsOf.get(id) ?? [],
      schedules: [],
      settings: null,
      history: [],
      partTroubles: snapshots.troubles,
    };
  };
}

function unnamedRows({ backups, snapshots }: Lists): number {
  return backups.unnamed + snapshots.value.unnamed;
}

/** The size of the disk that a restore needs. */
export function diskSize(diskBytes: number | null): Size | null {
  return diskBytes === null ? null : { basis: 'disk', diskBytes };
}

/** The size of what is stored. */
export function storedSize(sizeBytes: number | null): Size | null {
  return sizeBytes === null ? null : { basis: 'stored', sizeBytes };
}

function timesOf(ids: readonly ServerId[]): ReadonlyMap<ServerId, number> {
  const times = new Map<ServerId, number>();
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
  return times;
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
