import { HOUR_MS } from '../../../lib/model/time';
import { createSimulator } from '../../simulator/simulator';
import { hosts, type SimProvider, type SimServer } from '../../simulator/types';
import { type Bench, createBench } from './bench';

/** One account with one server and its backups, oldest first: 50, 30 and 10 hours old. */
export type One = {
  readonly bench: Bench;
  readonly accountId: string;
  readonly server: SimServer;
  /** Oldest first. */
  readonly backupIds: readonly [string, string, string];
  readonly ref: { readonly accountId: string; readonly serverId: string };
};

const KEY = 'sample-key';

export async function oneServer(
  provider: SimProvider,
  { rights = 'write' }: { readonly rights?: 'read' | 'write' } = {},
): Promise<One> {
  const bench = await createBench(createSimulator({ startAt: Date.UTC(2026, 2, 10, 12) }));
  bench.browser.origins.add(`https://${hosts[provider]}/*`);
  const { world } = bench.simulator;
  world.addAccount({ provider, key: KEY, rights });
  const server: SimServer = world.addServer(provider, { name: 'app-01', hostname: 'app-01', keys: [KEY] });
  const [first, second, third] = [50, 30, 10].map(
    (hours) => world.addBackup(server, { createdAt: world.now() - hours * HOUR_MS, kind: 'manual' }).id,
  );
  const answer = await bench.send('addAccount', { provider, label: 'work', key: KEY });
  if (!answer.ok || !first || !second || !third) throw new Error('no account');
  await bench.wake();
  bench.simulator.clearLog();
  const ref = { accountId: answer.value.id, serverId: server.id };
  return { bench, accountId: answer.value.id, server, backupIds: [first, second, third], ref };
}

/** The requests that change something, as "POST …/restore". */
export function writesOf({ bench }: One): readonly string[] {
  return bench.simulator.requests
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);
}

/** The notifications about operations and plans; what is found of the servers meanwhile is told beside them. */
export function endNotices({ bench }: One): readonly { id: string; title: string; message: string }[] {
  return bench.browser.notices.filter(({ id }) => !/^(finding|digest|quiet):/.test(id));
}
