import fc from 'fast-check';
import { overview } from '../../../../lib/fleet/overview';
import type { Overview, ServerRow } from '../../../../lib/fleet/types';
import type { SeenBackup } from '../../../../lib/model/finding';
import type { StoredServer } from '../../../../lib/model/server';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, anAccount, aReading, aServer, aState, aStatus, aStored, NOW } from '../../builders';

/** An entry of the ledger of a restore point that was made some time ago. */
export function seenBackup(ageMs: number, over: Partial<SeenBackup> = {}): SeenBackup {
  return {
    id: `seen-${ageMs}`,
    kind: 'scheduled',
    createdAt: NOW - ageMs,
    expiresAt: null,
    size: null,
    note: null,
    firstSeenAt: NOW - 100 * DAY_MS,
    lastSeenAt: NOW,
    missingSince: null,
    gone: null,
    ...over,
  };
}

/** One that is gone since some time. */
export function goneBackup(ageMs: number, goneMs: number, over: Partial<SeenBackup> = {}): SeenBackup {
  const at = NOW - goneMs;
  return seenBackup(ageMs, { missingSince: at, gone: { at, why: 'rotated' }, ...over });
}

/** A fleet of two accounts, of which each server is stored as it is given. */
export function fleetOf(servers: readonly StoredServer[]): Overview {
  return overview(
    aState({
      accounts: [anAccount(), anAccount({ id: 'a2', provider: 'vpsorg', label: 'shop' })],
      statuses: [aStatus(), aStatus({ accountId: 'a2' })],
      servers,
    }),
    NOW,
  );
}

/** The first row of a fleet with this one server alone. */
export function rowOf(stored: Partial<StoredServer>): ServerRow {
  const [row] = fleetOf([aStored(stored)]).rows;
  if (row === undefined) throw new Error('the server is not listed');
  return row;
}

const backups = fc.array(
  fc.record({
    ageMs: fc.integer({ min: 0, max: 40 }).map((days) => days * 12 * HOUR_MS),
    sizeBytes: fc.option(fc.integer({ min: 1, max: 9 }).map((size) => size * 1e9)),
  }),
  { maxLength: 4 },
);

const server = fc.record({
  name: fc.constantFrom('web', 'app-2', 'app-10', 'db', 'DB', 'żółw'),
  provider: fc.constantFrom('hostup', 'vpsorg'),
  isRead: fc.boolean(),
  isGone: fc.boolean(),
  used: fc.integer({ min: 0, max: 3 }),
  backups,
});

/** Fleets in which names, ages, sizes and slots often are the same, and where much is not known. */
export const fleets: fc.Arbitrary<Overview> = fc.array(server, { maxLength: 12 }).map((list) =>
  fleetOf(
    list.map(({ name, provider, isRead, isGone, used, backups: made }, index) =>
      aStored({
        accountId: provider === 'hostup' ? 'a1' : 'a2',
        server: aServer({ id: `s${index}`, provider, name }),
        readAt: isRead ? NOW : null,
        goneSince: isGone ? NOW - DAY_MS : null,
        reading: isRead
          ? aReading({
              quota: { kind: 'limited', used, limit: 3, remaining: 3 - used },
              backups: made.map(({ ageMs, sizeBytes }, at) =>
                aBackup({
                  id: `b${at}`,
                  createdAt: NOW - ageMs,
                  size: sizeBytes === null ? null : { basis: 'stored', sizeBytes },
                }),
              ),
            })
          : null,
      }),
    ),
  ),
);
