import { useEffect, useState } from 'preact/hooks';
import { groupBy } from '../../lib/fleet/group';
import { type BulkEntry, bulkOf } from '../../lib/fleet/impact/bulk';
import { isConfirmable } from '../../lib/fleet/impact/withheld';
import type { Overview, ServerRow } from '../../lib/fleet/types';
import { isUncovered, wordFor } from '../../lib/fleet/uncovered';
import type { AccountId } from '../../lib/model/account';
import type { PlanId } from '../../lib/model/plan';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { troubleSentence } from '../../lib/text/trouble';
import type { ConfirmActions } from './actions';
import { BulkChoices } from './bulk-choices';
import { LeftOut } from './left-out';
import { NoteField } from './note-field';
import { Buttons } from './parts';
import { Title } from './title';
import { useAsking } from './use-asking';

type Props = {
  readonly overview: Overview;
  /** The servers that were chosen; null for all that are uncovered. */
  readonly keys: readonly string[] | null;
  readonly actions: ConfirmActions;
};

/** Many servers are to be backed up at once: which, what it takes of each, which not and why, and the one question. */
export function ConfirmBulk({ overview, keys, actions }: Props) {
  const rows = keys === null ? overview.rows.filter(isUncovered) : chosenRows(overview, keys);
  const bulk = bulkOf(rows);
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const [isReading, setReading] = useState(true);
  const [unread, setUnread] = useState<readonly Unread[]>([]);
  const [asking, ask] = useAsking<{ readonly planId: PlanId }>();
  const isAsked = asking.isSending || asking.answer !== null;
  const chosen = bulk.included.filter(({ row }) => !dropped.has(row.key));
  const canStart = chosen.length > 0 && !isReading && !isAsked;

  // A question is worth little on an old list; each server is read once more before anything leaves for it.
  useEffect(() => {
    const readings = [...toRead(rows)].map(async ([accountId, old]) => {
      const result = await actions.readServers(
        accountId,
        old.map(({ stored }) => stored.server.id),
      );
      return result.ok ? [] : old.slice(0, 1).map((row) => ({ row, trouble: result.trouble }));
    });
    void Promise.all(readings).then((found) => {
      setUnread(found.flat());
      setReading(false);
    });
  }, [actions]);

  const choose = (key: string, isChosen: boolean) => {
    const next = new Set(dropped);
    if (isChosen) next.delete(key);
    else next.add(key);
    setDropped(next);
  };
  const start = () =>
    ask(async () => {
      const result = await actions.backUpMany(
        chosen.map(({ row }) => row),
        note.trim() === '' ? null : note.trim(),
      );
      if (result.ok) actions.turnTo({ kind: 'plan', planId: result.value.planId });
      return result;
    });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (canStart) void start();
      }}
    >
      <Title text={titleOf(keys, bulk.included)} />
      <p class="muted" role="status">
        {isReading ? t('bulk.reading') : bulk.included.length > 0 && t('bulk.oneByOne')}
      </p>
      {unread.map(({ row: { account, providerName }, trouble }) => (
        <p key={account.id} class="failure" role="alert">
          {troubleSentence(trouble, { account: account.label, provider: providerName })}
        </p>
      ))}
      {bulk.included.length === 0 ? (
        <p>{t(rows.length === 0 ? 'bulk.nothing' : 'bulk.nothingOffered')}</p>
      ) : (
        <>
          <BulkChoices entries={bulk.included} dropped={dropped} disabled={isAsked} onChoose={choose} />
          {unpriced(chosen).map((provider) => (
            <p key={provider} class="warning">
              {t('confirm.backup.unpriced', { provider })}
            </p>
          ))}
          <NoteField note={note} readOnly={isAsked} onNote={setNote} />
        </>
      )}
      <LeftOut bulk={bulk} onMakeRoom={(row) => actions.turnTo({ kind: 'makeRoom', key: row.key })} />
      {asking.failure !== null && (
        <p class="failure" role="alert">
          {troubleSentence(asking.failure, {
            account: null,
            provider: t('bulk.theProviders'),
            server: t('bulk.theServers'),
            asked: true,
          })}
        </p>
      )}
      <Buttons over={bulk.included.length === 0} onClose={actions.close}>
        {bulk.included.length > 0 && (
          <button type="submit" class="button primary" aria-disabled={!canStart}>
            {isAsked ? t('bulk.starting') : t('bulk.start', { count: chosen.length })}
          </button>
        )}
      </Buttons>
    </form>
  );
}

/** Why the servers of an account could not be read anew; the row is one of them. */
type Unread = { readonly row: ServerRow; readonly trouble: Trouble };

/** Those whose reading is too old to tell anything by, by account. Where the key may only read none is asked for. */
function toRead(rows: readonly ServerRow[]): ReadonlyMap<AccountId, readonly ServerRow[]> {
  const wanted = rows.filter((row) => row.create.kind !== 'readOnlyKey' && !isConfirmable(row));
  return groupBy(wanted, ({ account }) => account.id);
}

/** The names of the providers that state no limit, each once. */
function unpriced(entries: readonly BulkEntry[]): readonly string[] {
  const silent = entries.filter(
    ({ row: { stored } }) => stored.reading !== null && stored.reading.quota.kind === 'notStated',
  );
  return [...new Set(silent.map(({ row }) => row.providerName))];
}

function titleOf(keys: readonly string[] | null, included: readonly BulkEntry[]): string {
  if (included.length === 0) return t('confirm.nothing.title');
  const which = keys === null ? wordFor(included.map(({ row }) => row)) : 'chosen';
  return t(`bulk.title.${which}`, { count: included.length });
}

/** As they stand in the fleet: the worst first. */
function chosenRows({ rows }: Overview, keys: readonly string[]): readonly ServerRow[] {
  const wanted = new Set(keys);
  return rows.filter(({ key }) => wanted.has(key));
}
