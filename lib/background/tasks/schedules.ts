import type { BackupSettingsChange, ScheduleDraft } from '../../model/backup';
import type { Call, Handling } from './handling';

/** A schedule that is to be made, or to take the place of the one of the same frequency. */
export function scheduleSaving(schedule: ScheduleDraft): Handling {
  return {
    ...settled,
    callOf: ({ saveSchedule }) =>
      saveSchedule
        ? answered((http, { account, stored: { server } }) =>
            saveSchedule(http, server, schedule, account.legacyIds[server.id] ?? null),
          )
        : null,
  };
}

export function scheduleDeletion(scheduleId: string): Handling {
  return {
    ...settled,
    callOf: ({ deleteSchedule }) =>
      deleteSchedule ? answered((http, { stored }) => deleteSchedule(http, stored.server, scheduleId)) : null,
    mayBeDone: new Set(['notFound']),
  };
}

export function settingsChange(change: BackupSettingsChange): Handling {
  return {
    ...settled,
    callOf: ({ changeBackupSettings }) =>
      changeBackupSettings
        ? answered((http, { stored }) => changeBackupSettings(http, stored.server, change))
        : null,
  };
}

/** What the three have in common: nothing is to be followed, and the next reading shows what is set. */
const settled: Omit<Handling, 'callOf'> = {
  verdictOf: () => ({ kind: 'unclear' }),
  missing: 'notDone',
  mayBeDone: new Set(),
  readsEntry: false,
};

function answered(call: (...given: Parameters<Call>) => Promise<void>): Call {
  return async (...given) => {
    await call(...given);
    return 'done';
  };
}
