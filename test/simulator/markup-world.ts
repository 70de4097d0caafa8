import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import { upsertSchedule } from './schedules';
import type { Simulator } from './simulator';
import type { HostupServer } from './types';
import type { World } from './world';

export const markupKeys = {
  hostup: 'markup-hostup-key',
  vpsbg: 'markup-vpsbg-key',
  vpsorg: 'markup-vpsorg-key',
} as const;

/** The number of the first server in HostUp's older API, which alone tells of its history. */
export const markupNumber = '10000';

/** What would load, run, or be filled in where a text is taken for more than that; short enough for a label. */
export const markup = '<img src=/pwned onerror=pwned()>{{server}}$t(popup.title)%s{age}\u202e';

const more =
  '<script>pwned()</script></style></title></textarea>&lt;b&gt;<a href=javascript:pwned()>{{account}}{{- provider}}';

/** A text that says where it stands, followed by markup: whoever shows it must show all of it. */
export function marked(place: string): string {
  return `mk-${place} ${markup.replace('\u202e', '')}${more}\u202e`;
}

/** The same, short enough for a label. */
export function markedShort(place: string): string {
  return `mk-${place} ${markup}`;
}

/** Every text that a provider can send is markup. */
export function markupWorld(simulator: Simulator): void {
  const { world } = simulator;
  world.addAccount({ provider: 'hostup', key: markupKeys.hostup });
  world.addAccount({ provider: 'vpsbg', key: markupKeys.vpsbg });
  world.addAccount({ provider: 'vpsorg', key: markupKeys.vpsorg });
  addHostup(world);
  addVpsbg(world);
  addVpsorg(world);
}

const hoursAgo = (world: World, hours: number) => world.now() - hours * HOUR_MS;

function addHostup(world: World): void {
  const keys = [markupKeys.hostup];
  const whole = world.addServer('hostup', {
    keys,
    id: 'vps_<img src=x onerror=pwned()>{{server}}$t(popup.title)',
    vmid: markupNumber,
    name: marked('hostup-name'),
    hostname: 'whole.example.com',
    quotaLimit: 2,
    wire: { primaryIp: marked('hostup-address'), powerState: marked('hostup-state') },
  });
  world.addBackup(whole, {
    id: 'bkp_<script>pwned()</script>',
    createdAt: hoursAgo(world, 3),
    note: marked('hostup-note'),
    wire: { backupType: marked('hostup-kind') },
  });
  world.addBackup(whole, {
    createdAt: hoursAgo(world, 30),
    kind: 'scheduled',
    note: marked('hostup-note-two'),
  });
  world.addSnapshot(whole, { name: marked('hostup-snapshot'), note: marked('hostup-snapshot-note') });
  addSchedule(world, whole);

  world.addServer('hostup', {
    keys,
    name: marked('hostup-blocked'),
    createGate: { allowed: false, reason: marked('hostup-reason'), code: marked('hostup-code') },
  });
  // Nothing but its id names this one.
  world.addServer('hostup', {
    keys,
    id: 'mk-hostup-id <img src=x onerror=pwned()>{{server}}$t(popup.title)',
    wire: { name: null, primaryIp: null },
  });
  const failing = world.addServer('hostup', { keys, name: marked('hostup-failing'), quotaLimit: 5 });
  world.addBackup(failing, { createdAt: hoursAgo(world, 2) });
  failing.failNext = marked('hostup-error');
  const refused = world.addServer('hostup', { keys, id: 'vps_refused', name: marked('hostup-refused') });
  world.addBackup(refused, { createdAt: hoursAgo(world, 2) });
}

/** A schedule whose last run failed, which its history tells in the provider's words. */
function addSchedule(world: World, server: HostupServer): void {
  const schedule = upsertSchedule(world, server, {
    frequency: marked('hostup-frequency') as 'daily',
    hour: 3,
    minute: 0,
    dayOfWeek: marked('hostup-day') as unknown as number,
    dayOfMonth: null,
    retentionCount: 7,
    enabled: false,
    name: marked('hostup-schedule'),
  });
  server.history.push({
    id: world.number(),
    kind: 'scheduled',
    scheduleId: schedule.id,
    status: marked('hostup-status'),
    createdAt: hoursAgo(world, 1),
    deletedAt: null,
    sizeBytes: null,
    note: marked('hostup-history-note'),
    jobId: marked('hostup-job'),
    error: marked('hostup-run-error'),
  });
}

function addVpsbg(world: World): void {
  const keys = [markupKeys.vpsbg];
  const plain = world.addServer('vpsbg', {
    keys,
    hostname: marked('vpsbg-hostname'),
    address: marked('vpsbg-address'),
    locked: true,
    wire: { status: marked('vpsbg-status') },
  });
  world.addBackup(plain, { createdAt: world.now() - 9 * DAY_MS, wire: { name: marked('vpsbg-file') } });
  world.addSnapshot(plain, { name: marked('vpsbg-snapshot') });
  const gone = world.addServer('vpsbg', { keys, hostname: marked('vpsbg-gone'), listed: false });
  world.addBackup(gone, { createdAt: world.now() - 3 * DAY_MS });
}

function addVpsorg(world: World): void {
  const keys = [markupKeys.vpsorg];
  const plain = world.addServer('vpsorg', {
    keys,
    name: marked('vpsorg-name'),
    hostname: marked('vpsorg-hostname'),
    address: marked('vpsorg-address'),
    status: marked('vpsorg-status'),
    location: marked('vpsorg-location'),
  });
  world.addBackup(plain, { createdAt: hoursAgo(world, 2), note: marked('vpsorg-note') });
  world.addBackup(plain, {
    createdAt: hoursAgo(world, 9),
    wire: { backup_type: marked('vpsorg-kind'), status: marked('vpsorg-backup-status') },
  });
  world.addSnapshot(plain, { name: marked('vpsorg-snapshot'), note: marked('vpsorg-snapshot-note') });
}
