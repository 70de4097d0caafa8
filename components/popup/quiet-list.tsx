import { useEffect, useRef } from 'preact/hooks';
import type { Snooze } from '../../lib/model/finding';
import type { EpochMs } from '../../lib/model/time';
import { formatWhenWithin } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { CardTitle, plainTitle } from './card-title';
import { type Card, headOf, type QuietCard, targetOf } from './cards';
import type { CardContext } from './finding-card';
import { SnoozeControl } from './snooze';

type Shows = CardContext & { readonly onShown: () => void };

type Props = Shows & {
  readonly entries: readonly QuietCard[];
  readonly isWanted: (card: Card) => boolean;
};

/** What a person asked to be quiet about, and the way back. */
export function QuietList({ entries, isWanted, ...context }: Props) {
  return (
    <ul class="quiet-list">
      {entries.map((entry) => (
        <Entry key={entry.card.key} {...entry} wanted={isWanted(entry.card)} {...context} />
      ))}
    </ul>
  );
}

function Entry({
  card,
  snooze,
  wanted,
  onShown,
  ...context
}: Shows & QuietCard & { readonly wanted: boolean }) {
  const { now, actions, announce, onSnoozed } = context;
  const root = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!wanted) return;
    root.current?.focus({ preventScroll: true });
    root.current?.scrollIntoView({ block: 'nearest' });
    onShown();
  }, [wanted]);
  const others = card.about === 'servers' ? 0 : headOf(card).told.length - 1;
  const [lead] = card.findings;
  return (
    <li ref={root} class="quiet-entry" tabIndex={-1}>
      <span class="card-text">
        <CardTitle card={card} now={now} />
        {others > 0 && ` ${t('popup.card.andMore', { count: others })}`}
        <span class="muted"> · {whyQuiet(snooze, now)}</span>
      </span>
      {snooze !== null && (
        <SnoozeControl
          snoozed
          targets={[targetOf(lead, snooze)]}
          name={plainTitle(card, now)}
          actions={actions}
          announce={announce}
          onDone={onSnoozed}
        />
      )}
    </li>
  );
}

/** "snoozed until tomorrow 12:00", "snoozed until it changes", "notifications for this are off" */
export function whyQuiet(snooze: Snooze | null, now: EpochMs): string {
  if (snooze === null) return t('snooze.muted');
  return snooze.until === null
    ? t('snooze.untilChange')
    : t('snooze.until', { when: formatWhenWithin(snooze.until, now) });
}
