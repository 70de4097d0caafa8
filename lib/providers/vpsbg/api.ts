import type { HttpSession, Query } from '../../http/session';
import type { Backup, Snapshot } from '../../model/backup';
import { TroubleError } from '../../model/trouble';
import type { Provider } from '../provider';
import {
  fleetReading,
  type Listed,
  type Lists,
  listed,
  nothingListed,
  readPart,
  serverReading,
} from '../readings';
import { MAX_PAGES, type PagedRows, readBody, readPages } from '../rows';
import { textOf } from '../values';
import type { z } from '../zod';
import { backupOf, goneServerOf, serverOf, snapshotOf } from './map';
import { backupRow, page, rowOwner, serverRow, snapshotRow } from './wire';

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
    const { lists } = await readLists(http, { 'filter[server_id]': server.id });
    return serverReading(lists, server.id);
  },

  readFleet: async (http, servers) => {
    const { lists, rowOf } = await readLists(http, {});
    return fleetReading(servers, lists, (id) => goneServerOf(id, rowOf.get(id)));
  },

  deleteBackup: async (http, _server, backup: Backup) => {
    await http.write('DELETE', `/v1/backups/${encodeURIComponent(backup.id)}`);
  },
};

async function readLists(http: HttpSession, filter: Query) {
  const [backups, snapshots] = await Promise.all([
    allPages(http, '/v1/backups', backupRow, { ...filter, sort: '-date' }),
    readPart('snapshots', readSnapshots(http, filter), nothingListed),
  ]);
  const lists: Lists = { backups: listed(backups, backupOf, rowOwner), snapshots };
  return { lists, rowOf: new Map(backups.rows.map((row) => [row.server_id, row])) };
}

async function readSnapshots(http: HttpSession, filter: Query): Promise<Listed<Snapshot>> {
  return listed(await allPages(http, '/v1/snapshots', snapshotRow, filter), snapshotOf, rowOwner);
}

/** All pages of a list; its pages are counted, never reached by links. */
async function allPages<Schema extends z.ZodType<{ readonly id: string }>>(
  http: HttpSession,
  path: string,
  schema: Schema,
  query: Query,
): Promise<PagedRows<z.output<Schema>>> {
  const first = await readPage(http, path, { ...query, page: 1 }, 1);
  const last = first.meta?.last_page ?? null;
  if (last === null && textOf(first.links?.next) !== null) {
    throw new TroubleError({ kind: 'unexpectedShape', where: 'meta.last_page' });
  }
  if (last !== null && last > MAX_PAGES) {
    throw new TroubleError({ kind: 'unexpectedShape', where: 'meta.last_page' });
  }
  const others = Array.from({ length: Math.max(0, (last ?? 1) - 1) }, (_, index) => index + 2);
  const pages = [
    first,
    ...(await Promise.all(others.map((number) => readPage(http, path, { ...query, page: number }, number)))),
  ];
  // A row that moves while the pages are read may show on none of them; the largest total still counts it.
  const total = Math.max(...pages.map(({ meta }) => meta?.total ?? 0));
  return readPages(
    schema,
    pages.flatMap(({ data }) => data),
    total,
  );
}

async function readPage(http: HttpSession, path: string, query: Query, number: number) {
  const read = readBody(page, (await http.read(path, query)).body);
  // A list that ignores `page` would give its first page again and again.
  if ((read.meta?.current_page ?? number) !== number) {
    throw new TroubleError({ kind: 'unexpectedShape', where: 'meta.current_page' });
  }
  return read;
}
