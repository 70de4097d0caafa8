import type { FindingRecord, Snooze } from '../../model/finding';
import type { Settings } from '../../model/settings';
import { type EpochMs, MINUTE_MS } from '../../model/time';
import { snoozeKey } from '../findings/hush';
import { pressingFirst } from '../findings/shown';
import { passesQuiet, quietUntil } from './quiet-hours';
import { isOpen } from './records';
import { currentBy, snoozedBy, type Telling } from './telling';

/** Beginnings that one notification tells, each as it is now, in the order in which they are told. */
export type Notice = { readonly id: string; readonly records: readonly FindingRecord[] };

/** The notices that may be shown now: chosen and not told, and neither snoozed nor held back by quiet hours. */
export function readyNotices(records: readonly FindingRecord[], telling: Telling): readonly Notice[] {
  const { now, settings } = telling;
  const isSnoozed = snoozedBy(telling);
  const current = currentBy(telling.findings);
  const isQuiet = quietUntil(settings.quietHours, now) !== null;
  const notices = new Map<string, FindingRecord[]>();
  for (const record of records) {
    const { noticeId, toldAt, finding } = record;
    if (noticeId === null || toldAt !== null || isSnoozed(finding)) continue;
    if (isQuiet && !passesQuiet(finding, settings)) continue;
    const latest = { ...record, finding: current(record) ?? finding };
    notices.set(noticeId, [...(notices.get(noticeId) ?? []), latest]);
  }
  return [...notices].map(([id, told]) => ({ id, records: told.sort(tellingFirst) }));
}

/** That nobody watched explains the rest; what is over comes last. */
function tellingFirst(a: FindingRecord, b: FindingRecord): number {
  const isGap = ({ finding }: FindingRecord) => Number(finding.kind === 'notWatched');
  return isGap(b) - isGap(a) || Number(isOpen(b)) - Number(isOpen(a)) || pressingFirst(a.finding, b.finding);
}

/**
 * When there will be something to tell by the passing of time alone: a finding has lasted long enough, quiet hours or a
 * snooze end, or a notification that the browser refused is tried again. Infinity where nothing waits.
 */
export function nextTellingAt(waiting: {
  readonly records: readonly FindingRecord[];
  readonly snoozes: readonly Snooze[];
  readonly settings: Settings;
  readonly now: EpochMs;
}): EpochMs {
  const { records, snoozes, settings, now } = waiting;
  const quietEnd = quietUntil(settings.quietHours, now);
  const snoozed = new Set(snoozes.map(({ target }) => target));
  const moments = records.map((record) => {
    const { finding, noticeId, toldAt } = record;
    const { id, subject, tellFrom } = finding;
    const isSnoozed =
      snoozed.has(snoozeKey({ kind: 'finding', id })) ||
      (subject.kind === 'server' && snoozed.has(snoozeKey({ kind: 'server', key: subject.key })));
    if (toldAt !== null || isSnoozed) return Number.POSITIVE_INFINITY;
    if (noticeId !== null) {
      return quietEnd !== null && !passesQuiet(finding, settings) ? quietEnd : now + MINUTE_MS;
    }
    return isOpen(record) && tellFrom !== null && tellFrom > now ? tellFrom : Number.POSITIVE_INFINITY;
  });
  const snoozeEnds = snoozes.map(({ until }) => until ?? Number.POSITIVE_INFINITY);
  return Math.min(quietEnd ?? Number.POSITIVE_INFINITY, ...moments, ...snoozeEnds.filter((at) => at > now));
}
