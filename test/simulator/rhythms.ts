import { DAY_MS, type EpochMs, HOUR_MS } from '../../lib/model/time';
import { newestFirst, openOperation, ownCopies, start } from './operations';
import { nextRunOf } from './schedules';
import type { HostupServer, SimSchedule, VpsbgServer } from './types';
import type { World } from './world';

/** What providers do by themselves once `world.startRhythms()` was called: when, and for how long they keep it. */
export type Rhythms = {
  readonly startedAt: EpochMs;
  readonly vpsorgKeepsMs: number;
  vpsorgRunAt: EpochMs;
  readonly vpsbgRunAt: Map<string, EpochMs>;
};

/** Something that happens at a moment, by itself. */
export type SimEvent = { readonly at: EpochMs; readonly run: () => void };

const WEEK_MS = 7 * DAY_MS;
const VPSORG_HOUR = 3;

export function rhythmsFrom(now: EpochMs, vpsorgKeepsMs: number): Rhythms {
  const today = Math.floor(now / DAY_MS) * DAY_MS + VPSORG_HOUR * HOUR_MS;
  return {
    startedAt: now,
    vpsorgKeepsMs,
    vpsorgRunAt: today > now ? today : today + DAY_MS,
    vpsbgRunAt: new Map(),
  };
}

/** The next run, or expiry, of any provider; null where no rhythm is kept. */
export function nextOfRhythms(world: World): SimEvent | null {
  const { rhythms } = world;
  if (!rhythms) return null;
  const events = [vpsorgRun(world, rhythms), ...expiries(world)];
  for (const server of world.servers.hostup.values()) {
    for (const schedule of server.schedules) events.push(...hostupRun(world, server, schedule));
  }
  for (const server of world.servers.vpsbg.values()) events.push(...vpsbgRun(world, rhythms, server));
  return events.reduce((a, b) => (b.at < a.at ? b : a));
}

function hostupRun(world: World, server: HostupServer, schedule: SimSchedule): SimEvent[] {
  const at = schedule.nextRunAt;
  if (at === null || !schedule.enabled || !server.listed) return [];
  const run = () => {
    const note = schedule.name;
    const failure = server.failNextRun ?? (hasRoom(server, schedule) ? null : NO_ROOM);
    server.failNextRun = null;
    const operation = start(world, server, { kind: 'create', note, by: { kind: 'scheduled', schedule } }, at);
    operation.failWith ??= failure;
    schedule.lastRunAt = at;
    schedule.nextRunAt = nextRunOf(schedule, at);
  };
  return [{ at, run }];
}

const NO_ROOM = 'No free backup slot';

/** A free slot, one that its own oldest copy leaves, or one that the provider frees by deleting the oldest. */
function hasRoom(server: HostupServer, schedule: SimSchedule): boolean {
  const { quotaLimit, backups, autoDeleteOldest } = server;
  if (quotaLimit === null || backups.length < quotaLimit) return true;
  if (ownCopies(server, schedule.id).length >= schedule.retentionCount) return true;
  return autoDeleteOldest && backups.some((backup) => !backup.protected);
}

/** A week after the last one of its row of weeks; the first row begins at the newest backup. */
function vpsbgRun(world: World, rhythms: Rhythms, server: VpsbgServer): SimEvent[] {
  if (!server.addon || !server.listed) return [];
  let at = rhythms.vpsbgRunAt.get(server.id);
  if (at === undefined) {
    const newest = newestFirst(server.backups)[0];
    at = (newest ? newest.createdAt : rhythms.startedAt) + WEEK_MS;
    while (at <= rhythms.startedAt) at += WEEK_MS;
    rhythms.vpsbgRunAt.set(server.id, at);
  }
  const runAt = at;
  const run = () => {
    rhythms.vpsbgRunAt.set(server.id, runAt + WEEK_MS);
    if (!openOperation(world, server)) start(world, server, { kind: 'weekly' }, runAt);
  };
  return [{ at: runAt, run }];
}

function vpsorgRun(world: World, rhythms: Rhythms): SimEvent {
  const at = rhythms.vpsorgRunAt;
  const run = () => {
    rhythms.vpsorgRunAt = at + DAY_MS;
    const note = 'Automatic daily backup';
    for (const server of world.servers.vpsorg.values()) {
      if (!server.listed || server.status !== 'active') continue;
      start(world, server, { kind: 'create', note, by: { kind: 'automatic' } }, at);
    }
  };
  return { at, run };
}

/** Each expiry takes every backup with it that has expired by then. */
function expiries(world: World): SimEvent[] {
  const servers = [...world.servers.vpsorg.values()];
  const moments = servers.flatMap(({ backups }) => backups.flatMap(({ expiresAt }) => expiresAt ?? []));
  if (moments.length === 0) return [];
  const at = moments.reduce((a, b) => Math.min(a, b));
  const run = () => {
    for (const server of servers) {
      server.backups = server.backups.filter(({ expiresAt }) => expiresAt === null || expiresAt > at);
    }
  };
  return [{ at, run }];
}
