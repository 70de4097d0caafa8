import { isHeld } from '../fleet/hold';
import type { AccountId, AccountStatus, ServerId } from '../model/account';
import type { Server, StoredServer } from '../model/server';
import { DAY_MS, type EpochMs } from '../model/time';
import { accountWide, type Trouble, TroubleError, troubleOf } from '../model/trouble';
import type { Provider } from '../providers/provider';
import { capabilitiesOf, providerOf } from '../providers/registry';
import type { Environment } from './environment';
import { createReader, type Reached } from './reader';
import type { Sessions } from './sessions';
import { fleetRows, listedRow, unlistedRow } from './stored-rows';

export type Refresher = {
  /**
   * Reads an account anew, or goes on where a cut-short refresh stopped. Never rejects for a provider's reasons; one
   * that is locked meanwhile keeps nothing more and ends.
   */
  readonly refresh: (accountId: AccountId) => Promise<void>;
  /** Reads one server anew, outside of a refresh; throws its trouble. */
  readonly readServer: (accountId: AccountId, serverId: ServerId) => Promise<void>;
  /**
   * Reads these servers of an account anew, outside of a refresh. What one of them meets is stored with it; what stops
   * them all is thrown.
   */
  readonly readServers: (accountId: AccountId, serverIds: readonly ServerId[]) => Promise<void>;
  /**
   * Reads one server anew with its own entry in the list of servers, as what is confirmed is told by both; throws its
   * trouble, and `notFound` where the list no longer names it.
   */
  readonly examine: (accountId: AccountId, serverId: ServerId) => Promise<void>;
  readonly isRunning: (accountId: AccountId) => boolean;
};

/** What one run needs at every step. */
type Run = Reached & {
  readonly keyNumber: number;
  readonly startedAt: EpochMs;
};

/** Workers that take servers from the list; the account's limiter bounds their requests. */
const WORKERS = 4;
/** So many servers in a row without any answer mean that the network is gone, not that the servers are. */
const UNREACHABLE_IN_A_ROW = 4;
const JITTER = 0.1;

export function createRefresher(env: Environment, sessions: Sessions): Refresher {
  const running = new Map<AccountId, Promise<void>>();
  const reader = createReader(env);

  async function run(accountId: AccountId): Promise<void> {
    const account = await env.store.account(accountId);
    const status = await env.store.status(accountId);
    // A wait that the provider asked for is kept, even when a person presses "refresh".
    if (!account || !status || isHeld(status, env.now())) return;
    const { keyNumber } = status;
    try {
      const http = await sessions.of(account);
      const provider = providerOf(account.provider);
      const { startedAt, goesOn } = await begin(status, provider);
      const current: Run = { account, provider, http, keyNumber, startedAt };
      if (!goesOn) await list(current);
      await readRemaining(current);
      await settle(account.id, keyNumber, null);
    } catch (error) {
      const trouble = troubleOf(error);
      // It is still due: the refresh goes on where it stopped once it is unlocked.
      if (trouble.kind !== 'locked') await settle(account.id, keyNumber, trouble);
    }
  }

  /** Marks the refresh as begun, or goes on with one that was cut short within the last interval or by a stated wait. */
  async function begin(
    status: AccountStatus,
    provider: Provider,
  ): Promise<{ startedAt: EpochMs; goesOn: boolean }> {
    const { refreshEveryMs } = await env.store.settings();
    const now = env.now();
    const cut = status.refresh;
    const waited = status.trouble !== null && status.trouble.kind === 'rateLimited';
    const lastsMs = waited ? DAY_MS : refreshEveryMs;
    if (cut && cut.startedAt <= now && now - cut.startedAt < lastsMs) {
      return { startedAt: cut.startedAt, goesOn: cut.listed };
    }
    await env.store.updateStatus(status.accountId, (current) => ({
      ...current,
      // A newer version of Lastgood may know more calls than the one that added the account.
      capabilities: capabilitiesOf(provider),
      refresh: { startedAt: now, listed: false },
    }));
    return { startedAt: now, goesOn: false };
  }

  async function list({ account, provider, http, startedAt }: Run): Promise<void> {
    const { servers, unreadableRows } = await provider.listServers(http);
    const before = await storedOf(account.id);
    const listedAt = env.now();
    await env.store.putServers(
      account.id,
      servers.map((server) => listedRow(account.id, server, before.get(server.id), listedAt)),
    );
    // A server may only be called unlisted when every row of the list could be read.
    const complete = unreadableRows === 0;
    const readAt = env.now();
    const fleet = provider.readFleet ? await provider.readFleet(http, servers) : null;
    const context = await reader.contextOf(account.id, readAt);
    // Read anew: while the list was on its way, one of the servers may have been read by itself.
    const stored = await storedOf(account.id);
    const listed = new Set(servers.map((server) => server.id));
    const known = [...stored.values()].filter((entry) => listed.has(entry.server.id));
    const rows = fleet
      ? fleetRows(known, stored, fleet, { ...context, accountId: account.id, complete })
      : known;
    const named = new Set(rows.map((entry) => entry.server.id));
    const unlisted = complete ? [...stored.values()].filter((entry) => !named.has(entry.server.id)) : [];
    await env.store.putServers(account.id, [
      ...rows,
      ...unlisted.map((entry) => unlistedRow(entry, context.now)),
    ]);
    await env.store.updateStatus(account.id, (status) => ({
      ...status,
      unreadableRows: unreadableRows + (fleet ? fleet.unreadableRows : 0),
      refresh: { startedAt, listed: true },
    }));
  }

  async function readRemaining(current: Run): Promise<void> {
    const { account, startedAt, keyNumber } = current;
    const remaining = (await env.store.servers(account.id))
      // What a provider answers of a server that it does not list, such as no backup at all, would be a false alarm.
      .filter((entry) => entry.goneSince === null && entry.unlistedSince === null)
      .filter((entry) => entry.triedAt === null || entry.triedAt < startedAt)
      // Those that waited longest first: a limit that cuts every refresh short must not starve the last ones.
      .sort((a, b) => (a.triedAt ?? 0) - (b.triedAt ?? 0));
    await readAll(
      current,
      remaining.map(({ server }) => server),
      keyNumber,
    );
  }

  /** Reads these servers, in this order; throws the trouble that stopped it before the last of them. */
  async function readAll(reached: Reached, servers: readonly Server[], keyNumber: number): Promise<void> {
    const remaining = [...servers];
    let stopped: Trouble | null = null;
    let unreachable = 0;
    async function work(): Promise<void> {
      for (let next = remaining.shift(); next && !stopped; next = remaining.shift()) {
        const status = await env.store.status(reached.account.id);
        if (!status || status.keyNumber !== keyNumber) return;
        const trouble = await reader.read(reached, next);
        unreachable = trouble && trouble.kind === 'unreachable' ? unreachable + 1 : 0;
        if (trouble && (accountWide.has(trouble.kind) || unreachable >= UNREACHABLE_IN_A_ROW))
          stopped = trouble;
      }
    }
    await Promise.all(Array.from({ length: WORKERS }, work));
    if (stopped) throw new TroubleError(stopped);
  }

  async function storedOf(accountId: AccountId): Promise<ReadonlyMap<ServerId, StoredServer>> {
    return new Map((await env.store.servers(accountId)).map((entry) => [entry.server.id, entry]));
  }

  /** Writes down how the refresh ended and when the next one is due, unless the account has another key by now. */
  async function settle(accountId: AccountId, keyNumber: number, trouble: Trouble | null): Promise<void> {
    const { refreshEveryMs } = await env.store.settings();
    const now = env.now();
    const spread = refreshEveryMs * (1 - JITTER + 2 * JITTER * env.random());
    const waits = trouble !== null && trouble.kind === 'rateLimited';
    await env.store.updateStatus(accountId, (status) => {
      if (status.keyNumber !== keyNumber) return { ...status, refresh: null };
      return {
        ...status,
        checkedAt: trouble ? status.checkedAt : now,
        trouble,
        troubleSince: trouble ? sinceOf(status, now) : null,
        refresh: waits ? status.refresh : null,
        nextRefreshAt: waits ? trouble.retryAt : now + spread,
      };
    });
  }

  /** An account and what is needed to ask its provider. */
  async function reachAccount(accountId: AccountId): Promise<Reached> {
    const account = await env.store.account(accountId);
    if (!account) throw new TroubleError({ kind: 'accountMissing' });
    const http = await sessions.of(account);
    return { account, http, provider: providerOf(account.provider) };
  }

  /** The same, about one of its servers. */
  async function reach(accountId: AccountId, serverId: ServerId): Promise<Reached & { server: Server }> {
    const stored = await env.store.server(accountId, serverId);
    if (!stored) throw new TroubleError({ kind: 'accountMissing' });
    return { ...(await reachAccount(accountId)), server: stored.server };
  }

  async function readOne(reached: Reached, server: Server): Promise<void> {
    const trouble = await reader.read(reached, server);
    if (trouble) throw new TroubleError(trouble);
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
      const reached = await reach(accountId, serverId);
      await readOne(reached, reached.server);
    },
    async examine(accountId, serverId) {
      const reached = await reach(accountId, serverId);
      const { servers } = await reached.provider.listServers(reached.http);
      const server = servers.find(({ id }) => id === serverId);
      if (!server) throw new TroubleError({ kind: 'notFound', detail: null });
      await env.store.updateServer(accountId, serverId, (entry) =>
        listedRow(accountId, server, entry, env.now()),
      );
      await readOne(reached, server);
    },
    async readServers(accountId, serverIds) {
      // Before the key is opened: what one that is replaced meanwhile would find is not kept.
      const status = await env.store.status(accountId);
      if (!status) throw new TroubleError({ kind: 'accountMissing' });
      const reached = await reachAccount(accountId);
      const stored = await storedOf(accountId);
      const servers = serverIds.flatMap((id) => stored.get(id) ?? []).map(({ server }) => server);
      await readAll(reached, servers, status.keyNumber);
    },
    isRunning: (accountId) => running.has(accountId),
  };
}

/** When the trouble began; a beginning that lies ahead tells of a clock that was set back. */
function sinceOf(status: AccountStatus, now: EpochMs): EpochMs {
  return status.troubleSince === null ? now : Math.min(status.troubleSince, now);
}
