import type { BackupSettings } from '../../model/backup';
import type { ServerReading } from '../../model/server';
import { type EpochMs, HOUR_MS } from '../../model/time';
import { enabledSchedules } from '../findings/rotation';
import { isUnread } from '../unread';

/** As long as a backup and the restore after it may take together: within it a schedule may run, a backup expire. */
export const CHAIN_LASTS_MS = 2 * HOUR_MS;

/**
 * How many more backups by hand fit, by the tightest of the limits that are stated: the plan's, the server's own, the
 * one for backups by hand. May be negative; null where no limit is stated.
 */
export function slotsLeft(reading: ServerReading): number | null {
  const { quota, settings, backups } = reading;
  const left: number[] = [];
  if (quota.kind === 'absent') return 0;
  if (quota.kind === 'limited') left.push(Math.min(quota.remaining, quota.limit - quota.used));
  if (settings !== null) {
    const { totalLimit, manualLimit } = settings;
    const { manualActive, scheduledActive } = countsOf(settings, reading);
    // A limit of 0 is none that a server with backups could have: it says nothing.
    if (totalLimit) {
      const areStated = manualActive !== null && scheduledActive !== null;
      left.push(totalLimit - (areStated ? manualActive + scheduledActive : backups.length));
    }
    if (manualLimit && manualActive !== null) left.push(manualLimit - manualActive);
  }
  return left.length === 0 ? null : Math.min(...left);
}

type Counts = Pick<BackupSettings, 'manualActive' | 'scheduledActive'>;

/**
 * What is used up: as it is stated, by the list where the settings are of an earlier reading or lack what the older API
 * alone may have said. A backup of unknown kind may be made by hand.
 */
function countsOf(settings: BackupSettings, reading: ServerReading): Counts {
  const { backups } = reading;
  const scheduledListed = backups.filter(({ kind }) => kind === 'scheduled' || kind === 'automatic').length;
  const listed: Counts = {
    manualActive: backups.length - scheduledListed,
    scheduledActive: scheduledListed,
  };
  if (isUnread(reading, 'schedules')) return listed;
  if (!isUnread(reading, 'legacySchedules')) return settings;
  return {
    manualActive: settings.manualActive ?? listed.manualActive,
    scheduledActive: settings.scheduledActive ?? listed.scheduledActive,
  };
}

/** Whether a scheduled backup may take a slot while a chain lasts; schedules that could not be read may. */
export function mayRunMeanwhile(reading: ServerReading, providerNow: EpochMs): boolean {
  if (isUnread(reading, 'schedules')) return true;
  return enabledSchedules(reading).some(
    ({ nextRunAt }) => nextRunAt === null || nextRunAt <= providerNow + CHAIN_LASTS_MS,
  );
}

/**
 * Whether the provider deletes the oldest backup where no slot is free; null where that is not said. That it deletes none
 * is believed of this very reading alone: where the settings could not be read anew it may have changed.
 */
export function deletesOldest(reading: ServerReading): boolean | null {
  const { settings } = reading;
  const said = settings === null ? null : settings.autoDeleteOldest;
  return said === false && isUnread(reading, 'schedules') ? null : said;
}
