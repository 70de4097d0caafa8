import { DAY_MS, HOUR_MS } from '../../../lib/model/time';
import { upsertSchedule } from '../../simulator/schedules';
import type { Simulator } from '../../simulator/simulator';
import type { HostupServer } from '../../simulator/types';
import type { World } from '../../simulator/world';

export const fineAccount = { provider: 'hostup', label: 'work', key: 'sample-fine-key' } as const;

/** Nothing is wrong here. */
export function fineWorld({ world }: Simulator): void {
  world.addAccount(fineAccount);
  for (const [name, ages] of Object.entries({
    'app-01': [3, 27, 51],
    'db-02': [5, 29],
    'api-04': [9, 33, 57],
  })) {
    nightly(world, addServer(world, fineAccount.key, name, { limit: 7, ages }), 5);
  }
}

export const actionAccounts = [
  { provider: 'hostup', label: 'work', key: 'sample-actions-hostup-key' },
  { provider: 'hostup', label: 'clients', key: 'sample-actions-reader-key' },
  { provider: 'vpsbg', label: 'personal', key: 'sample-actions-vpsbg-key' },
  { provider: 'vpsorg', label: 'shop', key: 'sample-actions-vpsorg-key' },
] as const;

/** A fleet in which everything that can be confirmed, and everything that is refused, has its server. */
export function actionWorld({ world }: Simulator): void {
  for (const { provider, key, label } of actionAccounts) {
    world.addAccount({ provider, key, rights: label === 'clients' ? 'read' : 'write' });
  }
  const [{ key }, { key: reader }, { key: vpsbg }, { key: vpsorg }] = actionAccounts;
  const roomy = addServer(world, key, 'app-01', { limit: 7, ages: [4, 28, 52, 76], vmid: '10000' });
  const [oldest] = roomy.backups.slice(-1);
  if (oldest) oldest.protected = true;
  const full = addServer(world, key, 'mail-02', { limit: 4, ages: [30, 54, 78, 102] });
  full.autoDeleteOldest = true;
  const kept = addServer(world, key, 'files-03', { limit: 2, ages: [] });
  const schedule = nightly(world, kept, 2);
  for (const age of [31, 55]) {
    const createdAt = world.now() - age * HOUR_MS;
    world.addBackup(kept, { createdAt, kind: 'scheduled', scheduleId: schedule.id });
  }
  addServer(world, key, 'solo-04', { limit: 3, ages: [60] });
  addServer(world, key, 'new-05', { limit: 3, ages: [] });
  addServer(world, key, 'busy-06', { limit: 3, ages: [29, 53] });
  addServer(world, reader, 'client-shop', { limit: 4, ages: [8, 32] });
  const archive = world.addServer('vpsbg', {
    keys: [vpsbg],
    name: 'db-archive',
    hostname: 'db-archive',
    addon: true,
  });
  for (const days of [9, 16]) world.addBackup(archive, { createdAt: world.now() - days * DAY_MS });
  const worker = world.addServer('vpsorg', { keys: [vpsorg], name: 'worker-01' });
  for (const days of [2, 3, 4])
    world.addBackup(worker, { createdAt: world.now() - days * DAY_MS, sizeBytes: 4.4e9 });
}

export const refusalAccounts = [
  { provider: 'hostup', label: 'work', key: 'sample-refusals-hostup-key' },
  { provider: 'hostup', label: 'alone', key: 'sample-refusals-alone-key' },
  { provider: 'vpsbg', label: 'personal', key: 'sample-refusals-vpsbg-key' },
  { provider: 'vpsorg', label: 'shop', key: 'sample-refusals-vpsorg-key' },
] as const;

/** A fleet in which nothing is overdue, and what is asked for is refused. */
export function refusalWorld({ world }: Simulator): void {
  for (const { provider, key } of refusalAccounts) world.addAccount({ provider, key });
  const [{ key }, { key: alone }, { key: vpsbg }, { key: vpsorg }] = refusalAccounts;
  const gate = addServer(world, key, 'gate-01', { limit: 4, ages: [5, 29] });
  gate.restoreGate = { allowed: false, reason: 'An order is pending', code: 'pending_order' };
  gate.createGate = gate.restoreGate;
  addServer(world, key, 'small-03', { limit: 4, ages: [6] }).diskGb = 50;
  const large = addServer(world, key, 'large-04', { limit: 4, ages: [7] });
  large.diskGb = 200;
  large.quotaLimit = null;
  addServer(world, key, 'spare-05', { limit: 12, ages: [3, 27, 51, 75, 99, 123, 147] });
  addServer(world, alone, 'alone-09', { limit: 4, ages: [8] });
  for (const name of ['locked-07', 'open-08']) {
    const server = world.addServer('vpsbg', { keys: [vpsbg], name, hostname: name });
    server.locked = name === 'locked-07';
    for (const days of [2, 9]) world.addBackup(server, { createdAt: world.now() - days * DAY_MS });
  }
  const worker = world.addServer('vpsorg', { keys: [vpsorg], name: 'worker-06' });
  world.addBackup(worker, { createdAt: world.now() - 4 * HOUR_MS });
  world.addBackup(worker, {
    createdAt: world.now() - 40 * DAY_MS,
    expiresAt: world.now() - 9 * DAY_MS,
  });
  world.addBackup(worker, { createdAt: world.now() - 2 * DAY_MS, status: 'failed' });
  const busy = world.addServer('vpsorg', { keys: [vpsorg], name: 'busy-02' });
  world.addBackup(busy, { createdAt: world.now() - 4 * HOUR_MS });
  world.progressOperation(world.startBackup(busy).jobId, 35);
}

type Init = { readonly limit: number; readonly ages: readonly number[]; readonly vmid?: string };

function addServer(world: World, key: string, name: string, { limit, ages, vmid }: Init): HostupServer {
  const numbered = vmid === undefined ? {} : { vmid };
  const server = world.addServer('hostup', { keys: [key], name, quotaLimit: limit, ...numbered });
  for (const age of ages) {
    const createdAt = Math.floor((world.now() - age * HOUR_MS) / 1000) * 1000;
    world.addBackup(server, { createdAt, sizeBytes: 12.4e9, note: 'Before upgrade' });
  }
  return server;
}

function nightly(world: World, server: HostupServer, retentionCount: number) {
  const at = { frequency: 'daily', hour: 3, minute: 0, dayOfWeek: null, dayOfMonth: null } as const;
  return upsertSchedule(world, server, { ...at, retentionCount, enabled: true, name: 'Nightly' });
}
