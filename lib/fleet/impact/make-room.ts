import type { Backup, Gate } from '../../model/backup';
import type { ServerReading } from '../../model/server';
import { isStarved } from '../findings/rotation';
import { isDated, newestFirst } from '../restore-points';
import type { ServerRow } from '../types';
import { slotsLeft } from './slots';
import type { MakeRoom, WhyKept } from './types';
import { withheldOf } from './withheld';

/** The documented codes of a closed gate that have nothing to do with slots; no code of a full quota is documented. */
const NOT_OF_SLOTS: ReadonlySet<string> = new Set(['pending_order']);

/**
 * What to delete so that the next backup finds a slot. The rule: the oldest made by hand, unless it is protected, the
 * newest or the last good one; as many as are needed. Copies of a schedule stay, as the schedule would only make them
 * again: how many it keeps is set there. A person may choose others of those that need not stay.
 */
export function makeRoomProposal(row: ServerRow): MakeRoom {
  const { reading } = row.stored;
  const candidates = [...newestFirst(row.backups)]
    .reverse()
    .map((backup) => ({ backup, kept: whyKept(row, backup) }));
  const left = reading === null ? null : slotsLeft(reading);
  const forSchedule = reading !== null && isStarved(reading);
  const needed = left === null ? 0 : Math.max(0, 1 - left) + (forSchedule ? 1 : 0);
  const proposed = candidates
    .filter(({ backup, kept }) => kept === null && backup.kind === 'manual')
    .slice(0, needed)
    .map(({ backup }) => backup.id);
  const gate = closedGate(reading);
  return {
    candidates,
    proposed,
    needed,
    forSchedule,
    closed: gate && { reason: gate.reason },
    refusal:
      withheldOf(row, 'delete') ??
      limitRefusal(reading, left) ??
      gateRefusal(gate, left) ??
      (needed === 0 || candidates.some(({ kept }) => kept === null) ? null : { kind: 'nothingMayGo' }),
  };
}

/** Whether the provider allows no backup now and a deletion may change that. */
export function opensWithRoom(reading: ServerReading): boolean {
  const gate = closedGate(reading);
  const left = slotsLeft(reading);
  return gate !== null && limitRefusal(reading, left) === null && gateRefusal(gate, left) === null;
}

function closedGate(reading: ServerReading | null): Gate | null {
  const gate = reading === null ? null : reading.createGate;
  return gate === null || gate.allowed ? null : gate;
}

/** A gate that names such a reason opens for no deletion; one that is closed beside a free slot may not. */
function gateRefusal(gate: Gate | null, left: number | null): Extract<MakeRoom['refusal'], object> | null {
  if (gate === null) return null;
  const { code, reason } = gate;
  if (code !== null && NOT_OF_SLOTS.has(code)) return { kind: 'gateClosed', reason };
  return left === null || left > 0 ? { kind: 'closedWithRoom', reason } : null;
}

/** Why a backup is not deleted to make room; null where it may be. */
export function whyKept(row: ServerRow, backup: Backup): WhyKept | null {
  if (backup.protected === true) return 'protected';
  if (backup.state !== 'complete') return 'notComplete';
  if (!isDated(backup, row.providerNow)) return 'undated';
  if (row.lastGood !== null && row.lastGood.id === backup.id) return 'lastGood';
  const isNewest = row.backups.every(
    (other) => other.id === backup.id || (other.createdAt ?? 0) <= backup.createdAt,
  );
  if (isNewest) return 'newest';
  return backup.kind === 'scheduled' || backup.kind === 'automatic' ? 'scheduled' : null;
}

function limitRefusal(
  reading: ServerReading | null,
  left: number | null,
): { readonly kind: 'noLimit' } | null {
  const hasNone = reading === null || reading.quota.kind === 'absent' || left === null;
  return hasNone ? { kind: 'noLimit' } : null;
}
