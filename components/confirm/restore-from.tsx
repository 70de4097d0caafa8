import { useCallback, useEffect, useId, useState } from 'preact/hooks';
import type { ChosenPoint } from '../../lib/fleet/impact/types';
import { withheldOf } from '../../lib/fleet/impact/withheld';
import type { Overview, ServerRow } from '../../lib/fleet/types';
import type { Result } from '../../lib/model/messages';
import type { RestoreSource } from '../../lib/model/restore-source';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import type { ConfirmActions } from './actions';
import { Examined } from './examined';
import { FailureLine } from './failure';
import { Buttons } from './parts';
import { RefusalView } from './refusal';
import { RestoreForm } from './restore-form';
import { SourcePicker } from './source-picker';

type Props = { readonly row: ServerRow; readonly overview: Overview; readonly actions: ConfirmActions };

/** A server's disk is to be overwritten with a backup of another server, which is chosen first. */
export function ConfirmRestoreFrom(props: Props) {
  const { row, actions } = props;
  const title = t('confirm.restoreFrom.title', { server: named(row.stored.server.name) });
  return (
    <Examined row={row} title={title} actions={actions}>
      {(again) => {
        const refusal = withheldOf(row, 'restoreFrom');
        return refusal === null || refusal.kind === 'running' ? (
          <Sources {...props} onAgain={again} />
        ) : (
          <RefusalView refusal={refusal} asked="restoreFrom" row={row} actions={actions} onAgain={again} />
        );
      }}
    </Examined>
  );
}

function Sources({ row, overview, actions, onAgain }: Props & { readonly onAgain: () => void }) {
  const [answer, setAnswer] = useState<Result<readonly RestoreSource[]> | null>(null);
  const [chosen, setChosen] = useState<ChosenPoint | null>(null);
  const formId = useId();
  const read = useCallback(async () => {
    setAnswer(null);
    setAnswer(await actions.restoreSources(row));
  }, [row.key, actions]);
  useEffect(() => void read(), [read]);

  if (answer === null || !answer.ok || answer.value.length === 0) {
    const server = named(row.stored.server.name);
    return (
      <>
        {answer === null ? (
          <p class="muted" role="status">
            {t('confirm.restoreFrom.reading', { provider: row.providerName })}
          </p>
        ) : answer.ok ? (
          <p role="status">{t('confirm.restoreFrom.none', { provider: row.providerName, server })}</p>
        ) : (
          <FailureLine row={row} failure={answer.trouble} />
        )}
        <Buttons over={answer !== null} onClose={actions.close}>
          {answer !== null && !answer.ok && (
            <button type="button" class="button primary" onClick={() => void read()}>
              {t('confirm.examine.again')}
            </button>
          )}
        </Buttons>
      </>
    );
  }
  return (
    <>
      <SourcePicker row={row} overview={overview} sources={answer.value} onChoose={setChosen} />
      {chosen === null ? (
        <Buttons over={false} onClose={actions.close} />
      ) : (
        <RestoreForm
          key={`${formId}${JSON.stringify(chosen)}`}
          row={row}
          chosen={chosen}
          actions={actions}
          onAgain={onAgain}
        />
      )}
    </>
  );
}
