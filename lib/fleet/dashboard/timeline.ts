import type { Backup, Size } from '../../model/backup';
import type { SeenBackup, WhyGone } from '../../model/finding';
import type { EpochMs } from '../../model/time';
import { isDated } from '../restore-points';
import type { ServerRow } from '../types';

export type PointKind = Backup['kind'] | 'snapshot';

/** How a restore point ended: why it is gone, or that a complete list no longer named it and the next one decides. */
export type PointEnd = { readonly at: EpochMs; readonly why: WhyGone | 'missing' };

/** A restore point or a snapshot on the line of its server, there or gone. */
export type TimelinePoint = {
  readonly id: string;
  readonly kind: PointKind;
  readonly at: EpochMs;
  readonly expiresAt: EpochMs | null;
  readonly size: Size | null;
  readonly note: string | null;
  /** Null while it can be restored. */
  readonly end: PointEnd | null;
};

export type Span = { readonly from: EpochMs; readonly to: EpochMs };

/** A server's restore points in time, by the provider's clock. */
export type Timeline = {
  /** Oldest first. */
  readonly points: readonly TimelinePoint[];
  /** Where no restore point was young enough, as far as that is known. Snapshots count for nothing. */
  readonly gaps: readonly Span[];
  /** Up to here a reading vouches for the line; null where none was ever made. */
  readonly knownUntil: EpochMs | null;
};

/**
 * The restore points of a server from `from` on, those that went away among them, and the gaps. A gap is a time in
 * which no restore point was younger than `allowedMs`. Of the time before the ledger began nothing is said: what was
 * there then may be gone without a trace. Only that nothing newer than the newest one was found holds in any case.
 */
export function timelineOf(row: ServerRow, from: EpochMs, allowedMs: number): Timeline {
  const { stored, providerNow } = row;
  const knownUntil = row.readAgoMs === null ? null : providerNow - row.readAgoMs;
  const points = pointsOf(row);
  const inTime = ({ at }: TimelinePoint) => at >= from;
  if (knownUntil === null) return { points: points.filter(inTime), gaps: [], knownUntil };
  const seenSince = stored.seen.reduce((least, { firstSeenAt }) => Math.min(least, firstSeenAt), knownUntil);
  const gaps = gapsOf(points, allowedMs, seenSince, knownUntil).flatMap((gap) =>
    gap.to <= from ? [] : [{ from: Math.max(from, gap.from), to: gap.to }],
  );
  return { points: points.filter(inTime), gaps, knownUntil };
}

/** Everything that has a place on a server's line, oldest first. */
export function pointsOf({ stored, backups, providerNow }: ServerRow): readonly TimelinePoint[] {
  const complete = backups.filter(({ state }) => state === 'complete');
  const listed = new Set(complete.map(({ id }) => id));
  const snapshots = stored.reading === null ? [] : stored.reading.snapshots;
  return [
    ...complete
      .filter((backup) => isDated(backup, providerNow))
      .flatMap((backup) => pointOf(backup, null, providerNow)),
    ...stored.seen
      .filter(({ id }) => !listed.has(id))
      .flatMap((entry) => pointOf(entry, endOf(entry), providerNow)),
    ...snapshots
      .filter((snapshot) => isDated(snapshot, providerNow))
      .flatMap((snapshot) => pointOf({ ...snapshot, kind: 'snapshot' }, null, providerNow)),
  ].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

type Dateable = Omit<TimelinePoint, 'at' | 'end'> & { readonly createdAt: EpochMs | null };

function pointOf(row: Dateable, end: PointEnd | null, now: EpochMs): readonly TimelinePoint[] {
  const { id, kind, createdAt: at, expiresAt, size, note } = row;
  if (at === null) return [];
  const expired = expiresAt !== null && expiresAt <= now ? { at: expiresAt, why: 'expired' as const } : null;
  return [{ id, kind, at, expiresAt, size, note, end: end ?? expired }];
}

/**
 * Of one that is gone it is known when it was missed first, which is nearer to its end than when that was settled. One
 * that no list missed so far, such as one that an older list still names, is there.
 */
export function endOf({ gone, missingSince }: SeenBackup): PointEnd | null {
  if (gone !== null) return { at: missingSince ?? gone.at, why: gone.why };
  return missingSince === null ? null : { at: missingSince, why: 'missing' };
}

function gapsOf(
  points: readonly TimelinePoint[],
  allowedMs: number,
  seenSince: EpochMs,
  knownUntil: EpochMs,
): readonly Span[] {
  const restorable = points.filter(({ kind }) => kind !== 'snapshot');
  const newest = restorable.at(-1);
  if (newest === undefined) return [];
  const gaps: Span[] = [];
  let goodUntil = Math.min(seenSince, newest.at);
  for (const { at, end } of restorable) {
    if (at > goodUntil) gaps.push({ from: goodUntil, to: Math.min(at, knownUntil) });
    goodUntil = Math.max(goodUntil, Math.min(at + allowedMs, end === null ? knownUntil : end.at));
  }
  if (goodUntil < knownUntil) gaps.push({ from: goodUntil, to: knownUntil });
  return gaps;
}
