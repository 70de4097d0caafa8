import type { AccountId } from '../../model/account';
import type { Finding, FindingRecord } from '../../model/finding';
import { DAY_MS, type EpochMs } from '../../model/time';
import type { IsSettled } from './settled';

/** How long a beginning is known after its end: one that comes back within that time is not told again. */
const KEPT_MS = 30 * DAY_MS;

/**
 * The records brought up to the findings of this moment, one for each beginning: those that are over have ended, new
 * ones have begun, and both only where their subject is settled. Gives the same array where nothing changed.
 */
export function recordsAfter(input: {
  readonly records: readonly FindingRecord[];
  readonly findings: readonly Finding[];
  readonly isSettled: IsSettled;
  readonly accounts: readonly AccountId[];
  readonly now: EpochMs;
}): readonly FindingRecord[] {
  const { records, findings, isSettled, accounts, now } = input;
  const current = new Map(findings.map((finding) => [finding.id, finding]));
  const after = new Map<string, FindingRecord>();
  for (const record of records) {
    const next = nextOf(record, current.get(record.finding.id), isSettled, accounts, now);
    if (next !== null) after.set(next.id, next);
  }
  const open = new Set([...after.values()].filter(isOpen).map(({ finding }) => finding.id));
  for (const finding of findings) {
    if (open.has(finding.id) || !isSettled(finding)) continue;
    const id = `${finding.id}#${finding.occurrence ?? now}`;
    const earlier = after.get(id);
    after.set(id, earlier === undefined ? begun(id, finding, now) : reopened(earlier, finding));
  }
  const unchanged =
    after.size === records.length && records.every((record) => after.get(record.id) === record);
  return unchanged ? records : [...after.values()];
}

export function isOpen({ endedAt }: FindingRecord): boolean {
  return endedAt === null;
}

/** Whether a record and a finding are of the same beginning, given that they are of the same finding. */
export function isSameBeginning({ finding }: FindingRecord, current: Finding): boolean {
  return finding.id === current.id && finding.occurrence === current.occurrence;
}

/** The record at this moment; null where it is forgotten. */
function nextOf(
  record: FindingRecord,
  current: Finding | undefined,
  isSettled: IsSettled,
  accounts: readonly AccountId[],
  now: EpochMs,
): FindingRecord | null {
  const { finding, endedAt } = record;
  if (endedAt !== null) return isKnown(finding, accounts) && now - endedAt < KEPT_MS ? record : null;
  if (current !== undefined && isSameBeginning(record, current)) {
    return isAsBefore(finding, current) ? record : { ...record, finding: current };
  }
  if (!isKnown(finding, accounts)) return null;
  return isSettled(finding) ? { ...record, endedAt: now } : record;
}

function isKnown({ subject }: Finding, accounts: readonly AccountId[]): boolean {
  return subject.kind === 'browser' || accounts.includes(subject.accountId);
}

function isAsBefore(before: Finding, current: Finding): boolean {
  return (
    before.fingerprint === current.fingerprint &&
    before.tellFrom === current.tellFrom &&
    JSON.stringify(before.subject) === JSON.stringify(current.subject)
  );
}

function begun(id: string, finding: Finding, now: EpochMs): FindingRecord {
  return { id, finding, firstSeenAt: now, endedAt: null, noticeId: null, toldAt: null };
}

/** The same beginning seen again: it is not told twice, but one of which no notice was wanted is judged anew. */
function reopened(record: FindingRecord, finding: Finding): FindingRecord {
  return { ...record, finding, endedAt: null, toldAt: record.noticeId === null ? null : record.toldAt };
}
