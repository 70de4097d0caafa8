import { confirmAddress } from '../fleet/confirm-address';
import { pressingFirst } from '../fleet/findings/shown';
import { keyOf } from '../fleet/key';
import type { FindingRecord } from '../model/finding';
import type { Operation } from '../model/operation';
import type { Plan } from '../model/plan';

/** The id of the notification that a person asked for to see whether any comes through. */
export const TEST_NOTICE = 'test';

/** The popup in its page view, which asks to unlock while it is locked. */
export const PAGE_VIEW = '/popup.html#page';

/** The page that shows a server, by the key of its row: the popup in its page view. */
export function pageOfRow(key: string): string {
  return `/popup.html#server=${encodeURIComponent(key)}`;
}

/** The page that lists what is found for a text, and says so where that is nothing. */
export function pageOfSearch(text: string): string {
  return `/popup.html#find=${encodeURIComponent(text)}`;
}

/**
 * The page that a notification's click opens: the server of an operation, the progress of
 * a plan, the finding of a notice about one subject,
 * all findings for a digest. Null where there is nothing to open.
 */
export function pageOfNotice(
  noticeId: string,
  known: {
    readonly operations: readonly Operation[];
    readonly plans: readonly Plan[];
    readonly findings: readonly FindingRecord[];
  },
): string | null {
  if (noticeId === TEST_NOTICE) return null;
  if (noticeId.startsWith('finding:')) return pageOfFindings(noticeId, known.findings);
  if (noticeId.startsWith('digest:') || noticeId.startsWith('quiet:')) return '/popup.html#findings';
  if (known.plans.some(({ id }) => id === noticeId))
    return confirmAddress({ kind: 'plan', planId: noticeId });
  const operation = known.operations.find(({ id }) => id === noticeId);
  return operation ? pageOfRow(keyOf(operation.provider, operation.serverId)) : null;
}

/** The most pressing of the findings that the notice told, those that are there before those that are over. */
function pageOfFindings(noticeId: string, records: readonly FindingRecord[]): string {
  const [first] = records
    .filter((record) => record.noticeId === noticeId)
    .sort(
      (a, b) =>
        Number(a.endedAt !== null) - Number(b.endedAt !== null) || pressingFirst(a.finding, b.finding),
    );
  return first === undefined
    ? '/popup.html#findings'
    : `/popup.html#finding=${encodeURIComponent(first.finding.id)}`;
}
