import type { Finding, FindingRecord } from '../../model/finding';
import type { EpochMs } from '../../model/time';
import { isMuted } from '../findings/hush';
import { pressingFirst } from '../findings/shown';
import { passesQuiet, quietUntil } from './quiet-hours';
import { isOpen } from './records';
import type { IsSettled } from './settled';
import { subjectKey } from './subject';
import { currentBy, snoozedBy, type Telling } from './telling';

/**
 * The records with the notice of each beginning that is to be told from now on, and with those settled of which none is
 * wanted. All that become ripe at once share one notice, by night one in the morning; a notice's id, once chosen, stays.
 * Gives the same array where nothing changed.
 */
export function planned(
  records: readonly FindingRecord[],
  telling: Telling,
  isSettled: IsSettled,
): readonly FindingRecord[] {
  const { now } = telling;
  const isUnwanted = unwantedBy(telling);
  const isSnoozed = snoozedBy(telling);
  const current = currentBy(telling.findings);
  const changed = new Map<string, FindingRecord>();
  const untold = records.filter(({ toldAt }) => toldAt === null);
  const settle = (record: FindingRecord) => changed.set(record.id, { ...record, toldAt: now });
  for (const record of untold.filter(isUnwanted)) settle(record);

  const awaited = untold.filter(
    (record) =>
      record.noticeId === null &&
      current(record) !== null &&
      !isUnwanted(record) &&
      !isSnoozed(record.finding) &&
      isSettled(record.finding),
  );
  const quietEnd = quietUntil(telling.settings.quietHours, now);
  const waits = ({ finding }: FindingRecord) => quietEnd !== null && !passesQuiet(finding, telling.settings);
  for (const part of [awaited.filter((record) => !waits(record)), awaited.filter(waits)]) {
    const batch = batchOf(part, now);
    const latest = batch.map((record) => current(record) ?? record.finding);
    if (!latest.some(isWorthTelling)) {
      for (const record of batch) settle(record);
      continue;
    }
    const base = quietEnd !== null && batch.some(waits) ? `quiet:${quietEnd}` : idFor(batch, now);
    const noticeId = untoldId(base, records);
    for (const record of batch) changed.set(record.id, { ...record, noticeId });
  }
  return changed.size === 0 ? records : records.map((record) => changed.get(record.id) ?? record);
}

/** Of what nothing is to be told: a person wants none of it, or it was over before it could be told. */
function unwantedBy(telling: Telling): (record: FindingRecord) => boolean {
  const isSnoozed = snoozedBy(telling);
  return (record) => {
    const { finding, noticeId } = record;
    if (!telling.settings.notify || isMuted(finding, telling.settings)) return true;
    return !isOpen(record) && (noticeId === null || isSnoozed(finding));
  };
}

/** What is ripe; that nobody watched is told with the first of what that brought. */
function batchOf(awaited: readonly FindingRecord[], now: EpochMs): readonly FindingRecord[] {
  const ripe = awaited.filter(({ finding }) => finding.tellFrom !== null && finding.tellFrom <= now);
  return ripe.length === 0
    ? []
    : awaited.filter((record) => ripe.includes(record) || record.finding.kind === 'notWatched');
}

/** A night in which nothing happened is no news. */
function isWorthTelling(finding: Finding): boolean {
  return finding.kind !== 'notWatched' || finding.began + finding.ended > 0;
}

function idFor(batch: readonly FindingRecord[], now: EpochMs): string {
  const [first] = [...batch].sort((a, b) => pressingFirst(a.finding, b.finding));
  const subjects = new Set(batch.map(({ finding }) => subjectKey(finding.subject)));
  return first !== undefined && subjects.size === 1 ? `finding:${first.id}` : `digest:${now}`;
}

/** The id itself, or one like it: a notice of which something was told takes no more. */
function untoldId(base: string, records: readonly FindingRecord[]): string {
  const told = new Set(records.filter(({ toldAt }) => toldAt !== null).map(({ noticeId }) => noticeId));
  let id = base;
  for (let n = 2; told.has(id); n++) id = `${base}:${n}`;
  return id;
}
