import { DAY_MS } from '../../lib/model/time';
import type { SimProvider, SimServers } from './types';
import type { World } from './world';

/** A new, plausible server of each provider. */
export function serverDefaults(world: World): { [P in SimProvider]: () => SimServers[P] } {
  const common = () => ({
    name: 'server',
    hostname: 'server.example.com',
    address: `192.0.2.${world.random.int(1, 254)}`,
    status: 'active',
    diskGb: 80,
    createdAt: world.now() - 400 * DAY_MS,
    backups: [],
    snapshots: [],
    listed: true,
    failNext: null,
    oddBackupRows: [],
    wire: {},
  });
  return {
    hostup: () => ({
      ...common(),
      provider: 'hostup',
      id: world.random.id('vps'),
      vmid: String(world.number()),
      quotaLimit: 5,
      autoDeleteOldest: false,
      schedules: [],
      history: [],
      createGate: null,
      restoreGate: null,
      failNextRun: null,
    }),
    vpsbg: () => ({ ...common(), provider: 'vpsbg', id: String(world.number()), addon: true, locked: false }),
    vpsorg: () => ({ ...common(), provider: 'vpsorg', id: String(world.number()), location: 'us-west' }),
  };
}
