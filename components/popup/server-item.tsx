import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import type { EpochMs } from '../../lib/model/time';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import type { PopupActions } from './actions';
import { CreateAction } from './create-action';
import { CreatePanel } from './create-panel';
import { ServerDetails } from './server-details';
import { ServerLine } from './server-line';

/** The server to open and to bring into view; `backUp`: with the panel that starts a backup. */
export type Target = { readonly key: string; readonly backUp: boolean };

export type ItemContext = {
  readonly now: EpochMs;
  /** The goals that a person set for single servers. */
  readonly goalsMs: Readonly<Record<string, number>>;
  readonly actions: PopupActions;
  readonly announce: (sentence: string) => void;
  /** A new object asks again. */
  readonly target: Target | null;
  /** The target is open and in view: it asks for nothing any more. */
  readonly onTargetShown: () => void;
};

/** One server: a line that unfolds its backups, and beside it the button that makes one. */
export function ServerItem({
  row,
  now,
  goalsMs,
  actions,
  announce,
  target,
  onTargetShown,
}: ItemContext & { readonly row: ServerRow }) {
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const detailsId = useId();
  const item = useRef<HTMLLIElement>(null);
  const disclosure = useRef<HTMLButtonElement>(null);
  const action = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const isTarget = target !== null && target.key === row.key;

  useEffect(() => {
    if (target === null || !isTarget) return;
    if (target.backUp) setAsking(true);
    else {
      setOpen(true);
      disclosure.current?.focus({ preventScroll: true });
    }
    // The details have to be there before the list can make room for them.
    requestAnimationFrame(() => item.current?.scrollIntoView({ block: 'start' }));
    onTargetShown();
  }, [target, isTarget, onTargetShown]);

  const toggle = () => {
    setOpen(!open);
    if (!open) requestAnimationFrame(() => item.current?.scrollIntoView({ block: 'nearest' }));
  };

  const ask = () => void actions.confirm({ kind: 'backup', key: row.key });
  const close = () => {
    setAsking(false);
    // A panel that closes by itself does not take the keyboard from where it is used meanwhile.
    const at = document.activeElement;
    if (at === document.body || panel.current?.contains(at)) action.current?.focus();
  };

  return (
    <li class={open || asking ? 'server server-open' : 'server'} ref={item}>
      <div class="server-head">
        <button
          ref={disclosure}
          type="button"
          class="disclosure"
          aria-expanded={open}
          aria-controls={open ? detailsId : undefined}
          onClick={toggle}
        >
          <ServerLine row={row} now={now} />
        </button>
        {row.stored.goneSince === null && (
          <CreateAction
            row={row}
            asking={asking}
            buttonRef={action}
            onToggle={() => setAsking(!asking)}
            onAsk={ask}
          />
        )}
      </div>
      {asking && (
        <div ref={panel}>
          <CreatePanel
            row={row}
            onBackUp={(note) => actions.backUpNow(row, note)}
            onOpenOptions={actions.openOptions}
            onAsk={ask}
            onAsked={() => announce(t('create.requested', { server: named(row.stored.server.name) }))}
            onClose={close}
          />
        </div>
      )}
      {open && (
        <div id={detailsId}>
          <ServerDetails
            row={row}
            now={now}
            hasOwnGoal={Object.hasOwn(goalsMs, row.key)}
            actions={actions}
            announce={announce}
          />
        </div>
      )}
    </li>
  );
}
