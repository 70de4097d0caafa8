import type { EndedOperation, Operation, OperationTask, WatchHandle } from '../model/operation';
import type { StoredServer } from '../model/server';
import { type EpochMs, HOUR_MS, SECOND_MS } from '../model/time';
import type { Trouble } from '../model/trouble';
import { pollDelayMs } from './poll-delay';

/** How long reading the provider may go on before an unanswered request is called undecided. */
const GIVE_UP_AFTER_MS = 2 * HOUR_MS;
const FIRST_LOOK_MS = 5 * SECOND_MS;

type Common = Omit<Extract<Operation, { state: 'sending' }>, 'state'>;

/** The parts of an operation that every state has. */
export function common(operation: Operation): Common {
  const { id, task, accountId, provider, serverId, serverName } = operation;
  const { createdAt, updatedAt, askedAt, backupsBefore } = operation;
  return {
    id,
    task,
    accountId,
    provider,
    serverId,
    serverName,
    createdAt,
    updatedAt,
    askedAt,
    backupsBefore,
  };
}

/** An operation as it is written down before its request leaves. */
export function sendingOf(given: {
  readonly id: string;
  readonly task: OperationTask;
  readonly stored: StoredServer;
  readonly now: EpochMs;
  readonly askedAt: EpochMs;
}): Operation {
  const { id, task, stored, now, askedAt } = given;
  const { accountId, server, reading } = stored;
  return {
    id,
    task,
    accountId,
    provider: server.provider,
    serverId: server.id,
    serverName: server.name,
    createdAt: now,
    updatedAt: now,
    askedAt,
    backupsBefore: reading ? reading.backups.map((backup) => backup.id) : null,
    state: 'sending',
  };
}

/** The operation once its provider took it. */
export function accepted(
  operation: Operation,
  handle: WatchHandle,
  now: EpochMs,
): Extract<Operation, { state: 'accepted' }> {
  return {
    ...common(operation),
    state: 'accepted',
    updatedAt: now,
    handle,
    polls: 0,
    nextPollAt: now + pollDelayMs(0),
  };
}

/** The operation in doubt: from here on the provider's list decides. `answered`: it had taken the request. */
export function inDoubt(
  operation: Operation,
  answered: boolean,
  cause: Trouble | null,
  now: EpochMs,
): Operation {
  return {
    ...common(operation),
    state: 'unknown',
    updatedAt: now,
    polls: 0,
    nextPollAt: now + FIRST_LOOK_MS,
    giveUpAt: now + GIVE_UP_AFTER_MS,
    answered,
    cause,
    missedAt: null,
  };
}

export type End =
  | { readonly state: 'succeeded'; readonly newBackups: readonly string[] }
  | { readonly state: 'failed'; readonly trouble: Trouble }
  | { readonly state: 'undecided' };

/** The operation at its end, which is still to be told. */
export function ended(operation: Operation, end: End, now: EpochMs): EndedOperation {
  return { ...common(operation), ...end, updatedAt: now, endedAt: now, toldAt: null };
}
