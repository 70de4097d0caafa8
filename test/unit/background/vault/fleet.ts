import type { Account, AccountId } from '../../../../lib/model/account';
import { type EpochMs, HOUR_MS } from '../../../../lib/model/time';
import { createSimulator } from '../../../simulator/simulator';
import type { SimServer } from '../../../simulator/types';
import { type Bench, createBench } from '../bench';

export const PASSPHRASE = 'correct horse battery';
export const NEXT = 'another twelve letters';
/** What must never be found in what is stored while a passphrase guards it. */
export const KEYS = ['sentinel-key-hostup', 'sentinel-key-vpsorg'] as const;
export const HOSTNAME = 'sentinel-host-01';

export const START: EpochMs = Date.UTC(2026, 2, 10, 12);

export type Fleet = {
  readonly bench: Bench;
  readonly accounts: readonly [Account, Account];
  readonly server: SimServer;
};

/** Two accounts with a server each, read once. */
export async function aFleet(): Promise<Fleet> {
  const bench = await createBench(createSimulator({ startAt: START }));
  const { world } = bench.simulator;
  const add = async (provider: 'hostup' | 'vpsorg', host: string, key: string) => {
    bench.browser.origins.add(`https://${host}/*`);
    const answer = await bench.send('addAccount', { provider, label: provider, key });
    if (!answer.ok) throw new Error(answer.trouble.kind);
    return answer.value;
  };
  world.addAccount({ provider: 'hostup', key: KEYS[0] });
  const server = world.addServer('hostup', { name: HOSTNAME, keys: [KEYS[0]] });
  world.addBackup(server, { createdAt: world.now() - 3 * HOUR_MS });
  world.addAccount({ provider: 'vpsorg', key: KEYS[1] });
  const other = world.addServer('vpsorg', { name: `${HOSTNAME}-too`, keys: [KEYS[1]] });
  world.addBackup(other, { createdAt: world.now() - 3 * HOUR_MS });
  const accounts = [
    await add('hostup', 'cloud.hostup.se', KEYS[0]),
    await add('vpsorg', 'admin.vps.org', KEYS[1]),
  ] as const;
  await bench.wake();
  bench.simulator.clearLog();
  return { bench, accounts, server };
}

/** Throws where the message is refused. */
export async function must<T>(
  answer: Promise<{ ok: true; value: T } | { ok: false; trouble: { kind: string } }>,
) {
  const result = await answer;
  if (!result.ok) throw new Error(result.trouble.kind);
  return result.value;
}

export const set = (bench: Bench, passphrase = PASSPHRASE) => bench.send('setPassphrase', { passphrase });
export const unlock = (bench: Bench, passphrase = PASSPHRASE) => bench.send('unlock', { passphrase });
export const lockNow = (bench: Bench) => bench.send('lockNow', {});
export const refused = (kind: string) => ({ ok: false, trouble: { kind } });

/** The key of an account as the background would use it, or why there is none. */
export async function keyOf(bench: Bench, id: AccountId): Promise<string> {
  return bench.vault.unseal(id).catch((error: Error) => error.message);
}
