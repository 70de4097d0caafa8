import type { Finding, FindingFacts, FindingKind, FindingRecord } from '../../../lib/model/finding';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { aFinding, aNamedBackup, NOW } from '../../unit/builders';

const at = (hours: number) => NOW - hours * HOUR_MS;
const oldest = aNamedBackup({ createdAt: at(240) });
const schedule = { frequency: 'weekly', nextRunAt: NOW + 3 * DAY_MS } as const;

/** Plausible facts of every kind of finding. */
const facts: { readonly [Kind in FindingKind]: FindingFacts & { readonly kind: Kind } } = {
  never: { kind: 'never' },
  overdue: { kind: 'overdue', restorePointAt: at(33), goalMs: DAY_MS },
  exposed: { kind: 'exposed', restorePointAt: at(90), goalMs: DAY_MS },
  unread: { kind: 'unread', cause: 'trouble', trouble: { kind: 'timedOut' }, readAt: at(3) },
  starved: { kind: 'starved', schedule, evicts: true, oldest },
  quotaFull: { kind: 'quotaFull', used: 7, limit: 7 },
  quotaNear: { kind: 'quotaNear', used: 6, limit: 7, remaining: 1 },
  evicts: { kind: 'evicts', oldest },
  scheduleFailed: {
    kind: 'scheduleFailed',
    runAt: at(9),
    runs: 2,
    certain: true,
    statusText: 'failed',
    errorText: 'No free backup slot',
  },
  scheduleLate: { kind: 'scheduleLate', dueAt: at(9) },
  scheduleOff: { kind: 'scheduleOff' },
  scheduleMissing: { kind: 'scheduleMissing' },
  noAutomatic: { kind: 'noAutomatic' },
  expiring: { kind: 'expiring', expiresAt: NOW + DAY_MS, last: true },
  vanished: { kind: 'vanished', backups: [oldest, aNamedBackup({ createdAt: at(72) })], goneAt: at(1) },
  shrunk: {
    kind: 'shrunk',
    backup: aNamedBackup({ createdAt: at(9) }),
    sizeBytes: 1.2e9,
    medianBytes: 4.4e9,
  },
  stuck: { kind: 'stuck', what: 'backup', startedAt: at(4), usualMs: 20 * MINUTE_MS },
  accountTrouble: { kind: 'accountTrouble', trouble: { kind: 'wrongKey' }, checkedAt: at(3) },
  unreadableRows: { kind: 'unreadableRows', rows: 2 },
  partUnread: { kind: 'partUnread', part: 'snapshots', trouble: { kind: 'timedOut' } },
  serverGone: { kind: 'serverGone', backups: 3, goneAt: at(20) },
  notWatched: { kind: 'notWatched', from: at(60), to: at(3), began: 2, ended: 1, backups: 5 },
};

function findingOf(given: FindingFacts): Finding {
  if (given.kind === 'notWatched') return aFinding(given, { subject: { kind: 'browser' } });
  if (given.kind !== 'accountTrouble') return aFinding(given);
  return aFinding(given, {
    subject: { kind: 'account', accountId: 'a1', provider: 'hostup', label: 'work' },
  });
}

/** One of each kind. */
export const records: readonly FindingRecord[] = Object.values(facts).map((given) => {
  const finding = findingOf(given);
  return { id: finding.id, finding, firstSeenAt: NOW, endedAt: null, noticeId: null, toldAt: null };
});
