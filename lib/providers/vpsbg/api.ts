import type { HttpSession, Query } from '../../http/session';
import type { Backup, Snapshot } from '../../model/backup';
import { TroubleError } from '../../model/trouble';
import { inferredCall } from '../inferred';
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
import { createHeap, type Heap, MAX_PAGES, type PagedRows, readBody, readPages } from '../rows';
import { textOf } from '../values';
import type { z } from '../zod';
import { backupOf, goneServerOf, serverOf, snapshotOf } from './map';
import { backupRow, page, rowOwner, serverRow, snapshotRow } from './wire';

// The others are not asked for once one of these has failed.
const AT_ONCE = 4;

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

  // The method stands in the navigation of the reference; the path is inferred from those of its siblings.
  deleteBackup: async (http, _server, backup: Backup) => {
    await inferredCall(http.write('DELETE', `/v1/backups/${encodeURIComponent(backup.id)}`));
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
  const heap = createHeap();
  const first = await readPage(http, path, query, 1, heap);
  const last = first.last ?? 1;
  if ((first.last === null && first.goesOn) || last > MAX_PAGES) {
    throw new TroubleError({ kind: 'unexpectedShape', where: 'meta.last_page' });
  }
  // A row that moves while the pages are read may show on none of them; the largest total still counts it.
  let { total } = first;
  for (let number = 2; number <= last; number += AT_ONCE) {
    const numbers = Array.from(
      { length: Math.min(AT_ONCE, last - number + 1) },
      (_, index) => number + index,
    );
    const pages = await Promise.all(numbers.map((one) => readPage(http, path, query, one, heap)));
    total = Math.max(total, ...pages.map((page) => page.total));
  }
  return readPages(schema, heap.rows, total);
}

/** One page, its rows put on the heap. */
async function readPage(http: HttpSession, path: string, query: Query, number: number, heap: Heap) {
  const answer = await http.read(path, { ...query, page: number });
  const { data, links, meta } = readBody(page, answer.body);
  // A list that ignores `page` would give its first page again and again.
  if ((meta?.current_page ?? number) !== number) {
    throw new TroubleError({ kind: 'unexpectedShape', where: 'meta.current_page' });
  }
  heap.add(answer, data);
  return { last: meta?.last_page ?? null, goesOn: textOf(links?.next) !== null, total: meta?.total ?? 0 };
}
