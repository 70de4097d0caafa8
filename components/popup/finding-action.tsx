import type { FindingAction, ServerRow } from '../../lib/fleet/types';
import type { AccountId } from '../../lib/model/account';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { asksFirst } from './create-reason';

export type FindingHandlers = {
  readonly onOpenOptions: () => void;
  /** `null`: all accounts. */
  readonly onRetry: (accountId: AccountId | null) => void;
  readonly onShowServer: (key: string) => void;
  /** Opens the row's panel that starts a backup, or the page that asks where it is not free. */
  readonly onBackUp: (row: ServerRow) => void;
  readonly onMakeRoom: (key: string) => void;
  readonly onShowSchedules: (key: string) => void;
};

type Props = FindingHandlers & {
  readonly action: FindingAction;
  readonly row: ServerRow | null;
  readonly accountId: AccountId | null;
};

/** The button that mends what a card tells; nothing where nothing here does. */
export function ActionButton({ action, row, accountId, ...on }: Props) {
  if (action === 'openOptions')
    return <Button text={t('popup.card.openOptions')} onClick={on.onOpenOptions} />;
  if (action === 'retry')
    return <Button text={t('popup.card.retry')} onClick={() => on.onRetry(accountId)} />;
  if (row === null || action === 'none') return null;
  const server = named(row.stored.server.name);
  switch (action) {
    case 'backUp':
      return (
        <Button
          text={t(asksFirst(row) ? 'create.buttonAsks' : 'create.button')}
          label={t(asksFirst(row) ? 'popup.card.backUpAsksNamed' : 'popup.card.backUpNamed', { server })}
          onClick={() => on.onBackUp(row)}
        />
      );
    case 'makeRoom':
      return (
        <Button
          text={t('popup.card.makeRoom')}
          label={t('popup.card.makeRoomNamed', { server })}
          onClick={() => on.onMakeRoom(row.key)}
        />
      );
    case 'openSchedules':
      return (
        <Button
          text={t('popup.card.showSchedules')}
          label={t('popup.card.showSchedulesNamed', { server })}
          onClick={() => on.onShowSchedules(row.key)}
        />
      );
    case 'showServer':
      return (
        <Button
          text={t('popup.card.showServer')}
          label={t('popup.card.showServerNamed', { server })}
          onClick={() => on.onShowServer(row.key)}
        />
      );
    case 'openPanel':
      return (
        <a
          class="button"
          href={row.stored.server.panelUrl}
          target="_blank"
          rel="noreferrer"
          aria-label={t('popup.card.openPanelNamed', { server, provider: row.providerName })}
        >
          {t('popup.card.openPanel')}
        </a>
      );
  }
}

type ButtonProps = { readonly text: string; readonly label?: string; readonly onClick: () => void };

function Button({ text, label, onClick }: ButtonProps) {
  return (
    <button type="button" class="button" aria-label={label} onClick={onClick}>
      {text}
    </button>
  );
}
