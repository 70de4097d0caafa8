import { X } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { pointsOf } from '../../../lib/fleet/dashboard/timeline';
import type { Overview, ServerRow } from '../../../lib/fleet/types';
import { t } from '../../../lib/text/i18n';
import { named } from '../../../lib/text/trouble';
import { IconButton } from '../../icon-button';
import { CreateAction } from '../../popup/create-action';
import { CreatePanel } from '../../popup/create-panel';
import { ServerDetails } from '../../popup/server-details';
import { Age } from '../../popup/server-line';
import type { DashboardActions } from '../actions';
import { pointParts } from '../point-words';

type Props = {
  readonly row: ServerRow;
  readonly overview: Overview;
  /** It was opened to start a backup. */
  readonly backUp: boolean;
  readonly actions: DashboardActions;
  readonly announce: (sentence: string) => void;
  readonly onClose: () => void;
};

/** Everything that is known of one server, beside the table. */
export function Details({ row, overview, backUp, actions, announce, onClose }: Props) {
  const [asking, setAsking] = useState(backUp);
  const root = useRef<HTMLElement>(null);
  const action = useRef<HTMLButtonElement>(null);
  const { server, goneSince } = row.stored;
  useEffect(() => {
    if (!backUp) root.current?.focus({ preventScroll: true });
    else setAsking(true);
  }, [backUp]);
  const ask = () => void actions.confirm({ kind: 'backup', key: row.key });
  return (
    <aside
      ref={root}
      class="details-side"
      tabIndex={-1}
      aria-label={t('dashboard.details', { server: named(server.name) })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div class="details-page">
        <div class="details-head">
          <h2>
            <bdi>{server.name}</bdi>
          </h2>
          {goneSince === null && (
            <CreateAction
              row={row}
              asking={asking}
              buttonRef={action}
              onToggle={() => setAsking(!asking)}
              onAsk={ask}
            />
          )}
          <IconButton icon={X} label={t('dashboard.details.close')} onClick={onClose} />
        </div>
        <div class="details-about">
          <bdi class="muted">
            {t('server.subtitle', { provider: row.providerName, account: row.account.label })}
          </bdi>
          <Age row={row} />
        </div>
        {asking && (
          <CreatePanel
            row={row}
            onBackUp={(note) => actions.backUpNow(row, note)}
            onOpenOptions={actions.openOptions}
            onAsk={ask}
            onAsked={() => announce(t('create.requested', { server: named(server.name) }))}
            onClose={() => {
              setAsking(false);
              action.current?.focus();
            }}
          />
        )}
        <ServerDetails
          row={row}
          now={overview.now}
          hasOwnGoal={Object.hasOwn(overview.settings.serverGoalsMs, row.key)}
          actions={actions}
          announce={announce}
        />
        <WentAway row={row} />
      </div>
    </aside>
  );
}

/** The restore points that are gone, newest first, each with the reason as far as it is known. */
function WentAway({ row }: { readonly row: ServerRow }) {
  const gone = pointsOf(row).filter(({ end }) => end !== null);
  if (gone.length === 0) return null;
  return (
    <section class="went-away">
      <h3>{t('dashboard.details.went')}</h3>
      <ul>
        {[...gone].reverse().map((point) => (
          <li key={point.id}>
            {pointParts(point, row.providerNow).map((part, index) => (
              <span key={index} class={index === 0 ? '' : 'muted'}>
                {index > 0 && ' · '}
                <bdi>{part}</bdi>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
