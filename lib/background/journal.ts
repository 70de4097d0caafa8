import type { AccountId, ServerId } from '../model/account';
import { hasEnded, type Operation, type OperationId, type WatchHandle } from '../model/operation';
import type { StoredServer } from '../model/server';
import { MINUTE_MS } from '../model/time';
import { accountWide, type Trouble, TroubleError, troubleOf } from '../model/trouble';
import { providerOf } from '../providers/registry';
import type { Environment } from './environment';
import { common, ended, inDoubt } from './operation-states';
import { LEAST_ALARM_MS } from './platform';
import { pollDelayMs } from './poll-delay';
import type { Refresher } from './refresh';
import type { Sessions } from './sessions';

export type Journal = {
  /**
   * Starts a backup: written down first, then sent once. Throws `TroubleError` where the provider said no; where no
   * answer came it resolves, and the journal goes on to find out.
   */
  readonly backUp: (accountId: AccountId, serverId: ServerId, note: string | null) => Promise<OperationId>;
  /** Takes over operations that an earlier worker was sending when it died: what became of them is unknown. */
  readonly adoptLost: () => Promise<void>;
};

/** A list that is older than this is read anew before a request leaves, so that what is new afterwards can be told. */
const FRESH_LIST_MS = MINUTE_MS;

/**
 * Troubles after which a write may have been carried out all the same. `busy` is among them: a 409 or 423 is a no, but
 * no document says that nothing was begun.
 */
const leavesOpen: ReadonlySet<Trouble['kind']> = new Set([
  'unreachable',
  'timedOut',
  'providerError',
  'notJson',
  'unexpectedShape',
  'tooLarge',
  'busy',
  'internal',
]);

/** Of those, the troubles in which the provider gave no answer at all. */
const silent: ReadonlySet<Trouble['kind']> = new Set(['unreachable', 'timedOut', 'internal']);

export function createJournal(env: Environment, sessions: Sessions, refresher: Refresher): Journal {
  const sending = new Set<OperationId>();
  const starting = new Set<string>();

  async function start(accountId: AccountId, serverId: ServerId, note: string | null): Promise<OperationId> {
    const account = await env.store.account(accountId);
    if (!account) throw new TroubleError({ kind: 'accountMissing' });
    const { createBackup } = providerOf(account.provider);
    if (!createBackup) throw new TroubleError({ kind: 'notOffered' });
    // One server is one place, whichever account reaches it; two clicks at once must not both pass the journal.
    const place = JSON.stringify([account.provider, serverId]);
    const journal = await env.store.operations();
    const busy = journal.some(
      (entry) => !hasEnded(entry) && entry.provider === account.provider && entry.serverId === serverId,
    );
    if (busy || starting.has(place)) throw new TroubleError({ kind: 'alreadyRunning' });
    starting.add(place);
    try {
      const http = await sessions.of(account);
      const stored = await freshServer(accountId, serverId);
      const status = await env.store.status(accountId);
      const now = env.now();
      const operation: Operation = {
        id: crypto.randomUUID(),
        task: { kind: 'create', note },
        accountId,
        provider: account.provider,
        serverId,
        serverName: stored.server.name,
        createdAt: now,
        updatedAt: now,
        askedAt: now + (status ? status.skewMs : 0),
        backupsBefore: stored.reading ? stored.reading.backups.map((backup) => backup.id) : null,
        state: 'sending',
      };
      sending.add(operation.id);
      // The alarm first: should the worker die from here on, the next one comes soon to see what became of it.
      await env.platform.wakeAt(now + LEAST_ALARM_MS);
      await env.store.putOperation(operation);
      await send(operation, () => createBackup(http, stored.server, note));
      return operation.id;
    } finally {
      starting.delete(place);
    }
  }

  /** The server with a list that is young enough to tell new backups from old ones, as far as it can be read. */
  async function freshServer(accountId: AccountId, serverId: ServerId): Promise<StoredServer> {
    const stored = await env.store.server(accountId, serverId);
    if (!stored) throw new TroubleError({ kind: 'accountMissing' });
    if (stored.readAt !== null && Math.abs(env.now() - stored.readAt) < FRESH_LIST_MS) return stored;
    try {
      await refresher.readServer(accountId, serverId);
    } catch (error) {
      const trouble = troubleOf(error);
      // A server that cannot be read may still be backed up; a key that is refused may not.
      if (accountWide.has(trouble.kind)) throw new TroubleError(trouble);
    }
    return (await env.store.server(accountId, serverId)) ?? stored;
  }

  async function send(operation: Operation, call: () => Promise<WatchHandle>): Promise<void> {
    try {
      const handle = await call();
      const now = env.now();
      await env.store.putOperation({
        ...common(operation),
        state: 'accepted',
        updatedAt: now,
        handle,
        polls: 0,
        nextPollAt: now + pollDelayMs(0),
      });
    } catch (error) {
      await refused(operation, troubleOf(error));
      return;
    } finally {
      sending.delete(operation.id);
    }
    await env.store.updateStatus(operation.accountId, (status) => ({ ...status, writes: 'allowed' }));
  }

  /** Throws what the provider said; where it said nothing, only the journal goes on. */
  async function refused(operation: Operation, trouble: Trouble): Promise<void> {
    const now = env.now();
    if (!leavesOpen.has(trouble.kind)) {
      await env.store.putOperation(ended(operation, { state: 'failed', trouble }, now));
      if (trouble.kind === 'forbidden') {
        await env.store.updateStatus(operation.accountId, (status) => ({ ...status, writes: 'refused' }));
      }
      throw new TroubleError(trouble);
    }
    const said = trouble.kind === 'busy';
    await env.store.putOperation(inDoubt(operation, !silent.has(trouble.kind), said ? trouble : null, now));
    if (said) throw new TroubleError(trouble);
  }

  return {
    backUp: start,
    async adoptLost() {
      for (const operation of await env.store.operations()) {
        if (operation.state !== 'sending' || sending.has(operation.id)) continue;
        await env.store.putOperation(inDoubt(operation, false, null, env.now()));
      }
    },
  };
}
