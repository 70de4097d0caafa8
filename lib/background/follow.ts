import { isHeld } from '../fleet/hold';
import type { DoubtfulOperation, OpenOperation, Operation } from '../model/operation';
import type { ServerReading } from '../model/server';
import { CLOCK_TOLERANCE_MS, DAY_MS, type EpochMs, SECOND_MS } from '../model/time';
import { type Trouble, TroubleError, troubleOf } from '../model/trouble';
import type { Progress } from '../providers/provider';
import { providerOf } from '../providers/registry';
import type { Environment } from './environment';
import { common, type End, ended, inDoubt } from './operation-states';
import { pollDelayMs } from './poll-delay';
import { newBackupsOf, reconcile, type Verdict } from './reconcile';
import type { Refresher } from './refresh';
import type { Sessions } from './sessions';

export type Follower = {
  /** Looks once at every open operation whose time has come. */
  readonly followDue: () => Promise<void>;
};

type FollowedOperation = Exclude<OpenOperation, DoubtfulOperation>;

/** An operation that has not ended after a day is no longer asked about. */
const FOLLOW_FOR_MS = DAY_MS;
/** A new backup may enter the list a little after its job has ended. */
const LIST_LAG_MS = 30 * SECOND_MS;
/** Each so many looks at a job, the list is asked too: it may know more than an answer that nobody documents. */
const LIST_EVERY = 10;
/** A provider that cannot be read past the time to give up gets this many looks before that counts. */
const LOOKS_BEFORE_GIVING_UP = 20;

export function createFollower(env: Environment, sessions: Sessions, refresher: Refresher): Follower {
  const looking = new Set<string>();

  async function look(operation: OpenOperation): Promise<void> {
    try {
      if (operation.state === 'unknown') await lookInDoubt(operation);
      else if (operation.handle.by === 'list') await lookAtList(operation);
      else await lookAtHandle(operation);
    } catch (error) {
      await postpone(operation, troubleOf(error));
    }
  }

  async function lookAtHandle(operation: FollowedOperation): Promise<void> {
    const account = await env.store.account(operation.accountId);
    const stored = await env.store.server(operation.accountId, operation.serverId);
    const { watch } = providerOf(operation.provider);
    if (!account || !stored || !watch) return end(operation, { state: 'undecided' });
    const http = await sessions.of(account);
    const progress = await watch(http, stored.server, operation.handle);
    if (progress.state === 'running' && operation.polls % LIST_EVERY === LIST_EVERY - 1) {
      const verdict = await readVerdict(operation);
      if (verdict.kind === 'made') {
        return end(operation, { state: 'succeeded', newBackups: verdict.newBackups });
      }
    }
    await take(operation, progress);
  }

  async function take(operation: FollowedOperation, progress: Progress): Promise<void> {
    switch (progress.state) {
      case 'running':
        if (isPast(operation.createdAt + FOLLOW_FOR_MS)) return end(operation, { state: 'undecided' });
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
        return env.store.putOperation(inDoubt(operation, true, null, env.now()));
    }
  }

  /** Reads the server anew so that the new restore point shows at once; the job's word stands even if that fails. */
  async function findNew(operation: Operation): Promise<readonly string[]> {
    try {
      const found = newBackupsOf(operation, await readAnew(operation));
      if (found.length === 0) await refreshSoon(operation);
      return found;
    } catch (error) {
      if (!(error instanceof TroubleError)) throw error;
      await refreshSoon(operation);
      return [];
    }
  }

  /** An accepted operation without any handle: only its list can say more, and that it says nothing is a doubt. */
  async function lookAtList(operation: FollowedOperation): Promise<void> {
    const verdict = await readVerdict(operation);
    switch (verdict.kind) {
      case 'made':
        return end(operation, { state: 'succeeded', newBackups: verdict.newBackups });
      case 'notMade':
        return env.store.putOperation(inDoubt(operation, true, null, env.now()));
      case 'open':
        return take(operation, { state: 'running', percent: null });
    }
  }

  /** Two looks that find nothing, far enough apart for a list that lags, decide that nothing was made. */
  async function lookInDoubt(operation: DoubtfulOperation): Promise<void> {
    const verdict = await readVerdict(operation);
    if (verdict.kind === 'made') {
      return end(operation, { state: 'succeeded', newBackups: verdict.newBackups });
    }
    const missedAt = verdict.kind === 'notMade' ? (operation.missedAt ?? env.now()) : null;
    if (missedAt !== null && env.now() - missedAt >= LIST_LAG_MS) {
      const trouble = operation.cause ?? { kind: 'notMade', answered: operation.answered };
      return end(operation, { state: 'failed', trouble });
    }
    if (isPast(operation.giveUpAt)) return end(operation, { state: 'undecided' });
    await env.store.putOperation({ ...operation, ...nextLook(operation), missedAt });
  }

  async function readVerdict(operation: Operation): Promise<Verdict> {
    const reading = await readAnew(operation);
    const status = await env.store.status(operation.accountId);
    const providerNow = env.now() + (status ? status.skewMs : 0);
    return reconcile(operation, reading, providerNow, providerOf(operation.provider).listsRunning);
  }

  async function readAnew(operation: Operation): Promise<ServerReading> {
    await refresher.readServer(operation.accountId, operation.serverId);
    const stored = await env.store.server(operation.accountId, operation.serverId);
    if (!stored || !stored.reading) throw new TroubleError({ kind: 'accountMissing' });
    return stored.reading;
  }

  /** Another look later. A provider that cannot be read is given up on only after many looks past the time. */
  async function postpone(operation: OpenOperation, trouble: Trouble): Promise<void> {
    const giveUpAt = operation.state === 'unknown' ? operation.giveUpAt : operation.createdAt + FOLLOW_FOR_MS;
    if (isPast(giveUpAt) && operation.polls >= LOOKS_BEFORE_GIVING_UP) {
      return end(operation, { state: 'undecided' });
    }
    const next = nextLook(operation);
    const retryAt = trouble.kind === 'rateLimited' ? trouble.retryAt : 0;
    await env.store.putOperation({ ...operation, ...next, nextPollAt: Math.max(next.nextPollAt, retryAt) });
  }

  function end(operation: Operation, how: End): Promise<void> {
    return env.store.putOperation(ended(operation, how, env.now()));
  }

  function isPast(at: EpochMs): boolean {
    return env.now() >= at;
  }

  function nextLook(operation: OpenOperation): { updatedAt: EpochMs; polls: number; nextPollAt: EpochMs } {
    const now = env.now();
    return { updatedAt: now, polls: operation.polls + 1, nextPollAt: now + pollDelayMs(operation.polls + 1) };
  }

  async function refreshSoon(operation: Operation): Promise<void> {
    const at = env.now() + LIST_LAG_MS;
    await env.store.updateStatus(operation.accountId, (status) =>
      isHeld(status, env.now()) ? status : { ...status, nextRefreshAt: Math.min(status.nextRefreshAt, at) },
    );
  }

  return {
    async followDue() {
      const due = (await env.store.operations()).filter(
        (operation): operation is OpenOperation => isOpen(operation) && isLookDue(operation, env.now()),
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

/** Whether an operation is to be looked at again: sent, and not at its end. */
export function isOpen(operation: Operation): operation is OpenOperation {
  return operation.state === 'accepted' || operation.state === 'running' || operation.state === 'unknown';
}

/** Whether its time has come, or it was last touched in a future that a clock set back has taken away. */
export function isLookDue(operation: OpenOperation, now: EpochMs): boolean {
  return operation.nextPollAt <= now || operation.updatedAt > now + CLOCK_TOLERANCE_MS;
}
