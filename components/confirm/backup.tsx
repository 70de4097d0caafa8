import { useState } from 'preact/hooks';
import type { Overview, ServerRow } from '../../lib/fleet/types';
import type { Trouble } from '../../lib/model/trouble';
import { formatAgo, formatWhen, number } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { kindWord, warningSentence } from '../../lib/text/words';
import { failureSentence, leadsToOptions, withheldReason } from '../popup/create-reason';
import { isUnderWay, ProgressView } from '../popup/progress';
import type { ConfirmActions } from './actions';
import { Whose } from './confirm';

const NOTE_LENGTH = 200;

type Props = { readonly row: ServerRow; readonly overview: Overview; readonly actions: ConfirmActions };

/** A backup that is not free, or whose price nobody states: what it would do, and the question. */
export function ConfirmBackup({ row, overview, actions }: Props) {
  const [note, setNote] = useState('');
  const [always, setAlways] = useState(false);
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Trouble | null>(null);
  const [asked, setAsked] = useState(false);
  const server = named(row.stored.server.name);
  const canStart = row.create.kind === 'offered' && !sending && !asked;
  const isUnpriced = row.stored.reading !== null && row.stored.reading.quota.kind === 'notStated';
  const isAllowed = overview.settings.pageBackupsAllowed.includes(row.account.id);
  const withheld = asked ? null : withheldReason(row);

  const start = async () => {
    setSending(true);
    setFailure(null);
    if (always) await actions.allowFromPanel(row.account.id);
    const result = await actions.backUpNow(row, note.trim() === '' ? null : note.trim());
    setSending(false);
    if (result.ok) setAsked(true);
    else setFailure(result.trouble);
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (canStart) void start();
      }}
    >
      <h1>{t('confirm.backup.title', { server })}</h1>
      <Whose row={row} />
      <Facts row={row} />
      {row.create.kind === 'offered' &&
        !asked &&
        row.create.warnings.map((warning) => (
          <p key={warning.kind} class="warning">
            {warningSentence(warning)}
          </p>
        ))}
      {isUnpriced && !asked && (
        <>
          <p class="warning">{t('confirm.backup.unpriced', { provider: row.providerName })}</p>
          {!isAllowed && (
            <label class="confirm-check">
              <input
                type="checkbox"
                checked={always}
                onChange={(event) => setAlways(event.currentTarget.checked)}
              />
              {t('confirm.backup.always', { account: named(row.account.label), provider: row.providerName })}
            </label>
          )}
        </>
      )}
      {withheld !== null && <p class="warning">{withheld}</p>}
      {failure !== null && (
        <p class="failure" role="alert">
          {failureSentence(row, failure)}
        </p>
      )}
      {asked && (
        <p role="status">
          {isUnderWay(row) ? <ProgressView row={row} /> : t('confirm.backup.asked', { server })}
        </p>
      )}
      {canStart && (
        <input
          class="input"
          dir="auto"
          autocomplete="off"
          maxLength={NOTE_LENGTH}
          aria-label={t('create.note')}
          placeholder={t('create.note')}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      )}
      <p class="confirm-buttons">
        <button type="button" class="button" onClick={actions.close}>
          {asked ? t('confirm.close') : t('create.cancel')}
        </button>
        {leadsToOptions(row, failure) && (
          <button type="button" class="button" onClick={actions.openOptions}>
            {t('create.toOptions')}
          </button>
        )}
        {!asked && (
          <button type="submit" class="button primary" aria-disabled={!canStart}>
            {sending ? t('create.sending', { provider: row.providerName }) : t('create.button')}
          </button>
        )}
      </p>
    </form>
  );
}

function Facts({ row }: { readonly row: ServerRow }) {
  const { lastGood, restoreAgeMs, providerNow } = row;
  const quota = row.stored.reading === null ? null : row.stored.reading.quota;
  const parts =
    lastGood === null || lastGood.createdAt === null || restoreAgeMs === null
      ? [t(row.coverage === 'unknown' ? 'age.unknown' : 'age.never')]
      : [formatWhen(lastGood.createdAt, providerNow), kindWord(lastGood), formatAgo(restoreAgeMs)];
  return (
    <dl class="confirm-facts">
      <dt>{t('confirm.fact.lastGood')}</dt>
      <dd>{parts.filter((part) => part !== null).join(', ')}</dd>
      {quota !== null && quota.kind !== 'absent' && (
        <>
          <dt>{t('confirm.fact.slots')}</dt>
          <dd>
            {quota.kind === 'limited'
              ? t('quota.label', { used: number(quota.used), limit: number(quota.limit) })
              : t('confirm.fact.slotsNotStated')}
          </dd>
        </>
      )}
    </dl>
  );
}
