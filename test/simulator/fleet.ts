import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../lib/model/time';
import { createRandom, type Random } from './random';
import type { Simulator } from './simulator';
import type { Rights, SimProvider, SimServer } from './types';

export { nastyKeys, nastyWorld } from './nasty-world';
export { sampleAccounts, sampleKeys, sampleWorld } from './sample-world';

export type FleetBackup = {
  readonly ageMs: number;
  readonly kind: 'manual' | 'scheduled' | 'automatic';
  readonly sizeBytes: number;
  readonly note: string | null;
};
export type FleetServer = {
  readonly id: string;
  readonly name: string;
  readonly diskGb: number;
  readonly quotaLimit: number;
  readonly backups: readonly FleetBackup[];
};
export type FleetAccount = {
  readonly provider: SimProvider;
  readonly label: string;
  readonly key: string;
  readonly rights: Rights;
  readonly servers: readonly FleetServer[];
};

const SERVERS_PER_ACCOUNT = 500;
const providers = ['hostup', 'vpsbg', 'vpsorg'] as const;
const roles = ['web', 'app', 'db', 'mail', 'cache', 'worker', 'git', 'ci', 'vpn', 'media'] as const;

/** `count` servers in accounts of all three providers, the same for the same seed; ages are from now. */
export function generateFleet(seed: number, count: number): readonly FleetAccount[] {
  const random = createRandom(seed);
  return providers.flatMap((provider, index) => {
    const share = Math.floor(count / providers.length) + (index < count % providers.length ? 1 : 0);
    const servers = Array.from({ length: share }, (_, at) => fleetServer(random, provider, at));
    return chunks(servers, SERVERS_PER_ACCOUNT).map((part, at) => ({
      provider,
      label: `fleet ${at + 1}`,
      key: `fleet-${provider}-${at + 1}-key`,
      rights: 'write' as const,
      servers: part,
    }));
  });
}

/** Puts a generated fleet into the simulator, with ages from its clock. */
export function populate(simulator: Simulator, fleet: readonly FleetAccount[]): void {
  const { world } = simulator;
  const now = world.now();
  for (const { provider, key, rights, servers } of fleet) {
    world.addAccount({ provider, key, rights });
    for (const { id, name, diskGb, quotaLimit, backups } of servers) {
      const common = { keys: [key], id, name, hostname: `${name}.example.com`, diskGb };
      const server: SimServer =
        provider === 'hostup'
          ? world.addServer('hostup', { ...common, quotaLimit })
          : world.addServer(provider, common);
      for (const { ageMs, kind, sizeBytes, note } of backups) {
        world.addBackup(server, { createdAt: now - ageMs, kind, sizeBytes, note });
      }
    }
  }
}

function fleetServer(random: Random, provider: SimProvider, at: number): FleetServer {
  const quotaLimit = random.int(2, 10);
  const stepMs = provider === 'vpsbg' ? 7 * DAY_MS : DAY_MS;
  const kept = { hostup: random.int(0, quotaLimit), vpsbg: 3, vpsorg: 28 }[provider];
  // One in ten is late by some days, so that every coverage occurs.
  const lateMs = random.next() < 0.1 ? random.int(1, 9) * DAY_MS : 0;
  const firstMs = random.int(1, 20) * HOUR_MS + random.int(0, 59) * MINUTE_MS + lateMs;
  return {
    id: { hostup: random.id('vps'), vpsbg: String(60_000 + at), vpsorg: String(20_000 + at) }[provider],
    name: `${random.pick(roles)}-${String(at + 1).padStart(2, '0')}`,
    diskGb: random.pick([20, 40, 80, 160]),
    quotaLimit,
    backups: Array.from({ length: kept }, (_, number) => ({
      ageMs: firstMs + number * stepMs,
      kind: provider === 'hostup' ? random.pick(['manual', 'scheduled']) : ('automatic' as const),
      sizeBytes: random.int(10, 400) * 1e8,
      note: random.next() < 0.2 ? 'Before upgrade' : null,
    })),
  };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}
