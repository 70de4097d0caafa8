import { snoozeKey } from '../../lib/fleet/findings/hush';
import type { AccountRow, ServerRow, ShownFinding } from '../../lib/fleet/types';
import type { FindingId, FindingKind, Snooze, SnoozeTarget } from '../../lib/model/finding';

/** What the row of a server says by its age and colour, at the top of the list: that alone makes no card. */
export const toldByRow: ReadonlySet<FindingKind> = new Set(['never', 'overdue', 'exposed', 'unread']);

/** At least one, the one that leads first. */
export type Told = readonly [ShownFinding, ...ShownFinding[]];

/** What is said of one subject, or of several of which the same is to be said. */
export type Card = { readonly key: string; readonly findings: Told } & (
  | { readonly about: 'server'; readonly row: ServerRow }
  | { readonly about: 'servers'; readonly rows: readonly ServerRow[] }
  | { readonly about: 'account'; readonly account: AccountRow }
  /** Several accounts that could not be reached: most likely it is the network. `all`: no account could. */
  | { readonly about: 'network'; readonly count: number; readonly all: boolean }
  | { readonly about: 'browser' }
);

/** Something that is kept quiet; `snooze` null where a switch in the settings does that. */
export type QuietCard = { readonly card: Card; readonly snooze: Snooze | null };

export function tells({ findings }: Card, id: FindingId): boolean {
  return findings.some(({ finding }) => finding.id === id);
}

/**
 * A full quota is the cause of what follows from it: it gives the title, and what follows gives the sentence, which says
 * more than that no slot is free.
 */
export function headOf({ findings }: Card): { readonly title: ShownFinding; readonly told: Told } {
  const [lead] = findings;
  const full = findings.find(({ finding }) => finding.kind === 'quotaFull');
  const consequence = findings.find(isConsequence);
  if (full === undefined || consequence === undefined) return { title: lead, told: findings };
  const isOfQuota = lead === full || isConsequence(lead);
  const first = lead === full ? consequence : lead;
  const others = findings.filter((each) => each !== full && each !== first);
  return { title: isOfQuota ? full : lead, told: [first, ...others] };
}

function isConsequence({ finding }: ShownFinding): boolean {
  return finding.kind === 'starved' || finding.kind === 'evicts';
}

/** What a card says in sentences: the most pressing finding, and of the others what the server's row does not say. */
export function sentencedOf(card: Card): Told {
  const [lead, ...others] = headOf(card).told;
  return [lead, ...others.filter(({ finding }) => !toldByRow.has(finding.kind))];
}

/** What "Snooze" on a card keeps quiet: the server of which it tells several things, else each finding it tells. */
export function targetsOf(card: Card): readonly SnoozeTarget[] {
  if (card.about === 'server' && card.findings.length > 1) return [{ kind: 'server', key: card.row.key }];
  return card.findings.map(({ finding }) => ({ kind: 'finding', id: finding.id }));
}

/** What a snooze was set on, of a finding that it keeps quiet. */
export function targetOf({ finding }: ShownFinding, snooze: Snooze): SnoozeTarget {
  const own: SnoozeTarget = { kind: 'finding', id: finding.id };
  if (finding.subject.kind !== 'server' || snoozeKey(own) === snooze.target) return own;
  return { kind: 'server', key: finding.subject.key };
}
