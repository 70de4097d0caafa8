import { DAY_MS } from '../../lib/model/time';
import type { HostupServer, SimSchedule } from './types';
import type { World } from './world';

type NewSchedule = Pick<
  SimSchedule,
  'frequency' | 'hour' | 'minute' | 'dayOfWeek' | 'dayOfMonth' | 'retentionCount' | 'enabled' | 'name'
>;

/** One schedule per VPS: a new one takes the place of the old and keeps its ids. */
export function upsertSchedule(world: World, server: HostupServer, values: NewSchedule): SimSchedule {
  const old = server.schedules[0];
  const schedule: SimSchedule = {
    id: old?.id ?? world.number(),
    publicId: old?.publicId ?? world.random.id('bks'),
    createdAt: old?.createdAt ?? world.now(),
    lastRunAt: old?.lastRunAt ?? null,
    nextRunAt: values.enabled ? nextRunOf(values, world.now()) : null,
    ...values,
  };
  server.schedules = [schedule];
  return schedule;
}

/** The first time after `from` that the timetable names, read as UTC (the zone is not documented). */
export function nextRunOf(schedule: NewSchedule, from: number): number {
  const day = new Date(from);
  day.setUTCHours(schedule.hour, schedule.minute, 0, 0);
  const named = (at: Date) =>
    (schedule.dayOfWeek === null || at.getUTCDay() === schedule.dayOfWeek) &&
    (schedule.dayOfMonth === null || at.getUTCDate() === schedule.dayOfMonth);
  let at = day.getTime();
  while (at <= from || !named(new Date(at))) at += DAY_MS;
  return at;
}
