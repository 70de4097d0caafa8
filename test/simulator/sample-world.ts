import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import { diskImageBytes } from './operations';
import { upsertSchedule } from './schedules';
import type { Simulator } from './simulator';
import type { HostupServer, VpsorgServer } from './types';
import type { World } from './world';

export const sampleKeys = {
  work: 'sample-hostup-work-key',
  clients: 'sample-hostup-clients-key',
  personal: 'sample-vpsbg-personal-key',
  shop: 'sample-vpsorg-shop-key',
} as const;

/** The four accounts of the tour, as a person would add them. */
export const sampleAccounts = [
  { provider: 'hostup', label: 'work', key: sampleKeys.work, rights: 'write' },
  { provider: 'vpsbg', label: 'personal', key: sampleKeys.personal, rights: 'write' },
  { provider: 'vpsorg', label: 'shop', key: sampleKeys.shop, rights: 'write' },
  { provider: 'hostup', label: 'clients', key: sampleKeys.clients, rights: 'read' },
] as const;

/**
 * The 15 servers of the tour: 12 covered, db-archive and app-01 overdue, lab-10 exposed (goal 24 h, 8 days where the
 * provider backs up weekly). All times follow from the simulator's clock.
 */
export function sampleWorld(simulator: Simulator): void {
  const { world } = simulator;
  for (const { provider, key, rights } of sampleAccounts) world.addAccount({ provider, key, rights });
  addWork(world);
  addClients(world);
  addPersonal(world);
  addShop(world);
}

function addWork(world: World): void {
  const keys = [sampleKeys.work];
  const app = addHostup(world, keys, 'app-01', {
    ages: [33, 81, 130, 178, 250, 370, 490],
    limit: 7,
    vmid: '10000',
  });
  app.autoDeleteOldest = true;
  app.diskGb = 200;
  const schedule = upsertSchedule(world, app, {
    frequency: 'weekly',
    hour: 5,
    minute: 23,
    dayOfWeek: 5,
    dayOfMonth: null,
    retentionCount: 7,
    enabled: true,
    name: 'Auto weekly backup schedule',
  });
  const missedAt = (schedule.nextRunAt ?? world.now()) - 7 * DAY_MS;
  app.history.unshift({
    id: world.number(),
    kind: 'scheduled',
    scheduleId: schedule.id,
    status: 'failed',
    createdAt: missedAt,
    deletedAt: null,
    sizeBytes: null,
    note: null,
    jobId: `backup-17910-${missedAt}`,
    error: 'No free backup slot',
  });
  world.addSnapshot(app, { name: 'before-upgrade', createdAt: world.now() - 5 * HOUR_MS });

  const mail = addHostup(world, keys, 'mail-02', { ages: [11, 59, 130], limit: 5 });
  world.progressOperation(world.startBackup(mail, 'Nightly').jobId, 46);
  addHostup(world, keys, 'cache-03', { ages: [14, 62], limit: 3 });
  addHostup(world, keys, 'api-04', { ages: [6, 30, 54, 78], limit: 5 });
}

function addClients(world: World): void {
  const keys = [sampleKeys.clients];
  addHostup(world, keys, 'client-shop', { ages: [8, 32, 56], limit: 4 });
  addHostup(world, keys, 'client-blog', { ages: [20, 68], limit: 3 });
  addHostup(world, keys, 'client-crm', { ages: [2, 26, 50, 74], limit: 5 });
}

function addPersonal(world: World): void {
  const weekly = (name: string, newestDays: number, addon = true) => {
    const server = world.addServer('vpsbg', {
      keys: [sampleKeys.personal],
      name,
      hostname: name,
      diskGb: 50,
      addon,
    });
    for (const weeks of addon ? [0, 1, 2] : []) {
      world.addBackup(server, { createdAt: world.now() - (newestDays + 7 * weeks) * DAY_MS });
    }
  };
  weekly('db-archive', 9);
  weekly('vpn-08', 2);
  weekly('git-09', 5);
  weekly('lab-10', 0, false);
}

function addShop(world: World): void {
  const daily = (name: string, hostname: string): VpsorgServer => {
    const server = world.addServer('vpsorg', { keys: [sampleKeys.shop], name, hostname });
    const lastRun = new Date(world.now());
    lastRun.setUTCHours(3, 0, 0, 0);
    if (lastRun.getTime() > world.now()) lastRun.setUTCDate(lastRun.getUTCDate() - 1);
    for (let days = 0; days < 28; days += 1) {
      const createdAt = lastRun.getTime() - days * DAY_MS;
      world.addBackup(server, {
        createdAt,
        expiresAt: createdAt + 31 * DAY_MS,
        sizeBytes: days % 2 === 0 ? 4.523e9 : 4.389e9,
        note: 'Automatic daily backup',
      });
    }
    return server;
  };
  const web = daily('web-server-01', 'web01.example.com');
  world.addBackup(web, {
    createdAt: world.now() - 4 * HOUR_MS,
    kind: 'manual',
    sizeBytes: 4.456e9,
    note: 'Pre-deployment backup',
  });
  daily('db-server-01', 'db01.example.com');
  const worker = daily('worker-01', 'worker01.example.com');
  world.addSnapshot(worker, { name: 'pre-migration-snapshot', note: 'Before major migration' });
  daily('web-server-02', 'web02.example.com');
}

function addHostup(
  world: World,
  keys: readonly string[],
  name: string,
  init: { readonly ages: readonly number[]; readonly limit: number; readonly vmid?: string },
): HostupServer {
  const server = world.addServer('hostup', {
    keys,
    name,
    hostname: `${name}.example.com`,
    quotaLimit: init.limit,
    ...(init.vmid === undefined ? {} : { vmid: init.vmid }),
  });
  for (const hours of init.ages) {
    const backup = world.addBackup(server, {
      createdAt: Math.floor((world.now() - hours * HOUR_MS) / 1000) * 1000,
      sizeBytes: 12.4e9,
      note: 'Before upgrade',
    });
    server.history.push({
      id: world.number(),
      kind: 'manual',
      scheduleId: null,
      status: 'active',
      createdAt: backup.createdAt,
      deletedAt: null,
      sizeBytes: diskImageBytes(server),
      note: backup.note,
      jobId: `backup-17910-${backup.createdAt}`,
      error: null,
    });
  }
  return server;
}
