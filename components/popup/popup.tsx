import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Filter } from '../../lib/fleet/filter';
import { backupLines } from '../../lib/fleet/overview';
import type { Overview } from '../../lib/fleet/types';
import type { PopupActions } from './actions';
import type { Wanted } from './card-list';
import { CardList } from './card-list';
import { asksFirst } from './create-reason';
import { DamagedCard } from './damaged-card';
import { deckOf } from './deck';
import { FilterBar, type View } from './filter-bar';
import { Fleet } from './fleet';
import { Footer } from './footer';
import { Header } from './header';
import type { Link } from './link';
import { FirstRun } from './messages';
import { placeOf } from './place';
import type { Target } from './server-item';
import { StatusLine } from './status-line';
import { Summary } from './summary';
import { useCheck } from './use-check';

const NO_FILTER: Filter = { query: '', accountId: null };

type Props = {
  /** Null until the stored state was read. */
  readonly overview: Overview | null;
  /** There is a passphrase that would be asked for. */
  readonly canLock: boolean;
  /** What the address asks to be shown; a new object asks again. */
  readonly link: Link | null;
  readonly actions: PopupActions;
};

/** The whole popup; the same in a tab, where it has more room. */
export function Popup({ overview, canLock, link, actions }: Props) {
  const [filter, setFilter] = useState(NO_FILTER);
  const [view, setView] = useState<View>('servers');
  const [target, setTarget] = useState<Target | null>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const { asked, said, setSaid, announce, refresh, lock } = useCheck(actions);
  const forgetTarget = useCallback(() => setTarget(null), []);
  const forgetWanted = useCallback(() => setWanted(null), []);

  const showServer = useCallback((key: string, backUp = false) => {
    setFilter(NO_FILTER);
    setView('servers');
    setTarget({ key, backUp });
  }, []);
  const search = useCallback((query: string) => {
    setFilter({ query, accountId: null });
    setView('servers');
    setTarget(null);
  }, []);
  const deck = useMemo(() => overview && deckOf(overview), [overview]);
  const followed = useRef<Link | null>(null);
  useEffect(() => {
    if (link === null || link === followed.current || overview === null || deck === null) return;
    followed.current = link;
    const place = placeOf(link, overview, deck);
    if (place.kind === 'over') setSaid(place);
    else if (place.kind === 'row') showServer(place.key);
    else if (place.kind === 'search') search(place.text);
    else setWanted({ id: place.id });
  }, [link, overview, deck, showServer, search]);
  const lines = useMemo(
    () => (overview !== null && view === 'backups' ? backupLines(overview.rows) : []),
    [overview, view],
  );

  const isEmpty = overview !== null && overview.accounts.length === 0;
  return (
    <div class="popup">
      <Header
        refreshing={asked || overview?.refreshing === true}
        canRefresh={!isEmpty}
        canLock={canLock}
        onLock={() => void lock()}
        onRefresh={() => void refresh(null)}
        onOpenDashboard={actions.openDashboard}
        onOpenOptions={actions.openOptions}
      />
      <StatusLine said={said} overview={overview} />
      <main class="body">
        {isEmpty && <FirstRun onOpenOptions={actions.openOptions} />}
        {overview !== null && deck !== null && !isEmpty && (
          <>
            <Summary overview={overview} />
            <DamagedCard overview={overview} />
            <CardList
              deck={deck}
              wanted={wanted}
              onWantedShown={forgetWanted}
              now={overview.now}
              actions={actions}
              announce={announce}
              onOpenOptions={actions.openOptions}
              onRetry={(accountId) => void refresh(accountId)}
              onShowServer={showServer}
              onBackUp={(row) => {
                if (asksFirst(row)) void actions.confirm({ kind: 'backup', key: row.key });
                else showServer(row.key, true);
              }}
              onMakeRoom={(key) => void actions.confirm({ kind: 'makeRoom', key })}
              onShowSchedules={(key) => void actions.openSchedules(key)}
            />
            {(overview.rows.length > 0 || overview.gone.length > 0) && (
              <FilterBar
                filter={filter}
                view={view}
                accounts={overview.accounts}
                onFilter={(next) => {
                  forgetTarget();
                  setFilter(next);
                }}
                onView={(next) => {
                  forgetTarget();
                  setView(next);
                }}
              />
            )}
            <Fleet
              overview={overview}
              lines={lines}
              view={view}
              filter={filter}
              onClear={() => setFilter(NO_FILTER)}
              now={overview.now}
              goalsMs={overview.settings.serverGoalsMs}
              actions={actions}
              announce={announce}
              target={target}
              onTargetShown={forgetTarget}
            />
          </>
        )}
      </main>
      {overview !== null && !isEmpty && (
        <Footer overview={overview} onBackUpUncovered={() => void actions.confirm({ kind: 'overdue' })} />
      )}
    </div>
  );
}
