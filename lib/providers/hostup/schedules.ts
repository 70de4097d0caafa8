import type { HttpSession } from '../../http/session';
import type { BackupSettingsChange, ScheduleDraft } from '../../model/backup';
import { TroubleError } from '../../model/trouble';
import { inferredCall } from '../inferred';
import { saveLegacySchedule } from './legacy';
import { agreed } from './verdict';

/**
 * Creates the schedule of a server, or replaces the one of the same frequency (post-v2-vps-id-backup-schedules). v2
 * knows no minutes: one that is asked for goes to the older API, and is `notOffered` without the server's `vmid`.
 * `path` is the server's in v2.
 */
export async function saveSchedule(
  http: HttpSession,
  path: string,
  schedule: ScheduleDraft,
  vmid: string | null,
): Promise<void> {
  const { minute } = schedule;
  if (minute === null) {
    agreed(await http.write('POST', `${path}/backup-schedules`, bodyOf(schedule)));
  } else if (vmid === null) {
    throw new TroubleError({ kind: 'notOffered' });
  } else {
    await saveLegacySchedule(http, vmid, { ...schedule, minute });
  }
}

/**
 * Deletes a schedule. Its path stands under the "Related Endpoints" of its siblings; its own page was never seen, so any
 * 2xx counts as done. Only v2 has the call: a schedule that only the older list names is `notOffered`.
 */
export async function deleteSchedule(http: HttpSession, path: string, id: string): Promise<void> {
  if (/^\d+$/.test(id)) throw new TroubleError({ kind: 'notOffered' });
  const call = http.write('DELETE', `${path}/backup-schedules/${encodeURIComponent(id)}`);
  agreed(await inferredCall(call));
}

/** Changes the named settings and leaves the other (patch-v2-vps-id-backup-schedules, which wants at least one). */
export async function changeSettings(
  http: HttpSession,
  path: string,
  change: BackupSettingsChange,
): Promise<void> {
  const { totalLimit, autoDeleteOldest } = change;
  const body = {
    ...(totalLimit === undefined ? {} : { maxTotalBackups: totalLimit }),
    ...(autoDeleteOldest === undefined ? {} : { autoDeleteOldest }),
  };
  agreed(await http.write('PATCH', `${path}/backup-schedules`, body));
}

/** A day that the frequency does not have is an error to v2, so none is sent. */
function bodyOf(schedule: ScheduleDraft) {
  const { frequency, hour, retentionCount, enabled, name } = schedule;
  return {
    frequency,
    hour,
    ...(frequency === 'weekly' ? { dayOfWeek: schedule.dayOfWeek } : {}),
    ...(frequency === 'monthly' ? { dayOfMonth: schedule.dayOfMonth } : {}),
    retentionCount,
    enabled,
    ...(name === null ? {} : { name }),
  };
}
