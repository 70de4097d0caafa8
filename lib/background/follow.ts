import { hasEnded, type OpenOperation, type Operation } from '../model/operation';
import { DAY_MS, type EpochMs, SECOND_MS } from '../model/time';
import { type Trouble, TroubleError, troubleOf } from '../model/trouble';
import type { Progress } from '../providers/provider';
import { providerOf } from '../providers/registry';
import type { Environment } from './environment';
import { common } from './journal';
import { pollDelayMs } from './poll-delay';
import { newByHand, reconcile } from './reconcile';
import type { Refresher } from './refresh';
import type { Sessions } from './sessions';

export type Follower = {
  /** Looks once at every open operation whose time has come. */
  readonly followDue: () => Promise<void>;
};

/** An operation that has not ended after a day is no longer asked about. */
const FOLLOW_FOR_MS = DAY_MS;
/** A new backup may enter the list a little after its job has ended. */
const LIST_LAG_MS = 30 * SECOND_MS;

export function createFollower(env: Environment, sessions: Sessions, refresher: Refresher): Follower {
  const looking = new Set<string>();

  async function look(operation: OpenOperation): Promise<void> {
    if (env.now() - operation.createdAt > FOLLOW_FOR_MS) return end(operation, { state: 'undecided' });
    try {
      if (operation.state === 'unknown' || operation.handle.by === 'list') await lookAtList(operation);
      else await lookAtHandle(operation);
    } catch (error) {
      await postpone(operation, troubleOf(error));
    }
  }

  async function lookAtHandle(operation: Extract<OpenOperation, { handle: object }>): Promise<void> {
    const account = await env.store.account(operation.accountId);
    const stored = await env.store.server(operation.accountId, operation.serverId);
    const { watch } = providerOf(operation.provider);
    if (!account || !stored || !watch) return end(operation, { state: 'undecided' });
    const http = await sessions.of(account);
    await take(operation, await watch(http, stored.server, operation.handle));
  }

  async function take(
    operation: Extract<OpenOperation, { handle: object }>,
    progress: Progress,
  ): Promise<void> {
    switch (progress.state) {
      case 'running':
        return env.store.putOperation({
          ...common(operation),
          ...nextLook(operation),
          state: 'running',
          handle: operation.handle,
          percent: progress.percent,
        });
      case 'succeeded':
        return end(operation, { state: 'succeeded', newBackups: await findNew(operation) });
      case 'failed':
        return end(operation, {
          state: 'failed',
          trouble: { kind: 'operationFailed', detail: progress.detail },
        });
      case 'forgotten':
        return env.store.putOperation({
          ...common(operation),
          ...nextLook(operation),
          state: 'unknown',
          giveUpAt: operation.createdAt + FOLLOW_FOR_MS,
        });
    }
  }

  /** Reads the server anew so that the new restore point shows at once; the job's word stands even if that fails. */
  async function findNew(operation: Operation): Promise<readonly string[]> {
    try {
      await refresher.readServer(operation.accountId, operation.serverId);
    } catch (error) {
      await refreshSoon(operation);
      if (!(error instanceof TroubleError)) throw error;
      return [];
    }
    const stored = await env.store.server(operation.accountId, operation.serverId);
    if (!stored || !stored.reading) return [];
    const skewMs = await skewOf(operation);
    const found = newByHand(stored.reading.backups, operation, operation.createdAt + skewMs);
    if (found.length === 0) await refreshSoon(operation);
    return found.map((backup) => backup.id);
  }

  async function lookAtList(operation: OpenOperation): Promise<void> {
    await refresher.readServer(operation.accountId, operation.serverId);
    const stored = await env.store.server(operation.accountId, operation.serverId);
    if (!stored || !stored.reading) return end(operation, { state: 'undecided' });
    const skewMs = await skewOf(operation);
    const { listsRunning } = providerOf(operation.provider);
    const verdict = reconcile(operation, stored.reading, env.now() + skewMs, skewMs, listsRunning);
    switch (verdict.kind) {
      case 'made':
        return end(operation, { state: 'succeeded', newBackups: verdict.newBackups });
      case 'notMade':
        return end(operation, { state: 'failed', trouble: { kind: 'notMade' } });
      case 'underWay':
      case 'open':
        return postpone(operation, null);
    }
  }

  /** Another look later; a request that nothing could decide in time ends as undecided. */
  async function postpone(operation: OpenOperation, trouble: Trouble | null): Promise<void> {
    if (operation.state === 'unknown' && env.now() >= operation.giveUpAt) {
      return end(operation, { state: 'undecided' });
    }
    const next = nextLook(operation);
    const retryAt = trouble && trouble.kind === 'rateLimited' ? trouble.retryAt : 0;
    await env.store.putOperation({
      ...operation,
      ...next,
      nextPollAt: Math.max(next.nextPollAt, retryAt),
    });
  }

  async function end(
    operation: Operation,
    how:
      | { state: 'succeeded'; newBackups: readonly string[] }
      | { state: 'failed'; trouble: Trouble }
      | { state: 'undecided' },
  ): Promise<void> {
    const now = env.now();
    await env.store.putOperation({
      ...common(operation),
      ...how,
      updatedAt: now,
      endedAt: now,
      toldAt: null,
    });
  }

  function nextLook(operation: OpenOperation): { updatedAt: EpochMs; polls: number; nextPollAt: EpochMs } {
    const now = env.now();
    return { updatedAt: now, polls: operation.polls + 1, nextPollAt: now + pollDelayMs(operation.polls + 1) };
  }

  async function skewOf(operation: Operation): Promise<number> {
    const status = await env.store.status(operation.accountId);
    return status ? status.skewMs : 0;
  }

  async function refreshSoon(operation: Operation): Promise<void> {
    const at = env.now() + LIST_LAG_MS;
    await env.store.updateStatus(operation.accountId, (status) => ({
      ...status,
      nextRefreshAt: Math.min(status.nextRefreshAt, at),
    }));
  }

  return {
    async followDue() {
      const due = (await env.store.operations()).filter(
        (operation): operation is OpenOperation =>
          !hasEnded(operation) && operation.state !== 'sending' && operation.nextPollAt <= env.now(),
      );
      await Promise.all(
        due
          .filter((operation) => !looking.has(operation.id))
          .map((operation) => {
            looking.add(operation.id);
            return look(operation).finally(() => looking.delete(operation.id));
          }),
      );
    },
  };
}
