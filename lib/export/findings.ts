import type { Overview, ShownFinding } from '../fleet/types';
import { providerInfo } from '../providers/origins';
import { findingWords } from '../text/finding';
import { type Columns, iso, type Table, tableOf } from './table';

const subjectOf = ({ finding }: ShownFinding) => finding.subject;

/** Every finding, most pressing first, in the words of now. */
export function findingsTable({ findings, accounts, now }: Overview): Table {
  const labelOf = (accountId: string) => {
    const found = accounts.find(({ account }) => account.id === accountId);
    return found === undefined ? null : found.account.label;
  };
  const columns: Columns<ShownFinding> = {
    finding: ({ finding }) => finding.id,
    kind: ({ finding }) => finding.kind,
    severity: ({ finding }) => finding.severity,
    server: (shown) => {
      const subject = subjectOf(shown);
      return subject.kind === 'server' ? subject.key : null;
    },
    provider: (shown) => {
      const subject = subjectOf(shown);
      return subject.kind === 'browser' ? null : providerInfo(subject.provider).name;
    },
    account: (shown) => {
      const subject = subjectOf(shown);
      return subject.kind === 'browser' ? null : labelOf(subject.accountId);
    },
    title: ({ finding }) => findingWords(finding, now).title,
    sentence: ({ finding }) => findingWords(finding, now).sentence,
    beganAt: ({ finding }) => iso(finding.beganAt),
    quiet: ({ hush }) => hush && hush.by,
  };
  return tableOf('findings', findings, columns);
}
