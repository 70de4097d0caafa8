import type { HttpSession } from '../http/session';
import type { AccountId, ServerId } from '../model/account';
import { hasEnded, type Operation, type OperationId, type OperationTask } from '../model/operation';
import { SECOND_MS } from '../model/time';
import { accountWide, type Trouble, TroubleError, troubleOf } from '../model/trouble';
import { providerOf } from '../providers/registry';
import type { Environment } from './environment';
import type { Looks } from './looks';
import { accepted, ended, inDoubt, sendingOf } from './operation-states';
import { LEAST_ALARM_MS } from './platform';
import type { Refresher } from './refresh';
import type { Sessions } from './sessions';
import type { Departure, Sent } from './tasks/handling';
import { handlingOf } from './tasks/handling-of';

export type Order = {
  readonly accountId: AccountId;
  readonly serverId: ServerId;
  readonly task: OperationTask;
  /** Where it was chosen before; what the journal has under it is never sent again. */
  readonly id?: OperationId;
  /** What a person was told of a change of schedules. */
  readonly told?: string;
};

export type Journal = {
  /**
   * Starts what is asked for: written down first, then sent once. Throws `TroubleError` where the provider said no;
   * where no answer came it resolves, and the journal goes on to find out.
   */
  readonly start: (order: Order) => Promise<OperationId>;
  /** Takes over operations that an earlier worker was sending when it died: what became of them is unknown. */
  readonly adoptLost: () => Promise<void>;
};

/**
 * A list that is older than this is read anew before a request leaves: what it costs is judged by it, and what is new
 * afterwards can be told.
 */
export const FRESH_LIST_MS = 10 * SECOND_MS;

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

export function createJournal(
  env: Environment,
  parts: { readonly sessions: Sessions; readonly refresher: Refresher; readonly looks: Looks },
): Journal {
  const { sessions, refresher, looks } = parts;
  const sending = new Set<OperationId>();
  const starting = new Set<string>();

  async function start(order: Order): Promise<OperationId> {
    const { accountId, serverId, task, id = crypto.randomUUID(), told = null } = order;
    const account = await env.store.account(accountId);
    if (!account) throw new TroubleError({ kind: 'accountMissing' });
    const { callOf, refusalOf } = handlingOf(task);
    const call = callOf(providerOf(account.provider));
    if (!call) throw new TroubleError({ kind: 'notOffered' });
    // One server is one place, whichever account reaches it; two clicks at once must not both pass the journal.
    const place = JSON.stringify([account.provider, serverId]);
    const journal = await env.store.operations();
    const busy = journal.some(
      (entry) => !hasEnded(entry) && entry.provider === account.provider && entry.serverId === serverId,
    );
    const known = journal.some((entry) => entry.id === id);
    if (busy || known || starting.has(place)) throw new TroubleError({ kind: 'alreadyRunning' });
    starting.add(place);
    try {
      const http = await sessions.of(account);
      const { stored, unread } = await freshServer(accountId, serverId);
      const status = await env.store.status(accountId);
      const now = env.now();
      const askedAt = now + (status ? status.skewMs : 0);
      const refusal = refusalOf({ stored, providerNow: askedAt, unread, told });
      if (refusal !== null) throw new TroubleError(refusal);
      const operation = sendingOf({ id, task, stored, now, askedAt });
      sending.add(id);
      // The alarm first: should the worker die from here on, the next one comes soon to see what became of it.
      await env.platform.wakeAt(now + LEAST_ALARM_MS);
      await env.store.putOperation(operation);
      await send(operation, http, (noted) => call(noted, { account, stored }));
      return id;
    } finally {
      starting.delete(place);
    }
  }

  /** The server with a list that is young enough to tell new backups from old ones; `unread`: why it is not. */
  async function freshServer(
    accountId: AccountId,
    serverId: ServerId,
  ): Promise<Pick<Departure, 'stored' | 'unread'>> {
    const stored = await env.store.server(accountId, serverId);
    if (!stored) throw new TroubleError({ kind: 'accountMissing' });
    if (stored.readAt !== null && Math.abs(env.now() - stored.readAt) < FRESH_LIST_MS) {
      return { stored, unread: null };
    }
    let unread: Trouble | null = null;
    try {
      await refresher.readServer(accountId, serverId);
    } catch (error) {
      unread = troubleOf(error);
      // What cannot be read may still be asked for; with a key that is refused it may not.
      if (accountWide.has(unread.kind)) throw new TroubleError(unread);
    }
    return { stored: (await env.store.server(accountId, serverId)) ?? stored, unread };
  }

  async function send(
    operation: Operation,
    http: HttpSession,
    call: (noted: HttpSession) => Promise<Sent>,
  ): Promise<void> {
    let hasLeft = false;
    const noted: HttpSession = {
      read: http.read,
      write: (...given) => {
        hasLeft = true;
        return http.write(...given);
      },
    };
    let sent: Sent;
    try {
      sent = await call(noted);
      await taken(operation, sent);
    } catch (error) {
      const trouble = troubleOf(error);
      // Some calls read first, and what goes wrong with that is no doubt: nothing was asked for.
      await (hasLeft ? refused(operation, trouble) : failed(operation, trouble));
      return;
    } finally {
      sending.delete(operation.id);
    }
    await env.store.updateStatus(operation.accountId, (status) => ({ ...status, writes: 'allowed' }));
    // What goes wrong with this look takes nothing back.
    if (sent === 'done') await looks.afterEnd(operation);
  }

  function taken(operation: Operation, sent: Sent): Promise<void> {
    const now = env.now();
    return env.store.putOperation(
      sent === 'done'
        ? ended(operation, { state: 'succeeded', newBackups: [] }, now)
        : accepted(operation, sent, now),
    );
  }

  async function failed(operation: Operation, trouble: Trouble): Promise<never> {
    await env.store.putOperation(ended(operation, { state: 'failed', trouble }, env.now()));
    throw new TroubleError(trouble);
  }

  /** Throws what the provider said; where it said nothing, only the journal goes on. */
  async function refused(operation: Operation, trouble: Trouble): Promise<void> {
    if (handlingOf(operation.task).mayBeDone.has(trouble.kind)) return askedInVain(operation, trouble);
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

  /** The provider knows nothing to do it to: a look tells whether that is because it was done before. */
  async function askedInVain(operation: Operation, trouble: Trouble): Promise<void> {
    let isDone: boolean;
    try {
      isDone = (await looks.verdictOf(operation)).kind === 'done';
    } catch (error) {
      if (!(error instanceof TroubleError)) throw error;
      await env.store.putOperation(inDoubt(operation, true, trouble, env.now()));
      throw new TroubleError(trouble);
    }
    if (!isDone) return failed(operation, trouble);
    await env.store.putOperation(ended(operation, { state: 'succeeded', newBackups: [] }, env.now()));
  }

  return {
    start,
    async adoptLost() {
      for (const { id } of await env.store.operations()) {
        // Read anew: while others were taken over it may have gone on.
        const operation = await env.store.operation(id);
        if (operation === undefined || operation.state !== 'sending' || sending.has(id)) continue;
        await env.store.putOperation(inDoubt(operation, false, null, env.now()));
      }
    },
  };
}
