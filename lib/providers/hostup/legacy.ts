import type { HttpSession } from '../../http/session';
import type { ServerId } from '../../model/account';
import type { Backup, BackupSettings, HistoryEntry, Schedule, ScheduleDraft } from '../../model/backup';
import type { Server } from '../../model/server';
import { TroubleError } from '../../model/trouble';
import { type Rows, readBody, readRows } from '../rows';
import { historyEntryOf, legacyBackupOf, legacyScheduleOf, legacySettingsOf } from './legacy-map';
import {
  legacyBackupRow,
  legacyBackups,
  legacyDetails,
  legacyHistoryRow,
  legacyScheduleRow,
  legacySchedules,
} from './legacy-wire';
import { agreed } from './verdict';

export type LegacyTimetable = {
  readonly schedules: readonly Schedule[];
  readonly settings: BackupSettings | null;
  readonly history: readonly HistoryEntry[];
  readonly unreadableRows: number;
};

/** The backups of a VM in the older list (get-vm-vmid-backups). */
export async function readLegacyBackups(
  http: HttpSession,
  serverId: ServerId,
  vmid: string,
): Promise<Rows<Backup>> {
  const body = agreed(await http.read(`${vmPath(vmid)}/backups`));
  const { rows, unreadableRows } = readRows(legacyBackupRow, readBody(legacyBackups, body).data);
  return { rows: rows.map((row) => legacyBackupOf(serverId, row)), unreadableRows };
}

/** Schedules, settings and history of a VM (get-vm-vmid-backup-schedules). */
export async function readLegacyTimetable(http: HttpSession, vmid: string): Promise<LegacyTimetable> {
  const { data } = readBody(legacySchedules, agreed(await http.read(`${vmPath(vmid)}/backup-schedules`)));
  const schedules = readRows(legacyScheduleRow, data.schedules);
  const history = readRows(legacyHistoryRow, data.history ?? []);
  return {
    schedules: schedules.rows.map(legacyScheduleOf),
    settings: legacySettingsOf(data),
    history: history.rows.map(historyEntryOf),
    unreadableRows: schedules.unreadableRows + history.unreadableRows,
  };
}

/**
 * Whether the older API's details of a VM name the same hostname or address (get-vm-vmid-details). Its list of fields
 * is cut short in the reference, so every text in it is compared; nothing of it is kept.
 */
export async function namesServer(http: HttpSession, vmid: string, server: Server): Promise<boolean> {
  const { data } = readBody(legacyDetails, agreed(await http.read(`${vmPath(vmid)}/details`)));
  const texts = Object.values(data).filter((value) => typeof value === 'string');
  const ours = [server.name, server.hostname, ...server.addresses].flatMap((name) =>
    name === null ? [] : [name.toLowerCase()],
  );
  return texts.some((text) => {
    const theirs = text.toLowerCase();
    // A server's name at the newer API is often the first part of its hostname.
    return ours.includes(theirs) || ours.includes(theirs.split('.')[0] ?? theirs);
  });
}

/** Deletes a backup by its volid (delete-vm-vmid-backups-volid). */
export async function deleteLegacyBackup(http: HttpSession, vmid: string, volid: string): Promise<void> {
  // The reference's sample leaves ':' and '/' of a volid as they are; whether they may be encoded is not documented.
  const inPath = volid.split('/').map((part) => encodeURIComponent(part).replaceAll('%3A', ':'));
  agreed(await http.write('DELETE', `${vmPath(vmid)}/backups/${inPath.join('/')}`));
}

/**
 * Creates the schedule of a VM or replaces the one of the same frequency, to the minute
 * (post-vm-vmid-backup-schedules). `notes` is required there and becomes the schedule's name.
 */
export async function saveLegacySchedule(
  http: HttpSession,
  vmid: string,
  schedule: ScheduleDraft & { readonly minute: number },
): Promise<void> {
  const { frequency, hour, minute, retentionCount, enabled, name } = schedule;
  const body = {
    schedule_type: frequency,
    hour,
    minute,
    ...(frequency === 'weekly' ? { day_of_week: schedule.dayOfWeek } : {}),
    ...(frequency === 'monthly' ? { day_of_month: schedule.dayOfMonth } : {}),
    retention_count: retentionCount,
    enabled,
    notes: name ?? '',
  };
  agreed(await http.write('POST', `${vmPath(vmid)}/backup-schedules`, body));
}

function vmPath(vmid: string): string {
  if (!/^[1-9]\d{0,15}$/.test(vmid)) throw new TroubleError({ kind: 'notFound', detail: null });
  return `/api/vm/${vmid}`;
}
