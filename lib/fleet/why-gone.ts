import type { SeenBackup, WhyGone } from '../model/finding';
import type { ServerReading } from '../model/server';
import { CLOCK_TOLERANCE_MS, DAY_MS, HOUR_MS } from '../model/time';
import { deletesOldest } from './impact/slots';
import type { LedgerStep } from './ledger';

/**
 * A provider may make the new backup first or remove the old one first, and a reading may fall between the two. Our
 * choice: no document states how long either takes.
 */
const REPLACED_WITHIN_MS = 3 * HOUR_MS;

/** One way in which old backups give way to new ones: who may have come, and who may have left for it. */
type Turnover = { readonly came: readonly SeenBackup[]; readonly left: readonly SeenBackup[] };

/**
 * Tells why a backup that two complete readings in a row do not list is gone, judged from the ledger and the reading;
 * null while a newer backup may still take its place.
 */
export function absenceJudge(
  entries: readonly SeenBackup[],
  step: LedgerStep,
): (entry: SeenBackup) => WhyGone | null {
  const rotation = rotationOf(entries, step);
  const eviction = evictionOf(entries, step);
  const unrotated = unreplaced(rotation, entries, step);
  const unevicted = unreplaced(eviction, entries, step);
  const isFull = wasFull(step, unevicted.size);
  return (entry) => {
    const own = ownReason(entry, step);
    if (own !== null) return own;
    const rotates = rotation.left.includes(entry);
    if (rotates && (!unrotated.has(entry) || isRetentionMet(entry, entries, step))) return 'rotated';
    const evicts = isFull && eviction.left.includes(entry);
    if (evicts && !unevicted.has(entry)) return 'evicted';
    // Old backups give way one at a time.
    const isAwaited = (rotates && unrotated.size === 1) || (evicts && unevicted.size === 1);
    return isAwaited && step.readAt - (entry.missingSince ?? 0) < REPLACED_WITHIN_MS ? null : 'unexplained';
  };
}

/** A reason that lies in the backup itself. */
function ownReason({ id, expiresAt }: SeenBackup, { deletedHere, providerNow }: LedgerStep): WhyGone | null {
  if (deletedHere.has(id)) return 'deletedHere';
  return expiresAt !== null && expiresAt <= providerNow + CLOCK_TOLERANCE_MS ? 'expired' : null;
}

/** What a provider makes by its own timetable it also removes: the oldest of its kind. */
function rotationOf(entries: readonly SeenBackup[], step: LedgerStep): Turnover {
  const came = entries.filter(isMadeByProvider);
  const present = came.filter(isPresent);
  const left = came.filter((entry) => isSettled(entry) || (isOpen(entry, step) && isOldest(entry, present)));
  return { came, left };
}

/** In a full quota a new backup may take the place of the oldest one, whatever its kind, that is not protected. */
function evictionOf(entries: readonly SeenBackup[], step: LedgerStep): Turnover {
  if (deletesOldest(step.reading) === false) return { came: [], left: [] };
  const kept = new Set(
    step.reading.backups.filter((backup) => backup.protected === true).map(({ id }) => id),
  );
  const yielding = entries.filter((entry) => isPresent(entry) && !kept.has(entry.id));
  const left = entries.filter(
    (entry) => isSettled(entry) || (isOpen(entry, step) && isOldest(entry, yielding)),
  );
  return { came: entries, left };
}

function isPresent({ missingSince }: SeenBackup): boolean {
  return missingSince === null;
}

/** Missing, and neither settled nor explained by itself. */
function isOpen(entry: SeenBackup, step: LedgerStep): boolean {
  return entry.missingSince !== null && entry.gone === null && ownReason(entry, step) === null;
}

function isSettled({ gone }: SeenBackup): boolean {
  return gone !== null && (gone.why === 'rotated' || gone.why === 'evicted');
}

/** Where the provider does not say who made a backup, it may have been its timetable. */
function isMadeByProvider({ kind }: SeenBackup): boolean {
  return kind !== 'manual';
}

function isOldest(entry: SeenBackup, others: readonly SeenBackup[]): boolean {
  return !others.some((other) => isOlder(other, entry));
}

/** Where one of them has no date, the one that was seen first. */
function isOlder(a: SeenBackup, b: SeenBackup): boolean {
  return a.createdAt === null || b.createdAt === null
    ? a.firstSeenAt < b.firstSeenAt
    : a.createdAt < b.createdAt;
}

/**
 * Those of the ones that left for which none came: each new backup takes the place of one old one, of those that left
 * first. One that is settled was so by those that had come by then.
 */
function unreplaced(
  { came, left }: Turnover,
  entries: readonly SeenBackup[],
  { readAt, providerNow }: LedgerStep,
): ReadonlySet<SeenBackup> {
  const watchedSince = Math.min(...entries.map(({ firstSeenAt }) => firstSeenAt));
  const skewMs = providerNow - readAt;
  const free = came
    .map((entry) => {
      const { firstSeenAt, createdAt } = entry;
      // When those that were there at the first look of all had come, only their dates can tell.
      if (firstSeenAt > watchedSince) return { entry, at: firstSeenAt };
      return { entry, at: createdAt === null ? Number.NEGATIVE_INFINITY : createdAt - skewMs };
    })
    .sort((a, b) => a.at - b.at || (a.entry.id < b.entry.id ? -1 : 1));
  const inOrder = [...left].sort(
    (a, b) =>
      a.lastSeenAt - b.lastSeenAt || (a.createdAt ?? 0) - (b.createdAt ?? 0) || (a.id < b.id ? -1 : 1),
  );
  const alone = inOrder.filter((entry) => {
    const until = entry.gone === null ? Number.POSITIVE_INFINITY : entry.gone.at;
    const taken = free.findIndex(
      (other) =>
        other.entry !== entry && other.at > entry.lastSeenAt - REPLACED_WITHIN_MS && other.at <= until,
    );
    if (taken >= 0) free.splice(taken, 1);
    return taken < 0 && entry.gone === null;
  });
  return new Set(alone);
}

/** Whether as many remain as are to be kept, or it was kept for as long as is stated. */
function isRetentionMet(entry: SeenBackup, entries: readonly SeenBackup[], step: LedgerStep): boolean {
  const count = entries.filter((other) => isPresent(other) && other.kind === entry.kind).length;
  const { automatic } = step.server;
  const counts = [
    ...step.reading.schedules.filter(({ enabled }) => enabled).map(({ retentionCount }) => retentionCount),
    automatic.kind === 'stated' ? automatic.keptWeeks : null,
  ];
  if (count > 0 && counts.includes(count)) return true;
  if (automatic.kind !== 'stated' || entry.createdAt === null) return false;
  // Which hour of its last day a provider removes a backup in is not stated.
  return entry.createdAt + automatic.keptWeeks * 7 * DAY_MS <= step.providerNow + DAY_MS;
}

/** Whether the quota had no slot left, counting those that left and none has come for yet. */
function wasFull({ before, reading }: LedgerStep, owed: number): boolean {
  return hasAtMost(reading, owed) || (before !== null && hasAtMost(before, 0));
}

function hasAtMost({ quota }: ServerReading, slots: number): boolean {
  return quota.kind === 'limited' && quota.remaining <= slots;
}
