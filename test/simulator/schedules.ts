import { DAY_MS } from '../../lib/model/time';
import type { HostupServer, SimSchedule } from './types';
import type { World } from './world';

type NewSchedule = Pick<
  SimSchedule,
  'frequency' | 'hour' | 'minute' | 'dayOfWeek' | 'dayOfMonth' | 'retentionCount' | 'enabled' | 'name'
>;

/**
 * Only one schedule per VPS may be active. One of the same frequency is replaced and keeps its ids; what becomes of one
 * of another frequency is not documented: see `World.otherSchedule`.
 */
export function upsertSchedule(world: World, server: HostupServer, values: NewSchedule): SimSchedule {
  const replaces = world.otherSchedule === 'replaced';
  const old = server.schedules.find(({ frequency }) => replaces || frequency === values.frequency);
  const others = server.schedules.filter((schedule) => schedule !== old);
  const schedule: SimSchedule = {
    id: old?.id ?? world.number(),
    publicId: old?.publicId ?? world.random.id('bks'),
    createdAt: old?.createdAt ?? world.now(),
    lastRunAt: old?.lastRunAt ?? null,
    nextRunAt: values.enabled ? nextRunOf(values, world.now()) : null,
    ...values,
  };
  if (values.enabled) for (const other of others) Object.assign(other, { enabled: false, nextRunAt: null });
  server.schedules = [...others, schedule];
  return schedule;
}

/** More copies than the server may have at all, or a second schedule where none is taken. */
export function mayNotSave(world: World, server: HostupServer, values: NewSchedule): boolean {
  if (server.quotaLimit !== null && values.retentionCount > server.quotaLimit) return true;
  return (
    world.otherSchedule === 'refused' &&
    server.schedules.some(({ frequency }) => frequency !== values.frequency)
  );
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
