import type { HttpSession } from '../http/session';
import type { AccountId, ServerId } from '../model/account';
import { hasEnded, type Operation, type OperationId, type OperationTask } from '../model/operation';
import type { StoredServer } from '../model/server';
import { HOUR_MS, SECOND_MS } from '../model/time';
import { type Trouble, TroubleError, troubleOf } from '../model/trouble';
import { providerOf } from '../providers/registry';
import type { Environment } from './environment';
import { LEAST_ALARM_MS } from './platform';
import { pollDelayMs } from './poll-delay';
import type { Sessions } from './sessions';

export type Journal = {
  /** Starts a backup: written down first, then sent once. Throws `TroubleError` when it certainly did not start. */
  readonly backUp: (accountId: AccountId, serverId: ServerId, note: string | null) => Promise<OperationId>;
  /** Takes over operations that an earlier worker was sending when it died: what became of them is unknown. */
  readonly adoptLost: () => Promise<void>;
};

/** How long reading the provider may go on before an unanswered request is called undecided. */
const GIVE_UP_AFTER_MS = 2 * HOUR_MS;

/** Troubles after which a write may have been carried out all the same. */
const leavesOpen: ReadonlySet<Trouble['kind']> = new Set([
  'unreachable',
  'timedOut',
  'providerError',
  'notJson',
  'unexpectedShape',
  'tooLarge',
  'internal',
]);

export function createJournal(env: Environment, sessions: Sessions): Journal {
  const sending = new Set<OperationId>();
  const starting = new Set<string>();

  async function send(
    operation: Operation,
    http: HttpSession,
    server: StoredServer['server'],
  ): Promise<void> {
    const provider = providerOf(operation.provider);
    if (!provider.createBackup || operation.task.kind !== 'create')
      throw new TroubleError({ kind: 'notOffered' });
    const handle = await provider.createBackup(http, server, operation.task.note);
    const now = env.now();
    await env.store.putOperation({
      ...common(operation),
      state: 'accepted',
      updatedAt: now,
      handle,
      polls: 0,
      nextPollAt: now + pollDelayMs(0),
    });
    await env.store.updateStatus(operation.accountId, (status) => ({ ...status, writes: 'allowed' }));
  }

  async function fail(operation: Operation, trouble: Trouble): Promise<void> {
    const now = env.now();
    if (leavesOpen.has(trouble.kind)) {
      await env.store.putOperation(unanswered(operation, now));
      return;
    }
    await env.store.putOperation({
      ...common(operation),
      state: 'failed',
      updatedAt: now,
      endedAt: now,
      toldAt: null,
      trouble,
    });
    if (trouble.kind === 'forbidden') {
      await env.store.updateStatus(operation.accountId, (status) => ({ ...status, writes: 'refused' }));
    }
  }

  async function start(accountId: AccountId, serverId: ServerId, task: OperationTask): Promise<OperationId> {
    const account = await env.store.account(accountId);
    const stored = await env.store.server(accountId, serverId);
    if (!account || !stored) throw new TroubleError({ kind: 'accountMissing' });
    if (!providerOf(account.provider).createBackup) throw new TroubleError({ kind: 'notOffered' });
    const journal = await env.store.operations();
    const busy = journal.some(
      (entry) => !hasEnded(entry) && entry.provider === account.provider && entry.serverId === serverId,
    );
    if (busy) throw new TroubleError({ kind: 'alreadyRunning' });
    const http = await sessions.of(account);
    const now = env.now();
    const operation: Operation = {
      id: crypto.randomUUID(),
      task,
      accountId,
      provider: account.provider,
      serverId,
      serverName: stored.server.name,
      createdAt: now,
      updatedAt: now,
      backupsBefore: stored.reading ? stored.reading.backups.map((backup) => backup.id) : [],
      state: 'sending',
    };
    sending.add(operation.id);
    try {
      // The alarm first: should the worker die from here on, the next one comes soon to see what became of it.
      await env.platform.wakeAt(now + LEAST_ALARM_MS);
      await env.store.putOperation(operation);
      await send(operation, http, stored.server);
    } catch (error) {
      const trouble = troubleOf(error);
      await fail(operation, trouble);
      if (!leavesOpen.has(trouble.kind)) throw error;
    } finally {
      sending.delete(operation.id);
    }
    return operation.id;
  }

  return {
    async backUp(accountId, serverId, note) {
      // Two clicks at once: the journal is only read after the first one has written.
      const place = JSON.stringify([accountId, serverId]);
      if (starting.has(place)) throw new TroubleError({ kind: 'alreadyRunning' });
      starting.add(place);
      try {
        return await start(accountId, serverId, { kind: 'create', note });
      } finally {
        starting.delete(place);
      }
    },
    async adoptLost() {
      for (const operation of await env.store.operations()) {
        if (operation.state !== 'sending' || sending.has(operation.id)) continue;
        await env.store.putOperation(unanswered(operation, env.now()));
      }
    },
  };

  function unanswered(operation: Operation, now: number): Operation {
    return {
      ...common(operation),
      state: 'unknown',
      updatedAt: now,
      polls: 0,
      nextPollAt: now + 5 * SECOND_MS,
      giveUpAt: now + GIVE_UP_AFTER_MS,
    };
  }
}

/** The parts of an operation that every state has. */
export function common(operation: Operation): Omit<Extract<Operation, { state: 'sending' }>, 'state'> {
  const { id, task, accountId, provider, serverId, serverName, createdAt, updatedAt, backupsBefore } =
    operation;
  return { id, task, accountId, provider, serverId, serverName, createdAt, updatedAt, backupsBefore };
}
