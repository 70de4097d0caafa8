import { useEffect, useState } from 'preact/hooks';
import { type BulkEntry, bulkOf, overdueRows } from '../../lib/fleet/impact/bulk';
import type { Overview, ServerRow } from '../../lib/fleet/types';
import type { PlanId } from '../../lib/model/plan';
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
  /** The servers that were chosen; null for all that are overdue. */
  readonly keys: readonly string[] | null;
  readonly actions: ConfirmActions;
};

/** Many servers are to be backed up at once: which, what it takes of each, which not and why, and the one question. */
export function ConfirmBulk({ overview, keys, actions }: Props) {
  const rows = keys === null ? overdueRows(overview.rows) : chosenRows(overview, keys);
  const bulk = bulkOf(rows);
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState('');
  const [isReading, setReading] = useState(true);
  const [asking, ask] = useAsking<{ readonly planId: PlanId }>();
  const isAsked = asking.isSending || asking.answer !== null;
  const chosen = bulk.included.filter(({ row }) => !dropped.has(row.key));
  const canStart = chosen.length > 0 && !isReading && !isAsked;

  // A question is worth little on an old list; each server is read once more before anything leaves for it.
  // A key that is known to read only stays known for it: asking for a refresh by hand would give it another chance.
  useEffect(() => {
    const accounts = new Set(
      rows.filter(({ create }) => create.kind !== 'readOnlyKey').map(({ account }) => account.id),
    );
    void actions.refresh([...accounts]).then(() => setReading(false));
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
      {bulk.included.length === 0 ? (
        <p>{t(rows.length === 0 ? 'bulk.nothing' : 'bulk.nothingOffered')}</p>
      ) : (
        <>
          <BulkChoices entries={bulk.included} dropped={dropped} disabled={isAsked} onChoose={choose} />
          <NoteField note={note} readOnly={isAsked} onNote={setNote} />
        </>
      )}
      <LeftOut bulk={bulk} />
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

function titleOf(keys: readonly string[] | null, included: readonly BulkEntry[]): string {
  if (included.length === 0) return t('confirm.nothing.title');
  return t(keys === null ? 'bulk.title.overdue' : 'bulk.title.chosen', { count: included.length });
}

/** As they stand in the fleet: the worst first. */
function chosenRows({ rows }: Overview, keys: readonly string[]): readonly ServerRow[] {
  const wanted = new Set(keys);
  return rows.filter(({ key }) => wanted.has(key));
}
