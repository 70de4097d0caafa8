import type { AccountStatus } from '../model/account';
import { hasEnded, type Operation } from '../model/operation';
import type { ServerReading } from '../model/server';
import { type EpochMs, MINUTE_MS } from '../model/time';
import type { Trouble } from '../model/trouble';
import type { CreateOffer, CreateWarning } from './types';

/** A backup that was started this recently is worth a word before the next one. */
const RECENT_MS = 10 * MINUTE_MS;

/** Troubles of an account that let nothing be asked of its provider. */
export const stopping: ReadonlySet<Trouble['kind']> = new Set([
  'wrongKey',
  'permissionMissing',
  'keyMissing',
  'keyDamaged',
]);

/** What "Back up now" may do for a server, and what a person should know first. */
export function createOfferOf(input: {
  readonly status: AccountStatus;
  readonly reading: ServerReading | null;
  readonly operations: readonly Operation[];
  readonly now: EpochMs;
}): CreateOffer {
  const { status, reading, operations, now } = input;
  if (!status.capabilities.includes('create')) return { kind: 'notOffered' };
  if (operations.some((operation) => !hasEnded(operation))) return { kind: 'running' };
  if (status.trouble && stopping.has(status.trouble.kind)) return { kind: 'unavailable' };
  if (status.writes === 'refused') return { kind: 'readOnlyKey' };
  if (reading?.createGate && !reading.createGate.allowed) {
    return { kind: 'blocked', reason: reading.createGate.reason };
  }
  return { kind: 'offered', warnings: warningsFor(reading, operations, now) };
}

function warningsFor(
  reading: ServerReading | null,
  operations: readonly Operation[],
  now: EpochMs,
): readonly CreateWarning[] {
  const warnings: CreateWarning[] = [];
  if (reading?.quota.kind === 'limited' && reading.quota.remaining === 1) warnings.push({ kind: 'lastSlot' });
  const startedAt = Math.max(
    ...operations
      .filter((operation) => operation.task.kind === 'create' && operation.state !== 'failed')
      .map((operation) => operation.createdAt),
  );
  if (now - startedAt < RECENT_MS) warnings.push({ kind: 'startedRecently', agoMs: now - startedAt });
  return warnings;
}
