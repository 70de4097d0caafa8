import type { Overview, ServerRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import type { ConfirmActions, Request } from './actions';
import { ConfirmBackup } from './backup';
import { ConfirmNumber } from './number';

type Props = {
  /** Null until the stored state was read. */
  readonly overview: Overview | null;
  readonly request: Request | null;
  readonly actions: ConfirmActions;
};

/** What would happen, said in full, and the one button that makes it happen. */
export function Confirm({ overview, request, actions }: Props) {
  if (overview === null) return null;
  const row = request === null ? undefined : overview.rows.find(({ key }) => key === request.key);
  return (
    <main class="confirm">
      {request === null || row === undefined ? (
        <Nothing onClose={actions.close} />
      ) : request.kind === 'backup' ? (
        <ConfirmBackup row={row} overview={overview} actions={actions} />
      ) : (
        <ConfirmNumber row={row} number={request.number} actions={actions} />
      )}
    </main>
  );
}

function Nothing({ onClose }: { readonly onClose: () => void }) {
  return (
    <>
      <h1>{t('confirm.nothing.title')}</h1>
      <p>{t('confirm.nothing.text')}</p>
      <p class="confirm-buttons">
        <button type="button" class="button" onClick={onClose}>
          {t('confirm.close')}
        </button>
      </p>
    </>
  );
}

/** Who it is about: provider, account, address. */
export function Whose({ row }: { readonly row: ServerRow }) {
  const { server } = row.stored;
  return (
    <p class="muted">
      {[row.providerName, row.account.label, ...server.addresses.slice(0, 1)].map((part, index) => (
        <span key={part}>
          {index > 0 && ' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
    </p>
  );
}
