import { useState } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { numberSentence } from '../options/number-words';
import { type Outcome, OutcomeLine } from '../options/outcome';
import type { ConfirmActions } from './actions';
import { Whose } from './parts';

type Props = { readonly row: ServerRow; readonly number: string; readonly actions: ConfirmActions };

/** The number that a panel's address showed, to be kept once the older API names the same server under it. */
export function ConfirmNumber({ row, number, actions }: Props) {
  const [sending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const server = named(row.stored.server.name);
  const isKept = outcome !== null && outcome.good;

  const remember = async () => {
    setSending(true);
    setOutcome(null);
    const result = await actions.rememberNumber(row.account.id, row.stored.server.id, number);
    setSending(false);
    setOutcome(
      result.ok
        ? { good: true, sentence: t('options.legacy.kept', { server, id: number }) }
        : {
            good: false,
            sentence: numberSentence(result.trouble, number, {
              account: row.account.label,
              provider: row.providerName,
              server: row.stored.server.name,
            }),
          },
    );
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!sending && !isKept) void remember();
      }}
    >
      <h1>{t('confirm.number.title', { server, number })}</h1>
      <Whose row={row} />
      <p>{t('confirm.number.text', { provider: row.providerName, server, number })}</p>
      <OutcomeLine outcome={outcome} />
      <p class="confirm-buttons">
        <button type="button" class="button" onClick={actions.close}>
          {isKept ? t('confirm.close') : t('create.cancel')}
        </button>
        {!isKept && (
          <button type="submit" class="button primary" aria-disabled={sending}>
            {sending ? t('options.working') : t('options.legacy.check')}
          </button>
        )}
      </p>
    </form>
  );
}
