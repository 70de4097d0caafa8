import type { HttpSession, Query } from '../../http/session';
import type { Backup, Snapshot } from '../../model/backup';
import { TroubleError } from '../../model/trouble';
import type { Provider } from '../provider';
import { fleetReading, plainReading, readPart } from '../readings';
import { type Rows, readBody, readRows } from '../rows';
import type { z } from '../zod';
import { backupOf, goneServerOf, serverOf, snapshotOf } from './map';
import { backupRow, page, serverRow, snapshotRow } from './wire';

const MAX_PAGES = 1000;
const noSnapshots: Rows<Snapshot> = { rows: [], unreadableRows: 0 };

/** VPSBG (https://dev.vpsbg.eu/): the API lists and deletes backups; it makes and restores none. */
export const vpsbg: Provider = {
  id: 'vpsbg',
  auth: (key) => ({ Authorization: `Bearer ${key}` }),
  listsRunning: false,

  checkKey: async (http) => {
    readBody(page, (await http.read('/v1/servers', { per_page: 1 })).body);
  },

  listServers: async (http) => {
    const { rows, unreadableRows } = await allPages(http, '/v1/servers', serverRow, {
      per_page: 50,
      // Without it servers that are being rebuilt would be left out and look as if they were gone.
      'filter[status]': 'active,processing,suspended',
    });
    return { servers: rows.map(serverOf), unreadableRows };
  },

  readServer: async (http, server) => {
    const filter = { 'filter[server_id]': server.id };
    const [backups, snapshots] = await Promise.all([
      readBackups(http, filter),
      readPart('snapshots', readSnapshots(http, filter), noSnapshots),
    ]);
    return plainReading(
      backups.rows.map(backupOf).filter((backup) => backup.serverId === server.id),
      snapshots.value.rows.filter((snapshot) => snapshot.serverId === server.id),
      backups.unreadableRows + snapshots.value.unreadableRows,
      snapshots.troubles,
    );
  },

  readFleet: async (http, servers) => {
    const [backups, snapshots] = await Promise.all([
      readBackups(http, {}),
      readPart('snapshots', readSnapshots(http, {}), noSnapshots),
    ]);
    const lists = {
      backups: backups.rows.map(backupOf),
      snapshots: snapshots.value.rows,
      unreadableRows: backups.unreadableRows + snapshots.value.unreadableRows,
      partTroubles: snapshots.troubles,
    };
    const rowOf = new Map(backups.rows.map((row) => [row.server_id, row]));
    return fleetReading(servers, lists, (id) => goneServerOf(id, rowOf.get(id)));
  },

  deleteBackup: async (http, _server, backup: Backup) => {
    await http.write('DELETE', `/v1/backups/${encodeURIComponent(backup.id)}`);
  },
};

function readBackups(http: HttpSession, filter: Query): Promise<Rows<z.output<typeof backupRow>>> {
  return allPages(http, '/v1/backups', backupRow, { ...filter, sort: '-date' });
}

async function readSnapshots(http: HttpSession, filter: Query): Promise<Rows<Snapshot>> {
  const { rows, unreadableRows } = await allPages(http, '/v1/snapshots', snapshotRow, filter);
  return { rows: rows.map(snapshotOf), unreadableRows };
}

/** All pages of a list; a row that moved to a later page meanwhile counts once. */
async function allPages<Schema extends z.ZodType<{ readonly id: string }>>(
  http: HttpSession,
  path: string,
  schema: Schema,
  query: Query,
): Promise<Rows<z.output<Schema>>> {
  const first = await readPage(http, path, { ...query, page: 1 }, 1);
  const last = first.meta?.last_page ?? 1;
  if (last > MAX_PAGES) throw new TroubleError({ kind: 'unexpectedShape', where: 'meta.last_page' });
  const others = Array.from({ length: Math.max(0, last - 1) }, (_, index) => index + 2);
  const pages = await Promise.all(
    others.map((number) => readPage(http, path, { ...query, page: number }, number)),
  );
  const { rows, unreadableRows } = readRows(
    schema,
    [first, ...pages].flatMap(({ data }) => data),
  );
  return { rows: [...new Map(rows.map((row) => [row.id, row])).values()], unreadableRows };
}

async function readPage(http: HttpSession, path: string, query: Query, number: number) {
  const read = readBody(page, (await http.read(path, query)).body);
  // A list that ignores `page` would give its first page again and again.
  if ((read.meta?.current_page ?? number) !== number) {
    throw new TroubleError({ kind: 'unexpectedShape', where: 'meta.current_page' });
  }
  return read;
}
