import type { SimBackup, SimProvider, SimServer } from '../types';
import type { World } from '../world';

/** A server as the panel shows it, to its templates and to its scripts. */
export type PanelRow = {
  readonly id: string;
  /** The server's own page. */
  readonly path: string;
  readonly name: string;
  readonly hostname: string;
  readonly address: string;
  readonly plan: string;
  readonly status: string;
  readonly backups: readonly SimBackup[];
};

/** The segment before a server's id in each provider's addresses. */
const segments: Readonly<Record<SimProvider, string>> = {
  hostup: 'instance',
  vpsbg: 'servers',
  vpsorg: 'vps',
};

/**
 * The servers that the panel lists: all of the provider's, or those of its n-th account with `?account=n` (from 1).
 * HostUp names them by the number of its older API with `?ids=number`.
 */
export function rowsOf(world: World, provider: SimProvider, query: URLSearchParams): readonly PanelRow[] {
  const accounts = accountsOf(world, provider);
  const chosen = query.get('account');
  const known = [...world.servers[provider].values()];
  const servers =
    chosen === null
      ? known
      : known.filter(({ id }) => accounts[Number(chosen) - 1]?.serverIds.includes(id) === true);
  return servers.filter(({ listed }) => listed).map((server) => rowOf(server, query.get('ids') === 'number'));
}

/** The servers of each account of the provider, in the order in which the accounts were added. */
export function rowsByAccount(world: World, provider: SimProvider): readonly (readonly PanelRow[])[] {
  return accountsOf(world, provider).map((_, at) =>
    rowsOf(world, provider, new URLSearchParams({ account: String(at + 1) })),
  );
}

/** The server that a page is about, by either of its ids; null where the panel knows none. */
export function rowById(world: World, provider: SimProvider, id: string): PanelRow | null {
  const known: readonly SimServer[] = [...world.servers[provider].values()];
  const server = known.find((candidate) => candidate.id === id || numberOf(candidate) === id);
  return server ? rowOf(server, server.id !== id) : null;
}

function rowOf(server: SimServer, byNumber: boolean): PanelRow {
  const { name, hostname, address } = server;
  const id = (byNumber ? numberOf(server) : null) ?? server.id;
  return {
    id,
    path: `/${segments[server.provider]}/${encodeURIComponent(id)}`,
    name,
    hostname,
    address,
    plan: `VPS ${server.diskGb < 80 ? 'S' : server.diskGb < 160 ? 'M' : 'L'}`,
    status: server.status === 'active' ? 'Running' : server.status,
    backups: server.backups.toSorted((a, b) => b.createdAt - a.createdAt),
  };
}

function numberOf(server: SimServer): string | null {
  return server.provider === 'hostup' ? server.vmid : null;
}

function accountsOf(world: World, provider: SimProvider) {
  return [...world.accounts.values()].filter((account) => account.provider === provider);
}
