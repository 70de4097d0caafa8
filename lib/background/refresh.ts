import { isHeld } from '../fleet/hold';
import type { HttpSession } from '../http/session';
import type { Account, AccountId, AccountStatus, ServerId } from '../model/account';
import type { Server, ServerReading, StoredServer } from '../model/server';
import type { EpochMs } from '../model/time';
import { type Trouble, TroubleError, troubleOf } from '../model/trouble';
import type { FleetReading, Provider } from '../providers/provider';
import { providerOf } from '../providers/registry';
import type { Environment } from './environment';
import type { Sessions } from './sessions';

export type Refresher = {
  /** Reads an account anew, or goes on where a cut-short refresh stopped. Never rejects for a provider's reasons. */
  readonly refresh: (accountId: AccountId) => Promise<void>;
  /** Reads one server anew, outside of a refresh. */
  readonly readServer: (accountId: AccountId, serverId: ServerId) => Promise<void>;
  readonly isRunning: (accountId: AccountId) => boolean;
};

/** Workers that take servers from the list; the account's limiter bounds their requests. */
const WORKERS = 4;
/** So many servers in a row without any answer mean that the network is gone, not that the servers are. */
const UNREACHABLE_IN_A_ROW = 4;
const JITTER = 0.1;

/** Troubles that concern the account and not one server: the refresh stops. */
const accountWide: ReadonlySet<Trouble['kind']> = new Set([
  'wrongKey',
  'rateLimited',
  'permissionMissing',
  'keyMissing',
]);

export function createRefresher(env: Environment, sessions: Sessions): Refresher {
  const running = new Map<AccountId, Promise<void>>();

  async function run(accountId: AccountId): Promise<void> {
    const account = await env.store.account(accountId);
    const status = await env.store.status(accountId);
    // A wait that the provider asked for is kept, even when a person presses "refresh".
    if (!account || !status || isHeld(status, env.now())) return;
    try {
      const http = await sessions.of(account);
      const provider = providerOf(account.provider);
      const startedAt = await begin(status);
      const cutShort =
        status.refresh !== null && status.refresh.listed && status.refresh.startedAt === startedAt;
      if (!cutShort) await list(account, provider, http, startedAt);
      await readRemaining(account, provider, http, startedAt);
      await settle(account, null);
    } catch (error) {
      await settle(account, troubleOf(error));
    }
  }

  /** Marks the refresh as begun, or keeps the mark of one that was cut short within the last interval. */
  async function begin(status: AccountStatus): Promise<EpochMs> {
    const { refreshEveryMs } = await env.store.settings();
    const now = env.now();
    const cut = status.refresh;
    if (cut && cut.startedAt <= now && now - cut.startedAt < refreshEveryMs) return cut.startedAt;
    await env.store.updateStatus(status.accountId, (s) => ({
      ...s,
      refresh: { startedAt: now, listed: false },
    }));
    return now;
  }

  async function list(
    account: Account,
    provider: Provider,
    http: HttpSession,
    startedAt: EpochMs,
  ): Promise<void> {
    const { servers, unreadableRows } = await provider.listServers(http);
    const stored = new Map((await env.store.servers(account.id)).map((entry) => [entry.server.id, entry]));
    const known = servers.map((server) => listed(account.id, server, stored.get(server.id)));
    await env.store.putServers(account.id, known);
    const fleet = provider.readFleet ? await provider.readFleet(http, servers) : null;
    const rows = fleet ? readRows(account.id, known, stored, fleet, env.now()) : known;
    const named = new Set(rows.map((entry) => entry.server.id));
    // A server may only be called gone when every row of the list could be read.
    const gone =
      unreadableRows === 0 ? [...stored.values()].filter((entry) => !named.has(entry.server.id)) : [];
    await env.store.putServers(account.id, [
      ...rows,
      ...gone.map((entry) => ({ ...entry, goneSince: entry.goneSince ?? env.now() })),
    ]);
    const unreadable = unreadableRows + (fleet ? fleet.unreadableRows : 0);
    await env.store.updateStatus(account.id, (status) => ({
      ...status,
      unreadableRows: unreadable,
      refresh: { startedAt, listed: true },
    }));
  }

  async function readRemaining(
    account: Account,
    provider: Provider,
    http: HttpSession,
    startedAt: EpochMs,
  ): Promise<void> {
    const remaining = (await env.store.servers(account.id)).filter(
      (entry) => entry.goneSince === null && (entry.triedAt === null || entry.triedAt < startedAt),
    );
    let stopped: Trouble | null = null;
    let unreachable = 0;
    async function work(): Promise<void> {
      for (let next = remaining.shift(); next && !stopped; next = remaining.shift()) {
        const trouble = await readInto(account, provider, http, next.server);
        unreachable = trouble && trouble.kind === 'unreachable' ? unreachable + 1 : 0;
        if (trouble && (accountWide.has(trouble.kind) || unreachable >= UNREACHABLE_IN_A_ROW))
          stopped = trouble;
      }
    }
    await Promise.all(Array.from({ length: WORKERS }, work));
    if (stopped) throw new TroubleError(stopped);
  }

  /** Reads one server and stores what came of it; gives the trouble, if any. An account-wide one is not the server's. */
  async function readInto(
    account: Account,
    provider: Provider,
    http: HttpSession,
    server: Server,
  ): Promise<Trouble | null> {
    try {
      const reading = await provider.readServer(http, server, account.legacyIds[server.id] ?? null);
      await env.store.updateServer(account.id, server.id, (entry) => withReading(entry, reading, env.now()));
      return null;
    } catch (error) {
      const trouble = troubleOf(error);
      if (accountWide.has(trouble.kind)) return trouble;
      await env.store.updateServer(account.id, server.id, (entry) => ({
        ...entry,
        triedAt: env.now(),
        trouble,
        troubleSince: entry.troubleSince ?? env.now(),
      }));
      return trouble;
    }
  }

  /** Writes down how the refresh ended and when the next one is due. */
  async function settle(account: Account, trouble: Trouble | null): Promise<void> {
    const { refreshEveryMs } = await env.store.settings();
    const now = env.now();
    const spread = refreshEveryMs * (1 - JITTER + 2 * JITTER * env.random());
    const waits = trouble !== null && trouble.kind === 'rateLimited';
    await env.store.updateStatus(account.id, (status) => ({
      ...status,
      checkedAt: trouble ? status.checkedAt : now,
      trouble,
      troubleSince: trouble ? (status.troubleSince ?? now) : null,
      refresh: waits ? status.refresh : null,
      nextRefreshAt: waits ? trouble.retryAt : now + spread,
    }));
  }

  return {
    refresh(accountId) {
      const current = running.get(accountId);
      if (current) return current;
      const started = run(accountId).finally(() => running.delete(accountId));
      running.set(accountId, started);
      return started;
    },
    async readServer(accountId, serverId) {
      const account = await env.store.account(accountId);
      const stored = await env.store.server(accountId, serverId);
      if (!account || !stored) return;
      const http = await sessions.of(account);
      const trouble = await readInto(account, providerOf(account.provider), http, stored.server);
      if (trouble) throw new TroubleError(trouble);
    },
    isRunning: (accountId) => running.has(accountId),
  };
}

/** The rows of a fleet that was read in one list, with those of servers that only their backups still name. */
function readRows(
  accountId: AccountId,
  known: readonly StoredServer[],
  stored: ReadonlyMap<ServerId, StoredServer>,
  fleet: FleetReading,
  now: EpochMs,
): readonly StoredServer[] {
  const listedRows = known.map((entry) => {
    const reading = fleet.byServer.get(entry.server.id);
    return reading ? withReading(entry, reading, now) : entry;
  });
  const goneRows = fleet.gone.map(({ server, reading }) => {
    const before = stored.get(server.id) ?? listed(accountId, server, undefined);
    return { ...withReading(before, reading, now), goneSince: before.goneSince ?? now };
  });
  return [...listedRows, ...goneRows];
}

function listed(accountId: AccountId, server: Server, before: StoredServer | undefined): StoredServer {
  if (before) return { ...before, server, goneSince: null };
  return {
    accountId,
    server,
    reading: null,
    readAt: null,
    triedAt: null,
    trouble: null,
    troubleSince: null,
    goneSince: null,
  };
}

function withReading(entry: StoredServer, reading: ServerReading, at: EpochMs): StoredServer {
  return { ...entry, reading, readAt: at, triedAt: at, trouble: null, troubleSince: null };
}
