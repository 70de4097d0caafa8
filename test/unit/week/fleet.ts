import { DAY_MS, type EpochMs, HOUR_MS } from '../../../lib/model/time';
import { diskImageBytes } from '../../simulator/operations';
import { upsertSchedule } from '../../simulator/schedules';
import type { HostupServer, SimServer } from '../../simulator/types';
import type { World } from '../../simulator/world';

/** The five accounts, in the order in which they are added. */
export const accounts = [
  { provider: 'hostup', label: 'work', key: 'week-hostup-work-key', rights: 'write' },
  { provider: 'hostup', label: 'clients', key: 'week-hostup-clients-key', rights: 'read' },
  { provider: 'vpsbg', label: 'personal', key: 'week-vpsbg-personal-key', rights: 'read' },
  { provider: 'vpsorg', label: 'shop', key: 'week-vpsorg-shop-key', rights: 'write' },
  { provider: 'vpsorg', label: 'lab', key: 'week-vpsorg-lab-key', rights: 'write' },
] as const;
export type Label = (typeof accounts)[number]['label'];

/** A schedule of HostUp in UTC, how many it keeps, the slots, and backups made by hand with their ages in days. */
type Plan = {
  readonly name: string;
  readonly runs: { readonly hour: number; readonly minute: number; readonly weekday?: number };
  readonly keeps: number;
  readonly limit: number;
  /** How many it has made so far; as many as it keeps, unless it is a young one. */
  readonly made?: number;
  readonly byHand?: readonly number[];
  readonly sizeGb: number;
};

const work: readonly Plan[] = [
  // Seven of seven slots, all of them the schedule's own: it replaces its oldest, and that is as it should be.
  { name: 'web-01', runs: { hour: 0, minute: 10 }, keeps: 7, limit: 7, sizeGb: 6.1 },
  { name: 'web-02', runs: { hour: 0, minute: 25 }, keeps: 7, limit: 7, sizeGb: 6.4 },
  { name: 'web-03', runs: { hour: 0, minute: 40 }, keeps: 5, limit: 7, byHand: [12], sizeGb: 5.9 },
  { name: 'web-04', runs: { hour: 0, minute: 55 }, keeps: 5, limit: 7, byHand: [40, 12], sizeGb: 6 },
  { name: 'db-01', runs: { hour: 2, minute: 5 }, keeps: 14, limit: 20, byHand: [3], sizeGb: 41.7 },
  { name: 'db-02', runs: { hour: 2, minute: 30 }, keeps: 14, limit: 20, sizeGb: 38.2 },
  { name: 'mail-01', runs: { hour: 3, minute: 0 }, keeps: 7, limit: 10, sizeGb: 22.5 },
  { name: 'git-01', runs: { hour: 3, minute: 20 }, keeps: 7, limit: 10, byHand: [90], sizeGb: 14.3 },
  { name: 'ci-01', runs: { hour: 4, minute: 0, weekday: 0 }, keeps: 3, limit: 4, sizeGb: 9.8 },
  { name: 'files-01', runs: { hour: 4, minute: 30 }, keeps: 7, limit: 8, sizeGb: 77 },
];

const clients: readonly Plan[] = [
  { name: 'client-shop', runs: { hour: 1, minute: 0 }, keeps: 7, limit: 10, byHand: [20], sizeGb: 8.8 },
  { name: 'client-blog', runs: { hour: 1, minute: 15 }, keeps: 3, limit: 5, sizeGb: 3.1 },
  // Its schedule is two weeks old and has not yet made what it is to keep.
  {
    name: 'client-crm',
    runs: { hour: 1, minute: 30, weekday: 3 },
    keeps: 4,
    limit: 4,
    made: 2,
    sizeGb: 17.6,
  },
  { name: 'client-forum', runs: { hour: 1, minute: 45 }, keeps: 3, limit: 5, sizeGb: 11.2 },
  { name: 'client-wiki', runs: { hour: 2, minute: 0, weekday: 6 }, keeps: 4, limit: 5, sizeGb: 2.2 },
  { name: 'client-intranet', runs: { hour: 2, minute: 15 }, keeps: 7, limit: 7, sizeGb: 19.4 },
  { name: 'client-staging', runs: { hour: 2, minute: 30, weekday: 1 }, keeps: 2, limit: 3, sizeGb: 7.3 },
  { name: 'client-press', runs: { hour: 2, minute: 45 }, keeps: 5, limit: 6, sizeGb: 4.9 },
];

/** VPSBG: the age of the newest backup, in days and hours. */
const personal = [
  { name: 'vpn-01', days: 0, hours: 4 },
  { name: 'vpn-02', days: 1, hours: 4 },
  { name: 'archive-01', days: 2, hours: 5 },
  { name: 'archive-02', days: 3, hours: 5 },
  { name: 'home-01', days: 4, hours: 6 },
  { name: 'media-01', days: 5, hours: 6 },
  { name: 'games-01', days: 6, hours: 7 },
  { name: 'matrix-01', days: 6, hours: 8 },
] as const;

const shop = ['web-1', 'web-2', 'web-3', 'api-1', 'api-2', 'db-1', 'db-2', 'queue-1', 'mail-1'];
const lab = ['k3s-1', 'k3s-2', 'k3s-3', 'build-1', 'scratch-1'];

/** The servers whose schedule leaves them older than the fleet's goal: their owner says that a week is all right. */
export const weekly = [...work, ...clients]
  .filter(({ runs }) => runs.weekday !== undefined)
  .map(({ name }) => name);

/** Forty servers in five accounts, each of them backed up as it should be; the providers go on by themselves. */
export function healthyFleet(world: World): void {
  for (const { provider, key, rights } of accounts) world.addAccount({ provider, key, rights });
  for (const plan of work) addScheduled(world, 'work', plan);
  for (const plan of clients) addScheduled(world, 'clients', plan);
  for (const server of personal) addWeekly(world, server);
  for (const name of shop) addDaily(world, 'shop', `shop-${name}`);
  for (const name of lab) addDaily(world, 'lab', `lab-${name}`);
  world.startRhythms();
}

export function keyOf(label: Label): string {
  const account = accounts.find((one) => one.label === label);
  if (!account) throw new Error(`no account ${label}`);
  return account.key;
}

function addScheduled(world: World, label: Label, plan: Plan): void {
  const { name, runs, keeps, limit, made = keeps, byHand = [], sizeGb } = plan;
  const server = world.addServer('hostup', { keys: [keyOf(label)], name, quotaLimit: limit });
  const schedule = upsertSchedule(world, server, {
    frequency: runs.weekday === undefined ? 'daily' : 'weekly',
    hour: runs.hour,
    minute: runs.minute,
    dayOfWeek: runs.weekday ?? null,
    dayOfMonth: null,
    retentionCount: keeps,
    enabled: true,
    name: 'Auto backup schedule',
  });
  if (schedule.nextRunAt === null) throw new Error('an enabled schedule has a next run');
  const periodMs = runs.weekday === undefined ? DAY_MS : 7 * DAY_MS;
  const madeAt = Array.from({ length: made }, (_, at) => (schedule.nextRunAt ?? 0) - (at + 1) * periodMs);
  schedule.lastRunAt = madeAt[0] ?? null;
  for (const createdAt of madeAt) {
    addListed(world, server, { createdAt, sizeGb, scheduleId: schedule.id, note: schedule.name });
  }
  for (const ageDays of byHand) {
    const createdAt = world.now() - ageDays * DAY_MS;
    addListed(world, server, { createdAt, sizeGb, scheduleId: null, note: 'before upgrade' });
  }
}

/** A backup with its row of history, as a run of the simulator leaves them. */
function addListed(
  world: World,
  server: HostupServer,
  {
    createdAt,
    sizeGb,
    scheduleId,
    note,
  }: {
    readonly createdAt: EpochMs;
    readonly sizeGb: number;
    readonly scheduleId: number | null;
    readonly note: string;
  },
): void {
  const kind = scheduleId === null ? 'manual' : 'scheduled';
  world.addBackup(server, { createdAt, sizeBytes: sizeGb * 1e9, kind, scheduleId, note });
  server.history.push({
    id: world.number(),
    kind,
    scheduleId,
    status: 'active',
    createdAt,
    deletedAt: null,
    sizeBytes: diskImageBytes(server),
    note,
    jobId: `backup-17910-${createdAt}`,
    error: null,
  });
}

function addWeekly(world: World, plan: (typeof personal)[number]): void {
  const { name, days, hours } = plan;
  const server = world.addServer('vpsbg', { keys: [keyOf('personal')], name, hostname: name });
  for (const week of [0, 1, 2]) {
    world.addBackup(server, { createdAt: world.now() - (days + 7 * week) * DAY_MS - hours * HOUR_MS });
  }
}

/** Daily backups at 03:00 UTC, the last 31 days of them. */
function addDaily(world: World, label: Label, name: string): void {
  const server: SimServer = world.addServer('vpsorg', {
    keys: [keyOf(label)],
    name,
    hostname: `${name}.example.com`,
  });
  const lastRun = new Date(world.now()).setUTCHours(3, 0, 0, 0);
  for (let days = 0; days < 31; days += 1) {
    const createdAt = lastRun - days * DAY_MS;
    const sizeBytes = world.random.int(420, 440) * 1e7;
    const note = 'Automatic daily backup';
    world.addBackup(server, { createdAt, expiresAt: createdAt + 31 * DAY_MS, sizeBytes, note });
  }
}
