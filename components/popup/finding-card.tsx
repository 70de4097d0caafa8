import { WifiOff } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import type { EpochMs } from '../../lib/model/time';
import { findingWords, nameOf, sinceWords } from '../../lib/text/finding';
import { t } from '../../lib/text/i18n';
import { Icon } from '../icon';
import type { PopupActions } from './actions';
import { CardTitle, plainTitle } from './card-title';
import { type Card, sentencedOf, targetsOf } from './cards';
import { ActionButton, type FindingHandlers } from './finding-action';
import { SeverityMark } from './severity';
import { SnoozeControl } from './snooze';

export type CardContext = FindingHandlers & {
  readonly now: EpochMs;
  readonly actions: PopupActions;
  readonly announce: (sentence: string) => void;
  readonly onSnoozed: () => void;
};

type Props = CardContext & {
  readonly card: Card;
  /** It is to be brought into view, once. */
  readonly wanted: boolean;
  readonly onShown: () => void;
};

/** What is said of one subject: its most pressing finding, what that means, and the one thing that mends it. */
export function FindingCard({ card, wanted, onShown, ...context }: Props) {
  const { now, actions, announce, onSnoozed } = context;
  const [unfolded, setUnfolded] = useState(false);
  const namesId = useId();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!wanted) return;
    root.current?.focus({ preventScroll: true });
    root.current?.scrollIntoView({ block: 'nearest' });
    onShown();
  }, [wanted]);

  const [{ finding, action }] = card.findings;
  return (
    <div ref={root} class={`card card-${finding.severity}`} tabIndex={-1}>
      {card.about === 'network' ? <Icon node={WifiOff} /> : <SeverityMark severity={finding.severity} />}
      <div class="card-text">
        <strong title={nameOf(finding.subject)}>
          <CardTitle card={card} now={now} />
        </strong>
        {sentencesOf(card, now).map((sentence) => (
          <p key={sentence} class="card-sentence" title={sentence}>
            {sentence}
          </p>
        ))}
      </div>
      {card.about === 'servers' ? (
        <button
          type="button"
          class="button"
          aria-expanded={unfolded}
          aria-controls={unfolded ? namesId : undefined}
          onClick={() => setUnfolded(!unfolded)}
        >
          {t(unfolded ? 'popup.card.hideServers' : 'popup.card.showServers')}
        </button>
      ) : (
        <ActionButton
          action={action}
          row={card.about === 'server' ? card.row : null}
          accountId={accountOf(card)}
          {...context}
        />
      )}
      {card.about === 'servers' && unfolded && <Names id={namesId} rows={card.rows} {...context} />}
      <div class="card-foot">
        {card.about !== 'browser' && <span class="muted">{sinceWords(finding, now)}</span>}
        <More card={card} {...context} />
        <SnoozeControl
          targets={targetsOf(card)}
          name={plainTitle(card, now)}
          actions={actions}
          announce={announce}
          onDone={onSnoozed}
        />
      </div>
    </div>
  );
}

/** The sentences that have room in a card: that of the most pressing finding, and one more where that is all. */
function sentencesOf(card: Card, now: EpochMs): readonly string[] {
  if (card.about === 'servers') return [];
  if (card.about === 'network') return [t('popup.card.checkNetwork')];
  const [first, ...others] = sentencedOf(card).map(({ finding }) => findingWords(finding, now).sentence);
  return first === undefined ? [] : others.length > 1 ? [first] : [first, ...others];
}

/** The way to what else there is of a server. */
function More({ card, onShowServer }: CardContext & { readonly card: Card }) {
  const told = sentencedOf(card);
  if (card.about !== 'server' || told.length <= 2) return null;
  return (
    <button type="button" class="link" onClick={() => onShowServer(card.row.key)}>
      {t('popup.card.andMore', { count: told.length - 1 })}
    </button>
  );
}

type NamesProps = CardContext & { readonly id: string; readonly rows: readonly ServerRow[] };

function Names({ id, rows, onShowServer }: NamesProps) {
  return (
    <ul id={id} class="card-servers">
      {rows.map((row) => (
        <li key={row.key}>
          <button
            type="button"
            class="link"
            title={row.stored.server.name}
            aria-label={t('popup.card.showServerNamed', { server: row.stored.server.name })}
            onClick={() => onShowServer(row.key)}
          >
            <bdi>{row.stored.server.name}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Whose account is tried again: the card's own; all of them where it tells of several. */
function accountOf(card: Card): string | null {
  if (card.about === 'account') return card.account.account.id;
  return card.about === 'server' ? card.row.account.id : null;
}
