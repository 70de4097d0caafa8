import { hasEnded, type Operation, type OperationTask } from '../../model/operation';
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../model/time';
import type { Draft, ReadingCase, ServerCase } from './draft';
import { ourTime } from './draft';
import { medianOf } from './median';

/** How much longer than usual counts as stuck, what is never too long, and what is without knowing the usual. */
const TIMES_USUAL = 3;
const AT_LEAST_MS = 30 * MINUTE_MS;
const WITHOUT_HISTORY_MS = 2 * HOUR_MS;

type Work = {
  readonly what: 'operation' | 'lock' | 'backup';
  readonly startedAt: EpochMs;
  /** The same moment by our clock. */
  readonly since: EpochMs;
  readonly occurrence: string;
  /** The kind of task whose usual time it is measured by; what the provider is at by itself is taken for a backup. */
  readonly as: OperationTask['kind'];
};

/** That something Lastgood asked for takes too long; the journal knows that without any reading. */
export function stuckOperationFindings(current: ServerCase): readonly Draft[] {
  return stuckOf(
    openOperations(current).map(({ id, createdAt, task }) => ({
      what: 'operation',
      startedAt: createdAt,
      since: createdAt,
      occurrence: id,
      as: task.kind,
    })),
    current,
    current.now,
  );
}

/**
 * That the provider has been at work for too long: a lock, or a backup that is not ours (ours is told as such). Only for
 * as long as a reading found it at work: it may have ended since.
 */
export function stuckWorkFindings(current: ReadingCase): readonly Draft[] {
  const { server, lockedSince } = current.row.stored;
  const locks: readonly Work[] =
    server.locked && lockedSince !== null
      ? [
          {
            what: 'lock',
            startedAt: lockedSince,
            since: lockedSince,
            occurrence: String(lockedSince),
            as: 'create',
          },
        ]
      : [];
  const { readAt } = current;
  return [...stuckOf(locks, current, readAt), ...stuckOf(runningBackups(current), current, readAt)];
}

function runningBackups(current: ReadingCase): readonly Work[] {
  if (openOperations(current).length > 0) return [];
  return current.reading.backups.flatMap(({ state, id, createdAt }) =>
    state === 'running' && createdAt !== null
      ? {
          what: 'backup',
          startedAt: createdAt,
          since: ourTime(createdAt, current),
          occurrence: id,
          as: 'create',
        }
      : [],
  );
}

function openOperations({ row }: ServerCase): readonly Operation[] {
  return row.operations.filter((operation) => !hasEnded(operation));
}

/** The oldest of the works, as a finding where it is known to have lasted too long: until `knownAt`, by our clock. */
function stuckOf(works: readonly Work[], { row }: ServerCase, knownAt: EpochMs): readonly Draft[] {
  const [oldest] = [...works].sort(
    (a, b) => a.startedAt - b.startedAt || (a.occurrence < b.occurrence ? -1 : 1),
  );
  if (oldest === undefined) return [];
  const { what, startedAt, since, occurrence, as } = oldest;
  const usualMs = usualDuration(row.operations, as);
  const allowedMs = usualMs === null ? WITHOUT_HISTORY_MS : Math.max(AT_LEAST_MS, TIMES_USUAL * usualMs);
  if (knownAt - since <= allowedMs) return [];
  return [
    {
      facts: { kind: 'stuck', what, startedAt, usualMs },
      severity: 'warning',
      since: since + allowedMs,
      of: what,
      occurrence,
    },
  ];
}

/** The median of what of this kind Lastgood did to the server; a clock that was set back tells nothing. */
function usualDuration(operations: readonly Operation[], kind: OperationTask['kind']): number | null {
  return medianOf(
    operations.flatMap((operation) =>
      operation.state === 'succeeded' &&
      operation.task.kind === kind &&
      operation.endedAt >= operation.createdAt
        ? operation.endedAt - operation.createdAt
        : [],
    ),
  );
}
