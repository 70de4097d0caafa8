import type { Finding, FindingRecord, Subject } from '../../model/finding';
import type { StoredState } from '../../model/state';
import type { EpochMs } from '../../model/time';
import type { BareRow } from '../rows';
import type { AccountRow } from '../types';
import { accountFindings } from './account';
import { coverageFindings } from './coverage';
import { type Draft, type ReadingCase, readingCaseOf, type ServerCase } from './draft';
import { expiringFindings } from './expiring';
import { fingerprintOf } from './fingerprint';
import { goneFindings } from './gone';
import { quotaFindings } from './quota';
import { scheduleFindings } from './schedule';
import { shrunkFindings } from './shrunk';
import { stuckOperationFindings, stuckWorkFindings } from './stuck';
import { unreadableFindings } from './unreadable';
import { vanishedFindings } from './vanished';
import { watchFindings } from './watched';

/** These go by what is known in any case: coverage, the ledger, the journal, that a server is gone. */
const judgesOfServer: readonly ((current: ServerCase) => readonly Draft[])[] = [
  coverageFindings,
  vanishedFindings,
  stuckOperationFindings,
  goneFindings,
];

/** These go by the last reading, for as long as it vouches for anything. */
const judgesOfReading: readonly ((current: ReadingCase) => readonly Draft[])[] = [
  quotaFindings,
  scheduleFindings,
  expiringFindings,
  shrunkFindings,
  stuckWorkFindings,
  unreadableFindings,
];

/** Everything that a person should know, judged from the state at one moment of our clock; in no order. */
export function findingsOf(judged: {
  readonly rows: readonly BareRow[];
  readonly accounts: readonly AccountRow[];
  readonly state: StoredState;
  readonly now: EpochMs;
}): readonly Finding[] {
  const { rows, accounts, state, now } = judged;
  const { settings } = state;
  const open = new Map(
    state.findings.filter(({ endedAt }) => endedAt === null).map((record) => [record.finding.id, record]),
  );
  const told = (subject: Subject, drafts: readonly Draft[]) =>
    drafts.map((draft) => findingOf(draft, subject, open, now));
  return [
    ...rows.flatMap((row) => told(subjectOf(row), draftsOf({ row, settings, now }))),
    ...accounts.flatMap((account) => {
      const { id, provider, label } = account.account;
      return told({ kind: 'account', accountId: id, provider, label }, accountFindings(account, settings));
    }),
    ...told({ kind: 'browser' }, watchFindings(rows, state, now)),
  ];
}

function draftsOf(current: ServerCase): readonly Draft[] {
  const reading = readingCaseOf(current);
  return [
    ...judgesOfServer.flatMap((judge) => judge(current)),
    ...(reading === null ? [] : judgesOfReading.flatMap((judge) => judge(reading))),
  ];
}

function subjectOf({ key, account, stored }: BareRow): Subject {
  const { provider, id, name } = stored.server;
  return { kind: 'server', key, accountId: account.id, provider, serverId: id, name };
}

function findingOf(
  draft: Draft,
  subject: Subject,
  open: ReadonlyMap<string, FindingRecord>,
  now: EpochMs,
): Finding {
  const { facts, severity, of = '', occurrence = null, patienceMs = 0, told = true } = draft;
  const id = `${facts.kind}${of === '' ? '' : `.${of}`}/${keyOfSubject(subject)}`;
  const record = open.get(id);
  const known = record && record.finding.occurrence === occurrence ? record.firstSeenAt : now;
  const beganAt = Math.min(draft.since ?? known, now);
  return {
    ...facts,
    id,
    severity,
    subject,
    occurrence,
    fingerprint: fingerprintOf(facts, severity, occurrence),
    beganAt,
    isFirstSight: draft.since === null,
    tellFrom: told ? beganAt + patienceMs : null,
  };
}

function keyOfSubject(subject: Subject): string {
  switch (subject.kind) {
    case 'server':
      return subject.key;
    case 'account':
      return subject.accountId;
    case 'browser':
      return 'browser';
  }
}
