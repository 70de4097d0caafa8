import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { backupLines } from '../../lib/fleet/overview';
import type { Overview } from '../../lib/fleet/types';
import type { AccountId } from '../../lib/model/account';
import { t } from '../../lib/text/i18n';
import { troubleSentence } from '../../lib/text/trouble';
import type { PopupActions } from './actions';
import { CardList } from './card-list';
import { cardsOf } from './cards';
import type { Filter } from './filter';
import { FilterBar, type View } from './filter-bar';
import { Fleet } from './fleet';
import { Footer } from './footer';
import { Header } from './header';
import { FirstRun } from './messages';
import { Summary } from './summary';

const NO_FILTER: Filter = { query: '', accountId: null };

type Props = {
  /** Null until the stored state was read. */
  readonly overview: Overview | null;
  readonly isPage: boolean;
  /** The server that a link asks to open. */
  readonly target: { readonly key: string } | null;
  readonly actions: PopupActions;
};

/** What the status line says: a text, or how the check that a person asked for ended. */
type Said =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'checked'; readonly accountId: AccountId | null };

/** The whole popup; the same in a tab, where it has more room. */
export function Popup({ overview, isPage, target: linked, actions }: Props) {
  const [filter, setFilter] = useState(NO_FILTER);
  const [view, setView] = useState<View>('servers');
  const [target, setTarget] = useState(linked);
  const [asked, setAsked] = useState(false);
  const [said, setSaid] = useState<Said>({ kind: 'text', text: '' });
  const announce = useCallback((text: string) => setSaid({ kind: 'text', text }), []);
  const forgetTarget = useCallback(() => setTarget(null), []);
  const followed = useRef(linked);
  useEffect(() => {
    if (linked === followed.current) return;
    followed.current = linked;
    setTarget(linked);
  }, [linked]);

  const refresh = useCallback(
    async (accountId: AccountId | null) => {
      setAsked(true);
      announce(t('popup.refreshing'));
      const result = await actions.refresh(accountId);
      setAsked(false);
      if (result.ok) setSaid({ kind: 'checked', accountId });
      else
        announce(troubleSentence(result.trouble, { account: t('popup.title'), provider: t('popup.title') }));
    },
    [actions, announce],
  );
  const showServer = useCallback((key: string) => {
    setFilter(NO_FILTER);
    setView('servers');
    setTarget({ key });
  }, []);
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
        isPage={isPage}
        onRefresh={() => void refresh(null)}
        onOpenPage={actions.openPage}
        onOpenOptions={actions.openOptions}
      />
      <main class="body">
        {isEmpty && <FirstRun onOpenOptions={actions.openOptions} />}
        {overview !== null && !isEmpty && (
          <>
            <Summary overview={overview} />
            <CardList
              cards={cardsOf(overview)}
              onOpenOptions={actions.openOptions}
              onRetry={(accountId) => void refresh(accountId)}
              onShowServer={showServer}
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
              actions={actions}
              announce={announce}
              target={target}
              onTargetShown={forgetTarget}
            />
          </>
        )}
      </main>
      {overview !== null && !isEmpty && <Footer overview={overview} />}
      <p class="hidden" role="status" aria-live="polite">
        {said.kind === 'text' ? said.text : overview !== null && outcomeWords(overview, said.accountId)}
      </p>
    </div>
  );
}

/** The outcome is in the stored state, which may reach the page a moment after the answer does. */
function outcomeWords(overview: Overview, accountId: AccountId | null): string {
  if (overview.refreshing) return t('popup.refreshing');
  const failed = overview.accounts.filter(
    ({ account, status }) => status.trouble !== null && (accountId === null || account.id === accountId),
  ).length;
  return failed === 0 ? t('popup.refreshDone') : t('popup.refreshPartly', { count: failed });
}
