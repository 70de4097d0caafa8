import { DAY_MS, HOUR_MS } from '../../lib/model/time';
import type { Simulator } from './simulator';

/** A provider whose whole fleet is read with a few calls. */
export const largeAccount = { provider: 'vpsorg', label: 'large', key: 'large-vpsorg-key' } as const;

/** So many servers of one account, each backed up once a day, one in twenty a few days late. */
export function largeWorld(servers: number, backups = 4): (simulator: Simulator) => void {
  return ({ world }) => {
    const { provider, key } = largeAccount;
    world.addAccount({ provider, key });
    for (let number = 0; number < servers; number += 1) {
      const name = `web-${String(number).padStart(4, '0')}`;
      const server = world.addServer(provider, { keys: [key], name, hostname: `${name}.example.com` });
      const lateMs = number % 20 === 0 ? (1 + (number % 9)) * DAY_MS : 0;
      for (let day = 0; day < backups; day += 1) {
        const createdAt = world.now() - (1 + (number % 20)) * HOUR_MS - day * DAY_MS - lateMs;
        world.addBackup(server, { createdAt, kind: day % 3 === 0 ? 'manual' : 'automatic' });
      }
    }
  };
}
