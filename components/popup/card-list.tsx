import { useEffect, useRef, useState } from 'preact/hooks';
import type { FindingId } from '../../lib/model/finding';
import { t } from '../../lib/text/i18n';
import { tells } from './cards';
import type { Deck } from './deck';
import { type CardContext, FindingCard } from './finding-card';
import { QuietList } from './quiet-list';

/** Cards that stand open; the others wait behind the fold. */
const OPEN_CARDS = 2;

/** The finding to bring into view, wherever it is told; `id` null: all that presses. A new object asks again. */
export type Wanted = { readonly id: FindingId | null };

type Props = Omit<CardContext, 'onSnoozed'> & {
  readonly deck: Deck;
  readonly wanted: Wanted | null;
  readonly onWantedShown: () => void;
};

/** What is to be known, above the list: two cards, and behind one fold the others, behind another what is quiet. */
export function CardList({ deck, wanted, onWantedShown, ...handlers }: Props) {
  const [all, setAll] = useState(false);
  const [quiet, setQuiet] = useState(false);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (wanted === null) return;
    setAll(true);
    if (deck.quiet.some(({ card }) => wanted.id !== null && tells(card, wanted.id))) setQuiet(true);
    if (wanted.id !== null) return;
    section.current?.focus();
    onWantedShown();
  }, [wanted]);

  const cards = [...deck.pressing, ...deck.hints];
  if (cards.length === 0 && deck.quiet.length === 0) return null;
  const open = Math.min(OPEN_CARDS, deck.pressing.length);
  const isWanted = (told: Parameters<typeof tells>[0]) =>
    wanted !== null && wanted.id !== null && tells(told, wanted.id);
  const context = {
    ...handlers,
    // The card that had the keyboard is gone in a moment.
    onSnoozed: () => section.current?.focus({ preventScroll: true }),
  };
  return (
    <section ref={section} class="cards" aria-label={t('popup.cards.label')} tabIndex={-1}>
      {(all ? cards : cards.slice(0, open)).map((card) => (
        <FindingCard
          key={card.key}
          card={card}
          wanted={isWanted(card)}
          onShown={onWantedShown}
          {...context}
        />
      ))}
      <p class="folds">
        {cards.length > open && (
          <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('popup.cards.fewer') : foldWords(deck, open)}
          </button>
        )}
        {deck.quiet.length > 0 && (
          <button type="button" class="link muted" aria-expanded={quiet} onClick={() => setQuiet(!quiet)}>
            {t('popup.cards.quiet', { count: deck.quiet.length })}
          </button>
        )}
      </p>
      {quiet && <QuietList entries={deck.quiet} isWanted={isWanted} onShown={onWantedShown} {...context} />}
    </section>
  );
}

/** Advice is no warning: what waits behind the fold is called what it is. */
function foldWords({ pressing, hints }: Deck, open: number): string {
  const warnings = pressing.length - open;
  const count = warnings + hints.length;
  if (hints.length === 0) return t('popup.cards.more', { count });
  return warnings === 0 ? t('popup.cards.hints', { count }) : t('popup.cards.both', { count });
}
