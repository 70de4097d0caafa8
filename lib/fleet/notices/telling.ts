import type { Finding, FindingRecord, Snooze } from '../../model/finding';
import type { Settings } from '../../model/settings';
import type { EpochMs } from '../../model/time';
import { snoozeOf } from '../findings/hush';
import { isSameBeginning } from './records';

/** What telling goes by: the findings of this moment and what a person asked for. */
export type Telling = {
  readonly findings: readonly Finding[];
  readonly snoozes: readonly Snooze[];
  readonly settings: Settings;
  readonly now: EpochMs;
};

/** Whether a snooze keeps a finding quiet, be it there at this moment or not. */
export function snoozedBy({ findings, snoozes, now }: Telling): (finding: Finding) => boolean {
  const byTarget = new Map(snoozes.map((snooze) => [snooze.target, snooze]));
  return (finding) => snoozeOf(finding, findings, byTarget, now) !== null;
}

/** Finds what a record's beginning is at this moment; null where it is over, or cannot be seen. */
export function currentBy(findings: readonly Finding[]): (record: FindingRecord) => Finding | null {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  return (record) => {
    const finding = byId.get(record.finding.id);
    const isThere = finding !== undefined && record.endedAt === null && isSameBeginning(record, finding);
    return isThere ? finding : null;
  };
}
