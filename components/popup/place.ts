import type { Overview } from '../../lib/fleet/types';
import type { FindingId } from '../../lib/model/finding';
import { tells } from './cards';
import type { Deck } from './deck';
import type { Link } from './link';

/**
 * Where what a link names is told now: in a card (`id` null: in all of them), in a server's row, in the rows that a search
 * finds, or nowhere any more.
 */
export type Place =
  | { readonly kind: 'card'; readonly id: FindingId | null }
  | { readonly kind: 'row'; readonly key: string }
  | { readonly kind: 'search'; readonly text: string }
  | { readonly kind: 'over' };

export function placeOf(link: Link, { findings }: Overview, deck: Deck): Place {
  if (link.kind === 'search') return link;
  if (link.kind === 'server') return { kind: 'row', key: link.key };
  if (link.kind === 'findings') {
    return deck.pressing.length + deck.hints.length > 0 ? { kind: 'card', id: null } : { kind: 'over' };
  }
  const shown = findings.find(({ finding }) => finding.id === link.id);
  if (shown === undefined) return { kind: 'over' };
  const cards = [...deck.pressing, ...deck.hints, ...deck.quiet.map(({ card }) => card)];
  const { subject } = shown.finding;
  if (subject.kind !== 'server' || cards.some((card) => tells(card, link.id))) {
    return { kind: 'card', id: link.id };
  }
  return { kind: 'row', key: subject.key };
}
