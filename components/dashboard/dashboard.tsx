import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Address } from '../../lib/fleet/dashboard/address';
import type { Overview } from '../../lib/fleet/types';
import { CardList, type Wanted } from '../popup/card-list';
import { asksFirst } from '../popup/create-reason';
import { DamagedCard } from '../popup/damaged-card';
import { deckOf } from '../popup/deck';
import { Footer } from '../popup/footer';
import { Header } from '../popup/header';
import { FirstRun } from '../popup/messages';
import { StatusLine } from '../popup/status-line';
import { Summary } from '../popup/summary';
import { useCheck } from '../popup/use-check';
import type { DashboardActions } from './actions';
import { ExportMenu } from './export-menu';
import type { Go } from './tab';
import { TabBar, TabContent } from './tabs';
import { UnderWay } from './under-way';
import { Unfinished } from './unfinished';

type Props = {
  /** Null until the stored state was read. */
  readonly overview: Overview | null;
  /** There is a passphrase that would be asked for. */
  readonly canLock: boolean;
  readonly address: Address;
  readonly go: Go;
  readonly actions: DashboardActions;
};

/** The whole fleet on a page of its own, for who has more servers than a popup holds. */
export function Dashboard({ overview, canLock, address, go, actions }: Props) {
  const { asked, said, announce, refresh, lock } = useCheck(actions);
  const isEmpty = overview !== null && overview.accounts.length === 0;
  return (
    <div class="dashboard">
      <Header
        refreshing={asked || overview?.refreshing === true}
        canRefresh={!isEmpty}
        canLock={canLock}
        onLock={() => void lock()}
        onRefresh={() => void refresh(null)}
        onOpenDashboard={null}
        onOpenOptions={actions.openOptions}
      />
      <StatusLine said={said} overview={overview} />
      <main class="dashboard-body">
        {isEmpty && <FirstRun onOpenOptions={actions.openOptions} />}
        {overview !== null && !isEmpty && (
          <>
            <Summary overview={overview} />
            <DamagedCard overview={overview} />
            <Warnings
              overview={overview}
              actions={actions}
              announce={announce}
              onRetry={(accountId) => void refresh(accountId)}
              onShowServer={(key) => go({ view: 'servers', server: key })}
              onShowSchedules={(key) => go({ view: 'schedules', server: key })}
            />
            <UnderWay
              overview={overview}
              actions={actions}
              onShowServer={(key) => go({ view: 'servers', server: key })}
            />
            <Unfinished overview={overview} actions={actions} />
            <div class="tab-row">
              <TabBar address={address} />
              <ExportMenu overview={overview} actions={actions} announce={announce} />
            </div>
            <TabContent overview={overview} address={address} go={go} actions={actions} announce={announce} />
          </>
        )}
      </main>
      {overview !== null && !isEmpty && (
        <Footer overview={overview} onBackUpUncovered={() => void actions.confirm({ kind: 'overdue' })} />
      )}
    </div>
  );
}

type WarningsProps = {
  readonly overview: Overview;
  readonly actions: DashboardActions;
  readonly announce: (sentence: string) => void;
  readonly onRetry: (accountId: string | null) => void;
  readonly onShowServer: (key: string) => void;
  readonly onShowSchedules: (key: string) => void;
};

/** What is to be known, above the tabs: the same cards as in the popup. */
function Warnings({ overview, actions, ...handlers }: WarningsProps) {
  const deck = useMemo(() => deckOf(overview), [overview]);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const forget = useCallback(() => setWanted(null), []);
  return (
    <CardList
      deck={deck}
      wanted={wanted}
      onWantedShown={forget}
      now={overview.now}
      actions={actions}
      onBackUp={(row) => {
        if (asksFirst(row)) void actions.confirm({ kind: 'backup', key: row.key });
        else handlers.onShowServer(row.key);
      }}
      onMakeRoom={(key) => void actions.confirm({ kind: 'makeRoom', key })}
      onOpenOptions={actions.openOptions}
      {...handlers}
    />
  );
}
