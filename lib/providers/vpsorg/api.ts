import type { HttpSession, Query } from '../../http/session';
import type { Snapshot } from '../../model/backup';
import { TroubleError } from '../../model/trouble';
import { providerInfo } from '../origins';
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
import { createHeap, MAX_PAGES, type PagedRows, readBody, readPages } from '../rows';
import type { z } from '../zod';
import { backupOf, goneServerOf, progressOf, restoreSignOf, serverOf, snapshotOf } from './map';
import { backupRow, created, list, rowOwner, serverRow, snapshotRow } from './wire';

// Every path ends in a slash: without it the answer would be a redirect, and redirects are not followed.
const SERVERS = '/api/v1/servers/';
const BACKUPS = '/api/v1/backups/';
const SNAPSHOTS = '/api/v1/snapshots/';

/** VPS.org (https://www.vps.org/api/v1/docs/backups/). */
export const vpsorg: Provider = {
  id: 'vpsorg',
  // Every sample of the reference states a content type, those without a body too.
  auth: (key) => ({ Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' }),
  listsRunning: true,

  checkKey: async (http) => {
    readBody(list, (await http.read(SERVERS)).body);
  },

  listServers: async (http) => {
    const { rows, unreadableRows } = await wholeList(http, SERVERS, serverRow, {});
    return { servers: rows.map(serverOf), unreadableRows };
  },

  readServer: async (http, server) => {
    const { lists } = await readLists(http, { server_id: server.id });
    return serverReading(lists, server.id);
  },

  readFleet: async (http, servers) => {
    const { lists, nameOf } = await readLists(http, {});
    return fleetReading(servers, lists, (id) => goneServerOf(id, nameOf.get(id)));
  },

  createBackup: async (http, server, note) => {
    const described = note === null ? {} : { description: note };
    const { body } = await http.write('POST', BACKUPS, { server_id: echoed(server.id), ...described });
    // It was made, whatever the answer looks like; without its id the list has to tell.
    const parsed = created.safeParse(body);
    return parsed.success ? { by: 'backup', backupId: parsed.data.id } : { by: 'list' };
  },

  watch: async (http, server, handle) => {
    if (handle.by !== 'backup') return { state: 'forgotten' };
    const list = await wholeList(http, BACKUPS, backupRow, { server_id: server.id });
    const row = list.rows.find(({ id }) => id === handle.backupId);
    if (row) return progressOf(backupOf(row));
    // It may be one of the rows that cannot be read.
    return list.unreadableRows > 0 ? { state: 'unclear', percent: null } : { state: 'forgotten' };
  },

  deleteBackup: async (http, _server, backup) => {
    await http.write('DELETE', `${BACKUPS}${encodeURIComponent(backup.id)}/`);
  },

  restoreSign: restoreSignOf,

  restoreBackup: async (http, server, backupId) => {
    await http.write('POST', `${SERVERS}${encodeURIComponent(server.id)}/restore/`, {
      backup_id: echoed(backupId),
    });
    return { by: 'list' };
  },
};

async function readLists(http: HttpSession, filter: Query) {
  const [backups, snapshots] = await Promise.all([
    wholeList(http, BACKUPS, backupRow, filter),
    readPart('snapshots', readSnapshots(http, filter), nothingListed),
  ]);
  const lists: Lists = { backups: listed(backups, backupOf, rowOwner), snapshots };
  return { lists, nameOf: new Map(backups.rows.map(({ server }) => [server.id, server.name])) };
}

async function readSnapshots(http: HttpSession, filter: Query): Promise<Listed<Snapshot>> {
  return listed(await wholeList(http, SNAPSHOTS, snapshotRow, filter), snapshotOf, rowOwner);
}

/** A list with whatever follows it; rows that its count states and no page shows are unreadable ones. */
async function wholeList<Schema extends z.ZodType<{ readonly id: string }>>(
  http: HttpSession,
  path: string,
  schema: Schema,
  query: Query,
): Promise<PagedRows<z.output<Schema>>> {
  const seen = new Set<string>();
  const heap = createHeap();
  let asked: Query | null = query;
  let count = 0;
  while (asked !== null) {
    const answer = await http.read(path, asked);
    const read: z.output<typeof list> = readBody(list, answer.body);
    heap.add(answer, read.results);
    count = Math.max(count, read.count ?? 0);
    asked = read.next ? followedQuery(path, read.next, seen) : null;
    // What follows and is not read holds one row at least, whether or not a count says so.
    if (read.next && asked === null) count = Math.max(count, heap.rows.length + 1);
  }
  return readPages(schema, heap.rows, count);
}

/** The query of the next page of the same list on the same host, null where the link leads anywhere else. */
function followedQuery(path: string, next: string, seen: Set<string>): Query | null {
  const { apiOrigin } = providerInfo('vpsorg');
  const url = URL.canParse(next, apiOrigin) ? new URL(next, apiOrigin) : null;
  if (url === null || url.host !== new URL(apiOrigin).host || url.pathname !== path) return null;
  if (seen.has(url.search) || seen.size >= MAX_PAGES) {
    throw new TroubleError({ kind: 'unexpectedShape', where: 'next' });
  }
  seen.add(url.search);
  return Object.fromEntries(url.searchParams);
}

/** Ids are integers in the reference; one that is not goes back as the text it came as. */
function echoed(id: string): number | string {
  return /^(0|[1-9]\d{0,14})$/.test(id) ? Number(id) : id;
}
