import { HOUR_MS } from '../../../lib/model/time';
import { nastyKeys, nastyWorld, sampleAccounts, sampleWorld } from '../../simulator/fleet';
import { upsertSchedule } from '../../simulator/schedules';
import type { Simulator } from '../../simulator/simulator';
import * as confirm from './confirm';
import * as dashboard from './dashboard';
import { locking } from './lock';
import * as options from './options';
import * as panel from './panel';
import * as popup from './popup';
import type { Play } from './scene';

const FINE = { provider: 'hostup', label: 'work', key: 'sample-fine-key' } as const;

/** Nothing is wrong here. */
function fineWorld({ world }: Simulator): void {
  world.addAccount(FINE);
  for (const [name, ages] of Object.entries({
    'app-01': [3, 27, 51],
    'db-02': [5, 29],
    'api-04': [9, 33, 57],
  })) {
    const server = world.addServer('hostup', { keys: [FINE.key], name, quotaLimit: 7 });
    const hours = { frequency: 'daily', hour: 3, minute: 0, dayOfWeek: null, dayOfMonth: null } as const;
    upsertSchedule(world, server, { ...hours, retentionCount: 5, enabled: true, name: 'Nightly' });
    for (const age of ages) world.addBackup(server, { createdAt: world.now() - age * HOUR_MS });
  }
}

/** Everything there is to see. */
export const plays: readonly Play[] = [
  {
    name: 'first run',
    prepare: () => undefined,
    accounts: [],
    scenes: [...popup.firstRun, ...options.firstRun, ...dashboard.firstRun],
  },
  {
    name: 'sample',
    prepare: sampleWorld,
    accounts: sampleAccounts,
    scenes: [
      ...popup.sample,
      ...options.sample,
      ...confirm.sample,
      ...dashboard.sample,
      ...panel.sample,
      ...popup.changing,
    ],
  },
  {
    name: 'lock',
    prepare: sampleWorld,
    accounts: sampleAccounts.slice(0, 1),
    scenes: locking,
    inOrder: true,
  },
  { name: 'fine', prepare: fineWorld, accounts: [FINE], scenes: popup.fine },
  {
    name: 'offline',
    prepare: sampleWorld,
    accounts: sampleAccounts,
    scenes: popup.offline,
  },
  {
    name: 'ugly',
    prepare: nastyWorld,
    accounts: Object.entries(nastyKeys).map(([label, key]) => ({
      provider: label === 'vpsbg' || label === 'vpsorg' ? label : 'hostup',
      label: `<b>${label}</b>`,
      key,
    })),
    scenes: [...popup.ugly, ...options.ugly, ...dashboard.ugly],
  },
];
