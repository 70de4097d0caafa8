import { deletedHere, seenAfter } from '../fleet/ledger';
import type { AccountId, ServerId } from '../model/account';
import type { Operation } from '../model/operation';
import type { Server, ServerReading, StoredServer } from '../model/server';
import type { EpochMs } from '../model/time';
import type { FleetReading } from '../providers/provider';
import { keepParts } from './kept-parts';

/** What a reading is stored with: its own moment, and what tells why a backup is no longer in it. */
export type ReadContext = {
  /** When the read began. */
  readonly startedAt: EpochMs;
  readonly now: EpochMs;
  /** The provider's clock. */
  readonly providerNow: EpochMs;
  /** All that is journalled. */
  readonly operations: readonly Operation[];
};

/** The row of a server that the provider lists now; what was read of it before stays. */
export function listedRow(
  accountId: AccountId,
  server: Server,
  before: StoredServer | undefined,
  now: EpochMs,
): StoredServer {
  const lockedSince = server.locked ? lockedSinceOf(before, now) : null;
  if (before) return { ...before, server, unlistedSince: null, goneSince: null, lockedSince };
  return {
    accountId,
    server,
    reading: null,
    readAt: null,
    triedAt: null,
    trouble: null,
    troubleSince: null,
    unlistedSince: null,
    goneSince: null,
    lockedSince,
    seen: [],
  };
}

/** When the lock was first listed; a beginning that lies ahead tells of a clock that was set back. */
function lockedSinceOf(before: StoredServer | undefined, now: EpochMs): EpochMs {
  return before && before.lockedSince !== null ? Math.min(before.lockedSince, now) : now;
}

/** The row of a server that a complete list does not name: gone, once two lists in a row do not. */
export function unlistedRow(entry: StoredServer, now: EpochMs): StoredServer {
  if (entry.unlistedSince === null) return { ...entry, unlistedSince: now };
  return { ...entry, goneSince: entry.goneSince ?? now };
}

/**
 * The row with a new reading, and with the ledger of what was seen after it. The reading is no younger than its
 * beginning, and never takes the place of one that began later. Parts that could not be read keep what was known of
 * them.
 */
export function withReading(entry: StoredServer, reading: ServerReading, at: ReadContext): StoredServer {
  const clockWasSetBack = entry.readAt !== null && entry.readAt > at.now;
  if (entry.readAt !== null && entry.readAt > at.startedAt && !clockWasSetBack) return entry;
  const whole = entry.reading ? keepParts(entry.reading, reading) : reading;
  return {
    ...entry,
    reading: whole,
    readAt: at.startedAt,
    triedAt: at.startedAt,
    trouble: null,
    troubleSince: null,
    seen: seenAfter({
      seen: entry.seen,
      before: entry.reading,
      reading: whole,
      readAt: at.startedAt,
      providerNow: at.providerNow,
      server: entry.server,
      deletedHere: deletedHere(at.operations, entry.server),
    }),
  };
}

/** Rows of a fleet that was read in one list: those listed, and those that only their backups still name. */
export function fleetRows(
  known: readonly StoredServer[],
  stored: ReadonlyMap<ServerId, StoredServer>,
  fleet: FleetReading,
  at: ReadContext & { readonly accountId: AccountId; readonly complete: boolean },
): readonly StoredServer[] {
  const listed = known.map((entry) => {
    const reading = fleet.byServer.get(entry.server.id);
    return reading ? withReading(entry, reading, at) : entry;
  });
  const unlisted = fleet.gone.map(({ server, reading }) => {
    const before = stored.get(server.id);
    const row = withReading(before ?? listedRow(at.accountId, server, undefined, at.now), reading, at);
    if (!at.complete) return row;
    return before ? unlistedRow(row, at.now) : { ...row, unlistedSince: at.now, goneSince: at.now };
  });
  return [...listed, ...unlisted];
}
