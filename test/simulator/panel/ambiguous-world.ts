import { HOUR_MS } from '../../../lib/model/time';
import type { Simulator } from '../simulator';
import type { SimProvider } from '../types';

export const ambiguousKeys = {
  hostup: ['twins-hostup-first-key', 'twins-hostup-second-key'],
  vpsbg: ['twins-vpsbg-first-key', 'twins-vpsbg-second-key'],
  vpsorg: ['twins-vpsorg-first-key', 'twins-vpsorg-second-key'],
} as const;

/**
 * At each provider two accounts. The first has two servers of one name and hostname, and `only-here`; the second has
 * a server of that name, too. Only ids and addresses tell them apart.
 */
export function ambiguousWorld(simulator: Simulator): void {
  const { world } = simulator;
  const twins = { name: 'twin', hostname: 'twin.example.com' };
  const providers: readonly SimProvider[] = ['hostup', 'vpsbg', 'vpsorg'];
  providers.forEach((provider, at) => {
    const [first, second] = ambiguousKeys[provider];
    world.addAccount({ provider, key: first });
    world.addAccount({ provider, key: second });
    const add = (key: string, number: number, names: { name: string; hostname: string }) => {
      const server = world.addServer(provider, {
        keys: [key],
        address: `192.0.2.${10 * at + number}`,
        ...names,
      });
      world.addBackup(server, { createdAt: world.now() - number * 10 * HOUR_MS });
    };
    add(first, 1, twins);
    add(first, 2, twins);
    add(first, 3, { name: 'only-here', hostname: 'only-here.example.com' });
    add(second, 4, twins);
  });
}
