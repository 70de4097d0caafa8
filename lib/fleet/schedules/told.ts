import type { ServerReading } from '../../model/server';
import type { EpochMs } from '../../model/time';
import { consequencesOf } from './consequences';
import type { ScheduleTask } from './costly';

/**
 * What a person is told of a change before it is confirmed, as one text: the schedules that stand and what follows. The
 * change leaves only where the same is to be told at that moment. `providerNow` is the provider's clock.
 */
export function toldOf(task: ScheduleTask, reading: ServerReading, providerNow: EpochMs): string {
  const schedules = reading.schedules.map(
    ({ id, frequency, timeText, dayText, retentionCount, enabled }) =>
      [id, frequency, timeText, dayText, retentionCount, enabled] as const,
  );
  const consequences = consequencesOf(task, reading, providerNow).map((consequence) => {
    if (consequence.kind === 'otherSchedule') return { kind: consequence.kind, id: consequence.schedule.id };
    if (consequence.kind !== 'evicts') return consequence;
    return { ...consequence, oldest: consequence.oldest && consequence.oldest.id };
  });
  return JSON.stringify([schedules, consequences]);
}
