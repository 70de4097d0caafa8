import type { FindingFacts, Severity } from '../../model/finding';

/** Changes when a thing gets better or worse, and not when time merely passes: what "until it changes" waits for. */
export function fingerprintOf(facts: FindingFacts, severity: Severity, occurrence: string | null): string {
  return JSON.stringify([severity, occurrence, lasting(facts)]);
}

/** The facts without those that each look at the same thing may state anew. */
function lasting(facts: FindingFacts): unknown {
  switch (facts.kind) {
    case 'accountTrouble':
      return [facts.kind, facts.trouble.kind];
    case 'partUnread':
      return [facts.kind, facts.part, facts.trouble.kind];
    case 'unread':
      return [facts.kind, facts.cause];
    case 'starved':
      return [facts.kind, facts.evicts, facts.oldest && facts.oldest.id];
    case 'vanished':
      return [facts.kind, facts.backups];
    case 'notWatched':
      return [facts.kind, facts.from];
    default:
      return facts;
  }
}
