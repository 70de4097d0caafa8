import type { AccountId } from '../../model/account';
import type { Finding, FindingRecord } from '../../model/finding';
import { DAY_MS, type EpochMs } from '../../model/time';
import type { IsSettled } from './settled';

/** How long a beginning is known after its end: one that comes back within that time is not told again. */
const KEPT_MS = 30 * DAY_MS;
/** What goes and comes back within this time is the same thing, which was told: a flicker is no news. */
const FLICKER_MS = DAY_MS;

/**
 * The records brought up to the findings of this moment, one for each beginning: those that are over have ended, new
 * ones have begun, and both only where their subject is settled. Gives the same array where nothing changed.
 */
export function recordsAfter(input: {
  readonly records: readonly FindingRecord[];
  readonly findings: readonly Finding[];
  readonly isSettled: IsSettled;
  readonly accounts: readonly AccountId[];
  /** The keys of the servers that some account reaches. */
  readonly servers: readonly string[];
  readonly now: EpochMs;
}): readonly FindingRecord[] {
  const { records, findings, isSettled, now } = input;
  const isKnown = knownBy(new Set(input.accounts), new Set(input.servers));
  const current = new Map(findings.map((finding) => [finding.id, finding]));
  const after = new Map<string, FindingRecord>();
  for (const record of records) {
    const next = nextOf(record, current.get(record.finding.id), isSettled, isKnown, now);
    if (next !== null) after.set(next.id, next);
  }
  const open = new Set([...after.values()].filter(isOpen).map(({ finding }) => finding.id));
  const nameless = namelessBy(after.values(), now);
  for (const finding of findings) {
    if (open.has(finding.id) || !isSettled(finding)) continue;
    const id = `${finding.id}#${finding.occurrence ?? now}`;
    const earlier = finding.occurrence === null ? nameless.get(finding.id) : after.get(id);
    const record = earlier === undefined ? begun(id, finding, now) : reopened(earlier, finding);
    after.set(record.id, record);
  }
  const unchanged =
    after.size === records.length && records.every((record) => after.get(record.id) === record);
  return unchanged ? records : [...after.values()];
}

/** The last ended record of each finding whose beginnings have no names, as far as a return is not news yet. */
function namelessBy(records: Iterable<FindingRecord>, now: EpochMs): ReadonlyMap<string, FindingRecord> {
  const last = new Map<string, FindingRecord>();
  for (const record of records) {
    const { finding, endedAt } = record;
    if (endedAt === null || finding.occurrence !== null || now - endedAt >= FLICKER_MS) continue;
    if ((last.get(finding.id)?.endedAt ?? Number.NEGATIVE_INFINITY) <= endedAt) last.set(finding.id, record);
  }
  return last;
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
  isKnown: (finding: Finding) => boolean,
  now: EpochMs,
): FindingRecord | null {
  const { finding, endedAt } = record;
  if (endedAt !== null) return isKnown(finding) && now - endedAt < KEPT_MS ? record : null;
  if (current !== undefined && isSameBeginning(record, current)) {
    return isAsBefore(finding, current) ? record : { ...record, finding: current };
  }
  if (!isKnown(finding)) return null;
  return isSettled(finding) ? { ...record, endedAt: now } : record;
}

/** A server that another account reaches too stays known without the account that it was found by. */
function knownBy(accounts: ReadonlySet<AccountId>, servers: ReadonlySet<string>) {
  return ({ subject }: Finding): boolean =>
    subject.kind === 'browser' ||
    accounts.has(subject.accountId) ||
    (subject.kind === 'server' && servers.has(subject.key));
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
