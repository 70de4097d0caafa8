import { useId, useRef, useState } from 'preact/hooks';
import type { SnoozeSpan, SnoozeTarget } from '../../lib/model/finding';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { troubleSentence } from '../../lib/text/trouble';
import type { PopupActions } from './actions';

const SPANS: readonly SnoozeSpan[] = ['hour', 'day', 'week', 'change'];

type Props = {
  readonly targets: readonly SnoozeTarget[];
  /** What is snoozed, so that two such buttons have two names. */
  readonly name: string;
  /** True while it is snoozed: the button then ends that. */
  readonly snoozed?: boolean;
  readonly actions: PopupActions;
  readonly announce: (sentence: string) => void;
  /** The background has it: the button may be gone in a moment. */
  readonly onDone?: () => void;
};

/** "Snooze", which unfolds for how long; or "Show again". */
export function SnoozeControl({ targets, name, snoozed = false, actions, announce, onDone }: Props) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Trouble | null>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const listId = useId();

  const choose = async (span: SnoozeSpan | null) => {
    if (busy) return;
    setBusy(true);
    const trouble = await snoozeAll(targets, span, actions);
    setBusy(false);
    setFailure(trouble);
    if (trouble !== null) return;
    setOpen(false);
    toggle.current?.focus();
    announce(span === null ? t('snooze.ended') : t(`snooze.done.${span}`));
    onDone?.();
  };

  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(false);
    toggle.current?.focus();
  };
  return (
    <span class="snooze">
      <button
        ref={toggle}
        type="button"
        class="link"
        aria-label={t(snoozed ? 'snooze.end.named' : 'snooze.named', { name })}
        aria-expanded={snoozed ? undefined : open}
        aria-controls={!snoozed && open ? listId : undefined}
        onKeyDown={closeOnEscape}
        onClick={() => (snoozed ? void choose(null) : setOpen(!open))}
      >
        {t(snoozed ? 'snooze.end' : 'snooze')}
      </button>
      {open && !snoozed && (
        <ul id={listId} class="snooze-spans" aria-label={t('snooze.spans')}>
          {SPANS.map((span) => (
            <li key={span}>
              <button
                type="button"
                class="button small"
                aria-disabled={busy}
                onKeyDown={closeOnEscape}
                onClick={() => void choose(span)}
              >
                {t(`snooze.${span}`)}
              </button>
            </li>
          ))}
        </ul>
      )}
      {failure !== null && (
        <span class="failure" role="alert">
          {troubleSentence(failure, { account: t('popup.title'), provider: t('popup.title') })}
        </span>
      )}
    </span>
  );
}

async function snoozeAll(
  targets: readonly SnoozeTarget[],
  span: SnoozeSpan | null,
  actions: PopupActions,
): Promise<Trouble | null> {
  for (const target of targets) {
    const result = await actions.snooze(target, span);
    if (!result.ok) return result.trouble;
  }
  return null;
}
