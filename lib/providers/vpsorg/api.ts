import type { HttpSession, Query } from '../../http/session';
import type { Snapshot } from '../../model/backup';
import { TroubleError } from '../../model/trouble';
import { providerInfo } from '../origins';
import type { Provider } from '../provider';
import { fleetReading, plainReading, readPart } from '../readings';
import { type Rows, readBody, readRows } from '../rows';
import type { z } from '../zod';
import { backupOf, goneServerOf, progressOf, serverOf, snapshotOf } from './map';
import { backupRow, created, list, serverRow, snapshotRow } from './wire';

// Every path ends in a slash: without it the answer would be a redirect, and redirects are not followed.
const SERVERS = '/api/v1/servers/';
const BACKUPS = '/api/v1/backups/';
const SNAPSHOTS = '/api/v1/snapshots/';
const MAX_PAGES = 1000;
const noSnapshots: Rows<Snapshot> = { rows: [], unreadableRows: 0 };

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
    const filter = { server_id: server.id };
    const [backups, snapshots] = await Promise.all([
      wholeList(http, BACKUPS, backupRow, filter),
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
      wholeList(http, BACKUPS, backupRow, {}),
      readPart('snapshots', readSnapshots(http, {}), noSnapshots),
    ]);
    const lists = {
      backups: backups.rows.map(backupOf),
      snapshots: snapshots.value.rows,
      unreadableRows: backups.unreadableRows + snapshots.value.unreadableRows,
      partTroubles: snapshots.troubles,
    };
    const nameOf = new Map(backups.rows.map(({ server }) => [server.id, server.name]));
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
    const { rows } = await wholeList(http, BACKUPS, backupRow, { server_id: server.id });
    const row = rows.find(({ id }) => id === handle.backupId);
    return row ? progressOf(backupOf(row)) : { state: 'forgotten' };
  },

  deleteBackup: async (http, _server, backup) => {
    await http.write('DELETE', `${BACKUPS}${encodeURIComponent(backup.id)}/`);
  },

  restoreBackup: async (http, server, backupId) => {
    await http.write('POST', `${SERVERS}${encodeURIComponent(server.id)}/restore/`, {
      backup_id: echoed(backupId),
    });
    return { by: 'list' };
  },
};

async function readSnapshots(http: HttpSession, filter: Query): Promise<Rows<Snapshot>> {
  const { rows, unreadableRows } = await wholeList(http, SNAPSHOTS, snapshotRow, filter);
  return { rows: rows.map(snapshotOf), unreadableRows };
}

/** A list with whatever follows it; rows that its count states and no page shows are unreadable ones. */
async function wholeList<Schema extends z.ZodType>(
  http: HttpSession,
  path: string,
  schema: Schema,
  query: Query,
): Promise<Rows<z.output<Schema>>> {
  const seen = new Set<string>();
  const raw: unknown[] = [];
  let asked: Query | null = query;
  let count = 0;
  while (asked !== null) {
    const read: z.output<typeof list> = readBody(list, (await http.read(path, asked)).body);
    raw.push(...read.results);
    count = Math.max(count, read.count ?? 0);
    asked = read.next ? followedQuery(path, read.next, seen) : null;
  }
  const { rows, unreadableRows } = readRows(schema, raw);
  return { rows, unreadableRows: unreadableRows + Math.max(0, count - raw.length) };
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
  return /^\d{1,15}$/.test(id) ? Number(id) : id;
}
