import type { HttpAnswer, HttpSession } from '../../http/session';
import type { Backup, BackupSettings, Gate, Quota, Schedule, Snapshot } from '../../model/backup';
import type { PartTrouble, Server } from '../../model/server';
import { type Trouble, TroubleError } from '../../model/trouble';
import type { Provider } from '../provider';
import { type Part, readPart } from '../readings';
import { createHeap, MAX_PAGES, type Rows, readBody, readPages, readRows } from '../rows';
import type { z } from '../zod';
import { progressOf, watchHandleOf } from './jobs';
import {
  deleteLegacyBackup,
  type LegacyTimetable,
  namesServer,
  readLegacyBackups,
  readLegacyTimetable,
} from './legacy';
import { volidOf } from './legacy-map';
import { backupOf, gateOf, quotaOf, scheduleOf, serverOf, settingsOf, snapshotOf } from './map';
import { areStrangers, haveOneInCommon, mergeBackups, mergeSchedules, mergeSettings } from './merge';
import { readRestoreSources, restoreFromVps } from './restore-sources';
import { changeSettings, deleteSchedule, saveSchedule } from './schedules';
import { agreed } from './verdict';
import {
  backupList,
  backupRow,
  scheduleList,
  scheduleRow,
  serverPage,
  serverRow,
  snapshotList,
  snapshotRow,
} from './wire';

const SERVERS = '/api/v2/vps';

type BackupsPart = Rows<Backup> & {
  readonly quota: Quota;
  readonly createGate: Gate | null;
  readonly restoreGate: Gate | null;
  readonly restoreFromGate: Gate | null;
};
type Timetable = {
  readonly schedules: readonly Schedule[];
  readonly settings: BackupSettings | null;
  readonly unreadableRows: number;
};

const noSnapshots: Rows<Snapshot> = { rows: [], unreadableRows: 0 };
const noBackups: Rows<Backup> = { rows: [], unreadableRows: 0 };
const noTimetable: LegacyTimetable = { schedules: [], settings: null, history: [], unreadableRows: 0 };

/** HostUp (https://developer.hostup.se/): v2, and the older API of a server whose `vmid` a person typed in. */
export const hostup: Provider = {
  id: 'hostup',
  // v2 documents a bearer token, the older API its own header; both are sent, as both go to the same origin.
  auth: (key) => ({ Authorization: `Bearer ${key}`, 'X-API-Key': key }),
  listsRunning: false,

  checkKey: async (http) => {
    readBody(serverPage, (await http.read(SERVERS, { limit: 1 })).body);
  },

  listServers: async (http) => {
    const { rows, unreadableRows } = readPages(serverRow, await allServers(http), null);
    return { servers: rows.map(serverOf), unreadableRows };
  },

  readServer: async (http, server, legacyId) => {
    // With the newer list at hand the key is good, so an older API that rejects it is that part's own trouble.
    const legacy = <T>(
      read: (vmid: string) => Promise<T>,
      none: T,
      part: 'legacyBackups' | 'legacySchedules',
    ) => readPart(part, legacyId === null ? Promise.resolve(none) : read(legacyId), none, ['wrongKey']);
    const [newer, schedules, snapshots, older, olderTimetable] = await Promise.all([
      readBackups(http, server),
      readPart('schedules', readTimetable(http, server), noTimetable),
      readPart('snapshots', readSnapshots(http, server), noSnapshots),
      legacy((vmid) => readLegacyBackups(http, server.id, vmid), noBackups, 'legacyBackups'),
      legacy((vmid) => readLegacyTimetable(http, vmid), noTimetable, 'legacySchedules'),
    ]);
    // The id was checked when it was typed in; lists that had no rows then could not speak against it.
    const foreign = areStrangers(newer.rows, older.value.rows);
    const legacyBackups = foreign ? leftOut('legacyBackups', noBackups) : older;
    const legacyTimetable = foreign ? leftOut('legacySchedules', noTimetable) : olderTimetable;
    const parts = [schedules, snapshots, legacyBackups, legacyTimetable];
    return {
      ...mergeBackups(newer.rows, legacyBackups.value.rows),
      unreadableRows: [newer, ...parts.map(({ value }) => value)].reduce(
        (sum, part) => sum + part.unreadableRows,
        0,
      ),
      unreadableBackups: newer.unreadableRows,
      quota: newer.quota,
      createGate: newer.createGate,
      restoreGate: newer.restoreGate,
      restoreFromGate: newer.restoreFromGate,
      snapshots: snapshots.value.rows,
      schedules: mergeSchedules(schedules.value.schedules, legacyTimetable.value.schedules),
      settings: mergeSettings(schedules.value.settings, legacyTimetable.value.settings),
      history: legacyTimetable.value.history,
      partTroubles: parts.flatMap(({ troubles }) => troubles),
    };
  },

  checkLegacyId: async (http, server, legacyId, mustName) => {
    if (mustName && !(await namesServer(http, legacyId, server))) {
      throw new TroubleError({ kind: 'otherServer', detail: null });
    }
    const [newer, older] = await Promise.all([
      readBackups(http, server),
      readLegacyBackups(http, server.id, legacyId),
    ]);
    if (areStrangers(newer.rows, older.rows)) throw new TroubleError({ kind: 'otherServer', detail: null });
  },

  createBackup: async (http, server, note) => {
    const body = note === null ? undefined : { note };
    return watchHandleOf(agreed(await http.write('POST', `${pathOf(server)}/backups`, body)));
  },

  watch: async (http, _server, handle) => {
    if (handle.by !== 'job') return { state: 'forgotten' };
    try {
      return progressOf((await http.read(`/api/jobs/${encodeURIComponent(handle.jobId)}`)).body);
    } catch (error) {
      if (error instanceof TroubleError && isNotTold(error.trouble)) return { state: 'forgotten' };
      throw error;
    }
  },

  deleteBackup: async (http, server, backup, legacyId) => {
    const volid = volidOf(backup.id);
    if (volid === null) {
      agreed(await http.write('DELETE', `${pathOf(server)}/backups/${encodeURIComponent(backup.id)}`));
    } else if (legacyId === null) {
      throw new TroubleError({ kind: 'notOffered' });
    } else {
      const older = await readOwnLegacyBackups(http, server, legacyId);
      // Rows of the reference's example share one volid: which of them would go is not documented.
      if (older.filter(({ id }) => volidOf(id) === volid).length > 1) {
        throw new TroubleError({ kind: 'notOffered' });
      }
      await deleteLegacyBackup(http, legacyId, volid);
    }
  },

  restoreBackup: async (http, server, backupId) => {
    if (volidOf(backupId) !== null) throw new TroubleError({ kind: 'notOffered' });
    const path = `${pathOf(server)}/backups/${encodeURIComponent(backupId)}/actions/restore`;
    return watchHandleOf(agreed(await http.write('POST', path)));
  },

  restoreSources: (http, server) => readRestoreSources(http, pathOf(server), server.id),

  restoreFromServer: (http, server, source) => restoreFromVps(http, pathOf(server), source),

  saveSchedule: async (http, server, schedule, legacyId) => {
    const isOlder = schedule.minute !== null && legacyId !== null;
    if (isOlder) await readOwnLegacyBackups(http, server, legacyId);
    await saveSchedule(http, pathOf(server), schedule, legacyId);
  },
  deleteSchedule: (http, server, scheduleId) => deleteSchedule(http, pathOf(server), scheduleId),
  changeBackupSettings: (http, server, change) => changeSettings(http, pathOf(server), change),
};

/** The scope of the call is not documented, so a key that may make backups may still be told nothing of its jobs. */
function isNotTold(trouble: Trouble): boolean {
  if (trouble.kind === 'refused') return [400, 403, 410].includes(trouble.status);
  return trouble.kind === 'notFound' || trouble.kind === 'forbidden';
}

function leftOut<T>(part: PartTrouble['part'], none: T): Part<T> {
  return { value: none, troubles: [{ part, trouble: { kind: 'otherServer', detail: null } }] };
}

function pathOf(server: Server): string {
  return `${SERVERS}/${encodeURIComponent(server.id)}`;
}

async function allServers(http: HttpSession): Promise<readonly unknown[]> {
  const seen = new Set<string>();
  const heap = createHeap();
  let cursor: string | null = null;
  do {
    const answer: HttpAnswer = await http.read(SERVERS, { limit: 100, cursor });
    const page: z.output<typeof serverPage> = readBody(serverPage, answer.body);
    heap.add(answer, page.data);
    cursor = page.nextCursor ?? null;
    if (cursor !== null && (seen.has(cursor) || seen.size >= MAX_PAGES)) {
      throw new TroubleError({ kind: 'unexpectedShape', where: 'nextCursor' });
    }
    if (cursor !== null) seen.add(cursor);
  } while (cursor !== null);
  return heap.rows;
}

async function readBackups(http: HttpSession, server: Server): Promise<BackupsPart> {
  const list = readBody(backupList, (await http.read(`${pathOf(server)}/backups`)).body);
  const { rows, unreadableRows } = readRows(backupRow, list.backups);
  return {
    rows: rows.map((row) => backupOf(server.id, row)),
    unreadableRows,
    quota: quotaOf(list.quotaInfo),
    createGate: gateOf(list.actions?.canCreateBackup),
    restoreGate: gateOf(list.actions?.canRestore),
    restoreFromGate: gateOf(list.actions?.canRestoreFromAnotherVps),
  };
}

/**
 * The older list, right before something is changed through the older API; throws unless both lists share a backup or the
 * older API names the server: the number was typed in, and what could not speak against it then may be another's.
 * `otherServer` where the lists speak against it, `unproven` where nothing speaks for it.
 */
async function readOwnLegacyBackups(
  http: HttpSession,
  server: Server,
  legacyId: string,
): Promise<readonly Backup[]> {
  const [newer, older] = await Promise.all([
    readBackups(http, server),
    readLegacyBackups(http, server.id, legacyId),
  ]);
  if (!haveOneInCommon(newer.rows, older.rows) && !(await namesServer(http, legacyId, server))) {
    throw new TroubleError(
      areStrangers(newer.rows, older.rows) ? { kind: 'otherServer', detail: null } : { kind: 'unproven' },
    );
  }
  return older.rows;
}

async function readTimetable(http: HttpSession, server: Server): Promise<Timetable> {
  const list = readBody(scheduleList, (await http.read(`${pathOf(server)}/backup-schedules`)).body);
  const { rows, unreadableRows } = readRows(scheduleRow, list.schedules);
  return { schedules: rows.map(scheduleOf), settings: settingsOf(list.settings), unreadableRows };
}

async function readSnapshots(http: HttpSession, server: Server): Promise<Rows<Snapshot>> {
  const list = readBody(snapshotList, (await http.read(`${pathOf(server)}/snapshots`)).body);
  const { rows, unreadableRows } = readRows(snapshotRow, list.data);
  return { rows: rows.map((row) => snapshotOf(server.id, row)), unreadableRows };
}
