import { groupBy } from '../../lib/fleet/group';
import { subjectKey } from '../../lib/fleet/notices/subject';
import { presses } from '../../lib/fleet/overview';
import type { AccountRow, Overview, ServerRow, ShownFinding } from '../../lib/fleet/types';
import { type Card, type QuietCard, type Told, toldByRow } from './cards';

export type Deck = {
  /** What presses, one card for each subject, most pressing first. */
  readonly pressing: readonly Card[];
  /** Advice, one card for each finding, or for each kind where there are many. */
  readonly hints: readonly Card[];
  readonly quiet: readonly QuietCard[];
};

/** So many servers of which the same is to be said have a card each; more share one. */
const MOST_ALIKE = 2;

/** Everything that stands above the list: what is said at once, what is advice, and what is kept quiet. */
export function deckOf(overview: Overview): Deck {
  const subjects = subjectsOf(overview);
  const hints = overview.findings.filter((shown) => isAdvice(shown) && !isSnoozed(shown));
  const cards = [
    ...groupBy(toldByRowLast(overview.findings.filter(presses)), ({ finding }) =>
      subjectKey(finding.subject),
    ),
  ]
    .flatMap(([key, findings]) => cardOf(key, findings, subjects))
    .filter(({ findings: [lead] }) => !toldByRow.has(lead.finding.kind));
  return {
    pressing: alikeMerged(networkMerged(cards, overview)),
    hints: alikeMerged(hints.flatMap((hint) => cardOf(hint.finding.id, [hint], subjects))),
    quiet: quietOf(overview, subjects),
  };
}

/** Advice is told on request only, so that a topic switched off does not hide it: that is about interruptions. */
function isAdvice({ finding }: ShownFinding): boolean {
  return finding.severity === 'info';
}

function isSnoozed({ hush }: ShownFinding): boolean {
  return hush !== null && hush.by === 'snooze';
}

type Subjects = {
  readonly rows: ReadonlyMap<string, ServerRow>;
  readonly accounts: ReadonlyMap<string, AccountRow>;
};

function subjectsOf({ rows, gone, accounts }: Overview): Subjects {
  return {
    rows: new Map([...rows, ...gone].map((row) => [row.key, row])),
    accounts: new Map(accounts.map((account) => [account.account.id, account])),
  };
}

/** What the row says as well is told below the rest, however much it presses. */
function toldByRowLast(findings: readonly ShownFinding[]): readonly ShownFinding[] {
  const rank = ({ finding }: ShownFinding) => Number(toldByRow.has(finding.kind));
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

function cardOf(
  key: string,
  findings: readonly ShownFinding[],
  { rows, accounts }: Subjects,
): readonly Card[] {
  const [lead, ...others] = findings;
  if (lead === undefined) return [];
  const common = { key, findings: [lead, ...others] as const };
  const { subject } = lead.finding;
  if (subject.kind === 'browser') return [{ ...common, about: 'browser' }];
  if (subject.kind === 'server') {
    const row = rows.get(subject.key);
    return row === undefined ? [] : [{ ...common, about: 'server', row }];
  }
  const account = accounts.get(subject.accountId);
  return account === undefined ? [] : [{ ...common, about: 'account', account }];
}

/** Cards of servers of which the same is told become one, where the first of them stood. */
function alikeMerged(cards: readonly Card[]): readonly Card[] {
  const groups = groupBy(cards, (card) => (card.about === 'server' ? wordsOf(card) : card.key));
  return [...groups].flatMap(([key, group]) => {
    const [first] = group;
    if (first === undefined || group.length <= MOST_ALIKE) return group;
    const rows = group.flatMap((card) => (card.about === 'server' ? [card.row] : []));
    return [{ key, about: 'servers', rows, findings: allOf(first, group) }];
  });
}

/** What is told of a server beside its row; of a row's own finding alone, that. */
function wordsOf({ findings }: Card): string {
  const told = findings.filter(({ finding }) => !toldByRow.has(finding.kind));
  return (told.length === 0 ? findings : told)
    .map(({ finding }) =>
      finding.kind === 'scheduleFailed' && !finding.certain ? 'possibleFailure' : finding.kind,
    )
    .join();
}

function allOf(first: Card, group: readonly Card[]): Told {
  const others = group.filter((card) => card !== first);
  return [...first.findings, ...others.flatMap(({ findings }) => findings)];
}

function networkMerged(cards: readonly Card[], { accounts }: Overview): readonly Card[] {
  const unreached = cards.filter(
    ({ findings: [{ finding }] }) =>
      finding.kind === 'accountTrouble' && finding.trouble.kind === 'unreachable',
  );
  const [first] = unreached;
  if (first === undefined || unreached.length === 1) return cards;
  const network: Card = {
    key: 'network',
    about: 'network',
    count: unreached.length,
    all: unreached.length === accounts.length,
    findings: allOf(first, unreached),
  };
  return cards.flatMap((card) => (card === first ? [network] : unreached.includes(card) ? [] : [card]));
}

/** What one snooze keeps quiet is one entry; what the settings keep quiet is told like advice. */
function quietOf({ findings }: Overview, subjects: Subjects): readonly QuietCard[] {
  const snoozed = findings.flatMap((shown) =>
    shown.hush !== null && shown.hush.by === 'snooze' ? [{ shown, snooze: shown.hush.snooze }] : [],
  );
  const snoozes = [...groupBy(snoozed, ({ snooze }) => snooze.target)].flatMap(([target, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const told = group.map(({ shown }) => shown);
    return cardOf(target, told, subjects).map((card) => ({ card, snooze: first.snooze }));
  });
  const muted = findings.filter(
    (shown) => shown.hush !== null && shown.hush.by === 'mute' && !isAdvice(shown),
  );
  const cards = alikeMerged(muted.flatMap((shown) => cardOf(shown.finding.id, [shown], subjects)));
  return [...snoozes, ...cards.map((card) => ({ card, snooze: null }))];
}
