import type { ServerRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { leadsToOptions, withheldReason } from '../popup/create-reason';
import type { ConfirmActions } from './actions';
import { Buttons, PanelLink } from './parts';

type Props = { readonly row: ServerRow; readonly actions: ConfirmActions; readonly onAgain: () => void };

/** Why no backup can be started by hand now, and the way on. */
export function Withheld({ row, actions, onAgain }: Props) {
  const { kind } = row.create;
  const isInOptions = leadsToOptions(row, null);
  return (
    <>
      <p class="warning" role="status">
        {withheldReason(row) ?? t('bulk.notOffered', { provider: row.providerName })}
      </p>
      <Buttons over onClose={actions.close}>
        {(kind === 'blocked' || kind === 'notOffered') && <PanelLink row={row} />}
        {isInOptions && (
          <button type="button" class="button" onClick={actions.openOptions}>
            {t('create.toOptions')}
          </button>
        )}
        {!isInOptions && kind !== 'notOffered' && (
          <button type="button" class="button" onClick={onAgain}>
            {t('confirm.examine.again')}
          </button>
        )}
      </Buttons>
    </>
  );
}
