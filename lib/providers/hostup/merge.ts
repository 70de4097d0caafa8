import type { Backup, BackupSettings, Schedule } from '../../model/backup';
import { SECOND_MS } from '../../model/time';

/**
 * The two generations list the same backups without a shared id. The newer list counts; a row of the older one made in
 * the same second adds what only it knows; rows without a partner are given apart. Each row is used once.
 */
export function mergeBackups(
  backups: readonly Backup[],
  legacy: readonly Backup[],
): { readonly backups: readonly Backup[]; readonly unmatched: readonly Backup[] } {
  const twins = grouped(legacy, secondOf);
  const merged = backups.map((backup) => {
    const twin = takeFirst(twins, secondOf(backup));
    return twin ? enriched(backup, twin) : backup;
  });
  return { backups: merged, unmatched: left(legacy, twins) };
}

/** Whether both lists have dated rows and none was made in the same second: then they are hardly the same server's. */
export function areStrangers(backups: readonly Backup[], legacy: readonly Backup[]): boolean {
  const haveDates = [backups, legacy].every((list) => list.some((backup) => secondOf(backup) !== null));
  return haveDates && !haveOneInCommon(backups, legacy);
}

/** Whether both lists have a backup of the same second. */
export function haveOneInCommon(backups: readonly Backup[], legacy: readonly Backup[]): boolean {
  const seconds = new Set(backups.map(secondOf));
  return legacy.map(secondOf).some((second) => second !== null && seconds.has(second));
}

/** Schedules of both generations; the older one adds minutes, the next run and the id that the history knows. */
export function mergeSchedules(
  schedules: readonly Schedule[],
  legacy: readonly Schedule[],
): readonly Schedule[] {
  const twins = grouped(legacy, ({ frequency }) => frequency);
  const merged = schedules.map((schedule) => {
    const twin = takeFirst(twins, schedule.frequency);
    if (!twin) return schedule;
    return {
      ...schedule,
      name: schedule.name ?? twin.name,
      timeText: twin.timeText ?? schedule.timeText,
      dayText: schedule.dayText ?? twin.dayText,
      lastRunAt: schedule.lastRunAt ?? twin.lastRunAt,
      nextRunAt: twin.nextRunAt,
      historyId: twin.id,
    };
  });
  return [...merged, ...left(legacy, twins).map((schedule) => ({ ...schedule, historyId: schedule.id }))];
}

/** The newer settings, with what they leave out taken from the older ones. */
export function mergeSettings(
  settings: BackupSettings | null,
  legacy: BackupSettings | null,
): BackupSettings | null {
  if (settings === null || legacy === null) return settings ?? legacy;
  return {
    totalLimit: settings.totalLimit ?? legacy.totalLimit,
    manualActive: settings.manualActive ?? legacy.manualActive,
    scheduledActive: settings.scheduledActive ?? legacy.scheduledActive,
    scheduledSlots: settings.scheduledSlots ?? legacy.scheduledSlots,
    autoDeleteOldest: settings.autoDeleteOldest ?? legacy.autoDeleteOldest,
    manualLimit: settings.manualLimit ?? legacy.manualLimit,
    scheduledLimit: settings.scheduledLimit ?? legacy.scheduledLimit,
    schedulesLimit: settings.schedulesLimit ?? legacy.schedulesLimit,
    retentionLimit: settings.retentionLimit ?? legacy.retentionLimit,
  };
}

function enriched(backup: Backup, twin: Backup): Backup {
  return {
    ...backup,
    note: backup.note ?? twin.note,
    protected: twin.protected,
    scheduleId: twin.scheduleId,
    files: twin.files,
  };
}

function secondOf({ createdAt }: Backup): number | null {
  return createdAt === null ? null : Math.floor(createdAt / SECOND_MS);
}

type Groups<Row, Key> = ReadonlyMap<Key, Row[]>;

/** The rows by what they have in common, each group's last row first; a list may be too long to be searched per row. */
function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Groups<Row, Key> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows.toReversed()) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

/** Takes the first row that is left of the group; none where nothing is known that they could have in common. */
function takeFirst<Row, Key>(groups: Groups<Row, Key>, key: Key): Row | undefined {
  return key === null ? undefined : groups.get(key)?.pop();
}

/** The rows that nobody took, in their order. */
function left<Row, Key>(rows: readonly Row[], groups: Groups<Row, Key>): Row[] {
  const untaken = new Set([...groups.values()].flat());
  return rows.filter((row) => untaken.has(row));
}
