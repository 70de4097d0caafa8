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
  const left = [...legacy];
  const merged = backups.map((backup) => {
    const at = left.findIndex((row) => isSameSecond(backup, row));
    const [twin] = at < 0 ? [] : left.splice(at, 1);
    return twin ? enriched(backup, twin) : backup;
  });
  return { backups: merged, unmatched: left };
}

/** Whether both lists have dated rows and none was made in the same second: then they are hardly the same server's. */
export function areStrangers(backups: readonly Backup[], legacy: readonly Backup[]): boolean {
  const dated = (rows: readonly Backup[]) => rows.some(({ createdAt }) => createdAt !== null);
  return (
    dated(backups) &&
    dated(legacy) &&
    !backups.some((backup) => legacy.some((row) => isSameSecond(backup, row)))
  );
}

/** Schedules of both generations; the older one adds minutes and the next run to the schedule of its frequency. */
export function mergeSchedules(
  schedules: readonly Schedule[],
  legacy: readonly Schedule[],
): readonly Schedule[] {
  const left = [...legacy];
  const merged = schedules.map((schedule) => {
    const at = left.findIndex(({ frequency }) => frequency !== null && frequency === schedule.frequency);
    const [twin] = at < 0 ? [] : left.splice(at, 1);
    if (!twin) return schedule;
    return {
      ...schedule,
      name: schedule.name ?? twin.name,
      timeText: twin.timeText ?? schedule.timeText,
      dayText: schedule.dayText ?? twin.dayText,
      lastRunAt: schedule.lastRunAt ?? twin.lastRunAt,
      nextRunAt: twin.nextRunAt,
    };
  });
  return [...merged, ...left];
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

function isSameSecond(one: Backup, other: Backup): boolean {
  if (one.createdAt === null || other.createdAt === null) return false;
  return Math.floor(one.createdAt / SECOND_MS) === Math.floor(other.createdAt / SECOND_MS);
}
