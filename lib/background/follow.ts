import type { BackupId } from '../model/backup';
import type { DoubtfulOperation, OpenOperation, Operation } from '../model/operation';
import { CLOCK_TOLERANCE_MS, DAY_MS, type EpochMs } from '../model/time';
import { type Trouble, troubleOf } from '../model/trouble';
import type { Progress } from '../providers/provider';
import { providerOf } from '../providers/registry';
import type { Environment } from './environment';
import { LIST_LAG_MS, type Looks } from './looks';
import { accepted, common, type End, ended, inDoubt } from './operation-states';
import { pollDelayMs } from './poll-delay';
import type { Sessions } from './sessions';
import { handlingOf } from './tasks/handling-of';

export type Follower = {
  /** Looks once at every open operation whose time has come. */
  readonly followDue: () => Promise<void>;
};

type FollowedOperation = Exclude<OpenOperation, DoubtfulOperation>;

/** An operation that has not ended after a day is no longer asked about. */
const FOLLOW_FOR_MS = DAY_MS;
/** Each so many looks at a job of which nothing clear is said, the list is asked too: it may know that it is done. */
const LIST_EVERY = 10;
/** A provider that cannot be read past the time to give up gets this many looks before that counts. */
const LOOKS_BEFORE_GIVING_UP = 20;

export function createFollower(env: Environment, sessions: Sessions, looks: Looks): Follower {
  const looking = new Set<string>();

  async function look(operation: OpenOperation): Promise<void> {
    try {
      if (operation.state === 'unknown') await lookInDoubt(operation);
      else if (operation.handle.by === 'list') await lookAround(operation);
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
    if (progress.state === 'unclear' && operation.polls % LIST_EVERY === LIST_EVERY - 1) {
      const verdict = await looks.verdictOf(operation);
      if (verdict.kind === 'done') return succeed(operation, verdict.newBackups);
    }
    await take(operation, progress);
  }

  async function take(operation: FollowedOperation, progress: Progress): Promise<void> {
    switch (progress.state) {
      case 'running':
      case 'unclear':
        return goOn(operation, { state: 'running', percent: progress.percent });
      case 'succeeded':
        return succeed(operation, await looks.afterEnd(operation));
      case 'failed':
        await looks.afterEnd(operation);
        return end(operation, {
          state: 'failed',
          trouble: { kind: 'operationFailed', detail: progress.detail },
        });
      case 'forgotten':
        return env.store.putOperation(inDoubt(operation, true, null, env.now()));
    }
  }

  async function goOn(
    operation: FollowedOperation,
    how: { readonly state: 'accepted' } | { readonly state: 'running'; readonly percent: number | null },
  ): Promise<void> {
    if (isPast(operation.createdAt + FOLLOW_FOR_MS)) return end(operation, { state: 'undecided' });
    const { handle } = operation;
    await env.store.putOperation({ ...common(operation), ...nextLook(operation), ...how, handle });
  }

  /** An accepted operation without any handle: only a look around can say more, and that it says nothing is a doubt. */
  async function lookAround(operation: FollowedOperation): Promise<void> {
    const verdict = await looks.verdictOf(operation);
    switch (verdict.kind) {
      case 'done':
        return succeed(operation, verdict.newBackups);
      case 'notDone':
      case 'unclear':
        return env.store.putOperation(inDoubt(operation, true, null, env.now()));
      case 'underWay':
        return goOn(operation, { state: 'running', percent: null });
      case 'open':
        return goOn(
          operation,
          operation.state === 'running'
            ? { state: 'running', percent: operation.percent }
            : { state: 'accepted' },
        );
    }
  }

  /** Two looks that find nothing, far enough apart for a list that lags, decide as far as anything does. */
  async function lookInDoubt(operation: DoubtfulOperation): Promise<void> {
    const verdict = await looks.verdictOf(operation);
    if (verdict.kind === 'done') return succeed(operation, verdict.newBackups);
    if (verdict.kind === 'underWay') {
      const found = accepted(operation, { by: 'list' }, env.now());
      return env.store.putOperation({ ...found, state: 'running', percent: null });
    }
    const isMissing = verdict.kind === 'notDone' || verdict.kind === 'unclear';
    // A clock that was set back would let the first look lie ahead.
    const missedAt = isMissing ? Math.min(operation.missedAt ?? env.now(), env.now()) : null;
    if (missedAt !== null && env.now() - missedAt >= LIST_LAG_MS) {
      return end(operation, verdict.kind === 'notDone' ? notDone(operation) : { state: 'undecided' });
    }
    if (isPast(operation.giveUpAt)) return end(operation, { state: 'undecided' });
    await env.store.putOperation({ ...operation, ...nextLook(operation), missedAt });
  }

  function succeed(operation: Operation, newBackups: readonly BackupId[]): Promise<void> {
    return end(operation, { state: 'succeeded', newBackups });
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

/** The provider's own word on what stood in the way, or else that nothing of it is to be seen. */
function notDone({ task, cause, answered }: DoubtfulOperation): End {
  return { state: 'failed', trouble: cause ?? { kind: handlingOf(task).missing, answered } };
}

/** Whether an operation is to be looked at again: sent, and not at its end. */
export function isOpen(operation: Operation): operation is OpenOperation {
  return operation.state === 'accepted' || operation.state === 'running' || operation.state === 'unknown';
}

/** Whether its time has come, or it was last touched in a future that a clock set back has taken away. */
export function isLookDue(operation: OpenOperation, now: EpochMs): boolean {
  return operation.nextPollAt <= now || operation.updatedAt > now + CLOCK_TOLERANCE_MS;
}
